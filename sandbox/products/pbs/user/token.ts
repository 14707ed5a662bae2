import { randomUUID } from "node:crypto";

import { withoutHolder } from "../access/acl-entry";
import { aclLock, readAcl, writeAcl } from "../access/acl-file";
import { type Command } from "../command-line/command";
import { outputFormat, printRows, type Row, sortedRow } from "../command-line/output";
import { checkDigest, readConfig, writeConfig } from "../config/config-file";
import { withLocks } from "../config/lock";
import { type Section } from "../config/section-config";
import { digestSchema, tokenNameSchema, userIdSchema } from "../schema/formats";
import { type Properties, type Values } from "../schema/schema";
import { removeSecret, storeSecret } from "./secret-file";
import { tokenProperties } from "./token-properties";
import { accountRenderers, userFile } from "./user";

/** The parameter that names a user. */
export const userParameter = {
  userid: { schema: userIdSchema, required: true },
} as const satisfies Properties;

/** The parameters that name a token, and the digest of the state that the caller knows. */
export const tokenParameters: Properties = {
  ...userParameter,
  "token-name": { schema: tokenNameSchema, required: true },
  digest: { schema: digestSchema },
};

/** The tokens of a user. */
export function tokensOf(sections: readonly Section[], user: string): readonly Section[] {
  return sections.filter(({ type, id }) => type === "token" && id.startsWith(`${user}!`));
}

/** `user list-tokens USERID`; secrets are never shown again. */
export const listTokens: Command = {
  description: "List tokens associated with user.",
  positional: ["userid"],
  parameters: { ...userParameter, ...outputFormat },
  execute(values, context) {
    const { data } = tokenRows(String(values["userid"]));
    printRows(context, values, data, ["tokenid", "enable", "expire", "comment"], accountRenderers);
    return undefined;
  },
};

/** The tokens of a user as they are shown, and the digest of their file. */
export function tokenRows(user: string): { readonly data: Row[]; readonly digest: string } {
  const { sections, digest } = readConfig(userFile);
  const data = tokensOf(sections, user).map(({ id, values }) =>
    sortedRow({ ...values, tokenid: id, "token-name": id.slice(user.length + 1) }),
  );
  return { data, digest };
}

/** `user generate-token USERID NAME`: prints the secret, this once. */
export const generateToken: Command = {
  description: "Generate a new API token with given metadata",
  positional: ["userid", "token-name"],
  parameters: { ...tokenParameters, ...tokenProperties },
  execute: (given) =>
    withLocks([userFile.lock], () => {
      const { sections, digest } = readConfig(userFile);
      checkDigest(given["digest"], digest);
      const { user, name, id } = namesOf(given);
      if (sections.some((section) => section.id === id)) {
        throw new Error(`token '${name}' for user '${user}' already exists.`);
      }
      const secret = randomUUID();
      storeSecret("token.shadow", id, secret);
      const values = Object.fromEntries(
        Object.entries(given).filter(([parameter]) => Object.hasOwn(tokenProperties, parameter)),
      );
      writeConfig(userFile, [...sections, { type: "token", id, values }]);
      return { tokenid: id, value: secret };
    }),
};

/** `user delete-token USERID NAME`: with its secret and its permissions. */
export const deleteToken: Command = {
  description: "Delete a user's API token",
  positional: ["userid", "token-name"],
  parameters: tokenParameters,
  execute: (given) =>
    withLocks([userFile.lock, aclLock], () => {
      const { sections, digest } = readConfig(userFile);
      checkDigest(given["digest"], digest);
      const { user, name, id } = namesOf(given);
      const left = sections.filter((section) => section.id !== id);
      if (left.length === sections.length) {
        throw new Error(`token '${name}' of user '${user}' does not exist.`);
      }
      removeSecret("token.shadow", id);
      writeConfig(userFile, left);
      writeAcl(withoutHolder(readAcl().entries, id));
      return undefined;
    }),
};

/** User, name and full id of the token that parameters name. */
export function namesOf(given: Values): {
  readonly user: string;
  readonly name: string;
  readonly id: string;
} {
  const [user, name] = [String(given["userid"]), String(given["token-name"])];
  return { user, name, id: `${user}!${name}` };
}
