import { type Caller } from "../api/caller";
import { type Endpoint } from "../api/endpoint";
import { anybody } from "../api/permission";
import { readConfig } from "../config/config-file";
import { withLocks } from "../config/lock";
import { authIdSchema, userIdSchema } from "../schema/formats";
import { text } from "../schema/scalars";
import { storeSecret } from "../user/secret-file";
import { userFile } from "../user/user";
import { aclPathSchema, aclRows, updateAcl } from "./acl";
import { readAcl } from "./acl-file";
import { permissionsOf } from "./permissions";

const isToken = (authId: string) => authId.includes("!");
const userOf = (authId: string) => authId.split("!")[0] ?? "";

/** Permissions, and passwords. */
export const accessEndpoints: readonly Endpoint[] = [
  {
    method: "GET",
    path: "/access/acl",
    description: "Read Access Control List (ACLs).",
    permission: anybody,
    parameters: {},
    handle(_values, caller) {
      const seesAll = caller.hasAny("/access/acl", ["Sys.Audit"]);
      const isOwn = (holder: string) => isToken(holder) && userOf(holder) === userOf(caller.authId);
      return { data: aclRows().filter(({ ugid }) => seesAll || isOwn(ugid as string)) };
    },
  },
  {
    method: "PUT",
    path: "/access/acl",
    description: updateAcl.description,
    permission: anybody,
    parameters: updateAcl.parameters,
    async handle(values, caller) {
      if (!caller.hasAny("/access/acl", ["Permissions.Modify"])) {
        checkUnprivileged(caller, values["auth-id"] as string | undefined);
      }
      return { data: (await updateAcl.execute(values, caller)) ?? null };
    },
  },
  {
    method: "GET",
    path: "/access/permissions",
    description: "List permissions of given or currently authenticated user / API token.",
    permission: anybody,
    parameters: { "auth-id": { schema: authIdSchema }, path: { schema: aclPathSchema } },
    handle(values, caller) {
      const holder = String(values["auth-id"] ?? caller.authId);
      const isOwn =
        holder === caller.authId ||
        (isToken(holder) && !isToken(caller.authId) && userOf(holder) === caller.authId);
      if (!isOwn && !caller.hasAny("/access", ["Sys.Audit"])) {
        throw new Error(`not allowed to list permissions of ${holder}`);
      }
      const { sections } = readConfig(userFile);
      const path = values["path"] as string | undefined;
      return { data: permissionsOf(readAcl().entries, sections, caller.now(), holder, path) };
    },
  },
  {
    method: "PUT",
    path: "/access/password",
    description: "Change user password",
    permission: anybody,
    parameters: {
      userid: { schema: userIdSchema, required: true },
      password: { schema: text("User Password.", { min: 8, max: 64 }), required: true },
    },
    handle(values, { authId }) {
      if (isToken(authId)) throw new Error("API tokens cannot access this API endpoint");
      const id = String(values["userid"]);
      return withLocks([userFile.lock], () => {
        storeSecret("shadow.json", id.slice(0, id.lastIndexOf("@")), String(values["password"]));
        return { data: null };
      });
    },
  },
];

/** What a user may give without being allowed to: its own tokens. A token may give nothing. @throws Error */
function checkUnprivileged({ authId }: Caller, holder: string | undefined): void {
  if (holder === undefined) {
    throw new Error("Unprivileged user needs to provide auth_id to update ACL item.");
  }
  if (isToken(authId)) throw new Error("Unprivileged API tokens can't set ACL items.");
  if (!isToken(holder)) {
    throw new Error("Unprivileged users can only set ACL items for API tokens.");
  }
  if (userOf(holder) !== authId) {
    throw new Error("Unprivileged users can only set ACL items for their own API tokens.");
  }
}
