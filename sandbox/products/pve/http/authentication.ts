import { timingSafeEqual } from "node:crypto";
import { type Caller, callerOf } from "../access/caller";
import { readTokenSecrets, readUserConfig, type UserConfig } from "../access/user-config";
import { ApiError } from "../api/api-error";
import { own } from "../schema/own";

const scheme = "PVEAPIToken";
const tokenId = /^(?<user>[^\s!:]+@[A-Za-z][A-Za-z0-9.\-_]+)!(?<token>[A-Za-z][A-Za-z0-9.\-_]+)$/;

/**
 * Who sends the request: the token of `Authorization: PVEAPIToken=USER@REALM!TOKENID=SECRET`
 * (source: PVE API documentation, "API Tokens"). Users and tokens are read anew for every request.
 *
 * @param state - the directory of `user.cfg` and `priv/token.cfg`
 * @throws ApiError 401 with PVE's text; a secret is never part of it
 */
export function authenticate(
  header: string | undefined,
  state: string,
  now: number = Date.now() / 1000,
): Caller {
  const credential = credentialOf(header);
  const separator = credential.lastIndexOf("=");
  if (separator < 0) throw unauthorised("no tokenid specified");
  const id = credential.slice(0, separator);
  const parts = tokenId.exec(id)?.groups;
  if (parts === undefined) throw unauthorised(`value '${id}' does not look like a valid token ID`);
  const config = readUserConfig(state);
  checkValid(config, parts["user"] ?? "", parts["token"] ?? "", now);
  const secret = own(readTokenSecrets(state), id);
  if (secret === undefined || !sameSecret(secret, credential.slice(separator + 1)))
    throw unauthorised("invalid token value!");
  return callerOf(id, config);
}

function checkValid(config: UserConfig, userId: string, tokenName: string, now: number): void {
  const user = own(config.users, userId);
  if (user === undefined) throw unauthorised(`no such user ('${userId}')`);
  if (!user.enabled) throw unauthorised(`user '${userId}' is disabled`);
  if (isPast(user.expire, now)) throw unauthorised(`user '${userId}' access expired`);
  const token = own(user.tokens, tokenName);
  if (token === undefined) throw unauthorised(`no such token '${tokenName}' for user '${userId}'`);
  if (isPast(token.expire, now)) throw unauthorised(`token '${tokenName}' access expired`);
}

/** 0 is never. */
const isPast = (expire: number, now: number) => expire > 0 && expire < now;

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
