import type { TokenSecrets } from "../http/authentication";
import type { Endpoint } from "../http/endpoint";
import { parameterFault } from "../http/api-error";
import { own } from "../schema/own";

/** `/access`: who may use the API. Read from the tokens the server was started with; secrets are never shown. */
export function accessEndpoints(tokens: TokenSecrets): readonly Endpoint[] {
  const tokensByUser = groupByUser(Object.keys(tokens));
  return [
    {
      method: "GET",
      path: "/access",
      parameters: {},
      handle: () => [{ subdir: "users" }],
    },
    {
      method: "GET",
      path: "/access/users",
      parameters: { enabled: { type: "boolean" }, full: { type: "boolean" } },
      handle: () => Object.keys(tokensByUser).map((userid) => ({ userid, enable: 1, expire: 0 })),
    },
    {
      method: "GET",
      path: "/access/users/{userid}/token",
      parameters: { userid: { type: "string", maxLength: 64, required: true } },
      handle: ({ userid }) => tokensOf(tokensByUser, String(userid)),
    },
  ];
}

function tokensOf(tokensByUser: Readonly<Record<string, readonly string[]>>, user: string): object {
  const names = own(tokensByUser, user);
  if (names === undefined) throw parameterFault({ userid: `no such user ('${user}')` });
  return names.map((tokenid) => ({ tokenid, expire: 0, privsep: 0 }));
}

function groupByUser(tokenIds: readonly string[]): Record<string, readonly string[]> {
  const users = [...new Set(tokenIds.map((id) => id.split("!")[0] ?? ""))];
  return Object.fromEntries(
    users.map((user) => [
      user,
      tokenIds.filter((id) => id.startsWith(`${user}!`)).map((id) => id.slice(user.length + 1)),
    ]),
  );
}
