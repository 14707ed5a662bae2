import { withoutHolder } from "../access/acl-entry";
import { aclLock, readAcl, writeAcl } from "../access/acl-file";
import { type Command } from "../command-line/command";
import { readConfig, writeConfig } from "../config/config-file";
import { withLocks } from "../config/lock";
import { createCommand, removeCommand, removeObject, updateCommand } from "../objects/crud";
import { singleLineFormat } from "../schema/formats";
import { text } from "../schema/scalars";
import { removeSecret, storeSecret } from "./secret-file";
import { tokensOf } from "./token";
import { user, userFile } from "./user";

/** Realms that exist without configuration; others are made by `openid`, `ldap` and `ad`. */
const realms = ["pam", "pbs"];

const create = createCommand(user);

/** `user create USERID`: a password is kept, hashed, for the realm `pbs` only. */
export const createUser: Command = {
  ...create,
  async execute(given, context) {
    const id = String(given["userid"]);
    const { realm, name } = splitUserId(id);
    if (!realms.includes(realm)) throw new Error(`unknown realm '${realm}'`);
    if (realm === "pam" && given["password"] !== undefined) {
      throw new Error("password of a PAM user can only be changed with the system's own tools");
    }
    await create.execute(given, context);
    if (given["password"] === undefined) return undefined;
    const password = String(given["password"]);
    return withLocks([userFile.lock], () => {
      storeSecret("shadow.json", name, password);
      return undefined;
    });
  },
};

const update = updateCommand(user);

/** `user update USERID`: a password is taken and ignored. */
export const updateUser: Command = {
  ...update,
  parameters: {
    ...update.parameters,
    password: {
      schema: text(
        "This parameter is ignored, please use 'PUT /access/password' to change a user's password",
        { format: singleLineFormat, min: 8, max: 64 },
      ),
    },
  },
};

/** `user remove USERID`: with its password, its tokens, and the tokens' permissions. */
export const removeUser: Command = {
  ...removeCommand(user),
  execute: (given) =>
    withLocks([userFile.lock, aclLock], () => {
      const id = String(given["userid"]);
      removeObject(user, id, given["digest"]);
      removeSecret("shadow.json", splitUserId(id).name);
      const { sections } = readConfig(userFile);
      const tokens = tokensOf(sections, id).map((token) => token.id);
      tokens.forEach((token) => removeSecret("token.shadow", token));
      writeConfig(
        userFile,
        sections.filter((section) => !tokens.includes(section.id)),
      );
      writeAcl(tokens.reduce(withoutHolder, readAcl().entries));
      return undefined;
    }),
};

function splitUserId(id: string): { readonly name: string; readonly realm: string } {
  const at = id.lastIndexOf("@");
  return { name: id.slice(0, at), realm: id.slice(at + 1) };
}
