import { isActive } from "../access/permissions";
import { readConfig } from "../config/config-file";
import { verifySecret } from "../user/secret-file";
import { tokenIdSchema } from "../user/token-properties";
import { userFile } from "../user/user";
import { ApiError } from "./api-error";

const header = /^PBSAPIToken[ =](?<credential>.*)$/s;

/**
 * The token of `Authorization: PBSAPIToken=USER@REALM!NAME:SECRET`, or with a space instead of the
 * equals sign.
 *
 * @throws ApiError 401 with the product's text; a secret is never part of it
 */
export function authenticate(authorization: string | undefined, now: Date): string {
  const { credential } = header.exec(authorization ?? "")?.groups ?? {};
  if (credential === undefined) throw refusal("no authentication credentials provided.");
  const [id = "", ...rest] = credential.split(":");
  if (rest.length === 0) throw refusal("failed to parse API token");
  checkId(id);
  const { sections } = readConfig(userFile);
  const [user = ""] = id.split("!");
  if (![user, id].every((each) => isActive(sections, now, each))) {
    throw refusal("user account disabled or expired.");
  }
  if (!verifySecret("token.shadow", id, decodeURIComponent(rest.join(":")))) {
    throw refusal("invalid credentials");
  }
  return id;
}

function checkId(id: string): void {
  try {
    tokenIdSchema.parse(id);
  } catch {
    throw refusal("failed to parse API token");
  }
}

function refusal(reason: string): ApiError {
  return new ApiError(401, `authentication failed - ${reason}`);
}
