import { timingSafeEqual } from "node:crypto";
import { own } from "../schema/own";
import { ApiError } from "./api-error";

/** Secret by token id, for example `{"root@pam!pulumi": "<uuid>"}`. */
export type TokenSecrets = Readonly<Record<string, string>>;

const scheme = "PVEAPIToken";
const tokenId = /^(?<user>[^\s!:]+@[A-Za-z][A-Za-z0-9.\-_]+)!(?<token>[A-Za-z][A-Za-z0-9.\-_]+)$/;

/**
 * Who sends the request: the token id of `Authorization: PVEAPIToken=USER@REALM!TOKENID=SECRET`
 * (source: PVE API documentation, "API Tokens").
 *
 * @throws ApiError 401 with PVE's text; a secret is never part of it
 */
export function authenticate(header: string | undefined, tokens: TokenSecrets): string {
  const credential = credentialOf(header);
  const separator = credential.lastIndexOf("=");
  if (separator < 0) throw unauthorised("no tokenid specified");
  const id = credential.slice(0, separator);
  const parts = tokenId.exec(id)?.groups;
  if (parts === undefined) throw unauthorised(`value '${id}' does not look like a valid token ID`);
  const secret = own(tokens, id);
  if (secret === undefined)
    throw unauthorised(`no such token '${parts["token"]}' for user '${parts["user"]}'`);
  if (!sameSecret(secret, credential.slice(separator + 1)))
    throw unauthorised("invalid token value!");
  return id;
}

function credentialOf(header: string | undefined): string {
  const credential = header?.trim();
  if (credential?.startsWith(`${scheme}=`)) return credential.slice(scheme.length + 1);
  throw unauthorised("No ticket");
}

function sameSecret(wanted: string, got: string): boolean {
  const [a, b] = [Buffer.from(wanted), Buffer.from(got)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function unauthorised(message: string): ApiError {
  return new ApiError(401, message);
}
