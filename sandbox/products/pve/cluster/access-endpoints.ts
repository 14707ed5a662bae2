import { type Caller, demand } from "../access/caller";
import { readUserConfig, type Token } from "../access/user-config";
import { refusal } from "../api/api-error";
import type { Endpoint } from "../api/endpoint";
import { own } from "../schema/own";

/** `/access`: who may use the API, read from `user.cfg`; secrets are never shown. */
export function accessEndpoints(state: string): readonly Endpoint[] {
  return [
    {
      method: "GET",
      path: "/access/users",
      parameters: { enabled: { type: "boolean" }, full: { type: "boolean" } },
      handle: (_parameters, caller) =>
        Object.entries(readUserConfig(state).users)
          .filter(([userid]) => isSelf(caller, userid) || caller.may("/access/groups", "Sys.Audit"))
          .map(([userid, { enabled, expire }]) => ({ userid, enable: enabled ? 1 : 0, expire })),
    },
    {
      method: "GET",
      path: "/access/users/{userid}/token",
      parameters: { userid: { type: "string", maxLength: 64, required: true } },
      handle: ({ userid }, caller) => {
        if (!isSelf(caller, String(userid))) demand(caller, "/access/groups", "User.Modify");
        return tokensOf(state, String(userid));
      },
    },
  ];
}

/** A token counts as its user. */
const isSelf = (caller: Caller, user: string) => caller.id.split("!")[0] === user;

function tokensOf(state: string, userId: string): object {
  const user = own(readUserConfig(state).users, userId);
  if (user === undefined) throw refusal(`no such user ('${userId}')`);
  return Object.entries(user.tokens).map(([tokenid, token]) => present(tokenid, token));
}

function present(tokenid: string, { expire, privilegeSeparation }: Token): object {
  return { tokenid, expire, privsep: privilegeSeparation ? 1 : 0 };
}
