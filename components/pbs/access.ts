import type * as pulumi from "@pulumi/pulumi";
import { sortedEntries } from "../../model/record";
import { type Product } from "../product";
import { PbsAcl, type PbsGrant } from "./acl";
import { type PbsSecrets, secretOf } from "./secrets";
import { type PbsHost } from "./server-host";
import { PbsToken } from "./token";
import { type PbsPerson, PbsUser } from "./user";

/** A user, its tokens, and what it and they may do. */
export interface DeclaredUser extends PbsPerson {
  /** Whether a secret holds the password it starts with. */
  readonly initialPassword: boolean;
  readonly tokens: Readonly<
    Record<string, { readonly comment?: string; readonly generation: number }>
  >;
  readonly grants: readonly PbsGrant[];
}

/** What access is made of. */
export interface AccessArgs extends PbsHost {
  readonly users: Readonly<Record<string, DeclaredUser>>;
  readonly secrets: pulumi.Output<PbsSecrets>;
  /** Who logs in from elsewhere, by what it is called there. */
  readonly logins: Readonly<Record<string, { readonly username: string }>>;
}

/** A token that may be used: its secret is there, and so are its permissions. */
export interface UsableToken {
  readonly secret: pulumi.Output<string>;
  readonly acl: PbsAcl;
}

/**
 * Defines users, their tokens and their permissions.
 *
 * @returns the tokens by `user@realm!name`
 */
export function defineAccess(
  server: Product<object>,
  args: AccessArgs,
): Record<string, UsableToken> {
  const usable = sortedEntries(args.users).flatMap(([user, declared]) =>
    Object.entries(defineUser(server, user, declared, args)),
  );
  return Object.fromEntries(usable);
}

function defineUser(
  server: Product<object>,
  name: string,
  { tokens, grants, initialPassword, ...declared }: DeclaredUser,
  { host, port, secrets, logins }: AccessArgs,
): Record<string, UsableToken> {
  const password = initialPassword ? secretOf(secrets, "passwords", name) : undefined;
  const user = new PbsUser(
    server.childName(name),
    { host, port, declared, password },
    server.inside(name),
  );
  const storages = (holds: (username: string) => boolean) =>
    sortedEntries(logins).flatMap(([login, { username }]) => (holds(username) ? [login] : []));
  const acl = new PbsAcl(
    server.childName(name),
    { host, holder: user, grants, storages: storages((one) => one.startsWith(`${name}!`)) },
    server.inside(name),
  );
  const usable = Object.entries(tokens).map(([own, settings]): [string, UsableToken] => {
    const holder = `${name}!${own}`;
    const [child, inside] = [server.childName(holder), server.inside(holder)];
    const token = new PbsToken(child, { host, port, user, token: own, ...settings }, inside);
    const mine = storages((username) => username === holder);
    const allowed = new PbsAcl(
      child,
      { host, holder: token, grants, storages: mine, ofUser: acl },
      inside,
    );
    return [holder, { secret: token.secret, acl: allowed }];
  });
  return Object.fromEntries(usable);
}
