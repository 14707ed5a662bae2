import type * as pulumi from "@pulumi/pulumi";
import { sortedEntries } from "../../model/record";
import { type Host } from "../remote/host";
import { PbsAcl, type PbsGrant } from "./acl";
import { PbsObject } from "./object";
import { type PbsSecrets, secretOf } from "./secrets";
import { PbsToken } from "./token";

/** A user, its tokens, and what it and they may do. */
export interface DeclaredUser {
  readonly comment?: string;
  readonly email?: string;
  readonly firstname?: string;
  readonly lastname?: string;
  /** Whether a secret holds the password it starts with. */
  readonly initialPassword: boolean;
  readonly tokens: Readonly<
    Record<string, { readonly comment?: string; readonly generation: number }>
  >;
  readonly grants: readonly PbsGrant[];
}

/** What access is made of. */
export interface AccessArgs {
  readonly host: Host;
  readonly port: number;
  readonly users: Readonly<Record<string, DeclaredUser>>;
  readonly secrets: pulumi.Output<PbsSecrets>;
  /** Storages of the cluster, by name: what each logs in with. */
  readonly storages: Readonly<Record<string, { readonly username: string }>>;
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
export function defineAccess(args: AccessArgs): Record<string, UsableToken> {
  const usable = sortedEntries(args.users).flatMap(([user, declared]) =>
    Object.entries(defineUser(user, declared, args)),
  );
  return Object.fromEntries(usable);
}

function defineUser(
  name: string,
  { tokens, grants, initialPassword, ...declared }: DeclaredUser,
  { host, port, secrets, storages }: AccessArgs,
): Record<string, UsableToken> {
  const user = new PbsObject("User", name, {
    host,
    port,
    declared,
    secrets: initialPassword ? { password: secretOf(secrets, "passwords", name) } : undefined,
  });
  const loggedIn = (holds: (username: string) => boolean) =>
    Object.keys(storages)
      .filter((storage) => holds(storages[storage]?.username ?? ""))
      .sort();
  const used = loggedIn((username) => username.startsWith(`${name}!`));
  const acl = new PbsAcl(name, { host, holder: name, grants, storages: used }, after(user));
  const usable = Object.entries(tokens).map(([own, settings]): [string, UsableToken] => {
    const holder = `${name}!${own}`;
    const token = new PbsToken(
      holder,
      { host, port, user: name, token: own, ...settings },
      after(user),
    );
    const mine = loggedIn((username) => username === holder);
    const allowed = new PbsAcl(holder, { host, holder, grants, storages: mine }, after(acl, token));
    return [holder, { secret: token.secret, acl: allowed }];
  });
  return Object.fromEntries(usable);
}

const after = (...dependsOn: pulumi.Resource[]) => ({ dependsOn });
