import * as pulumi from "@pulumi/pulumi";
import { messageOf } from "../../lib/progress/message-of";
import { isLookingForWhatExists } from "../recovery";
import { valueOf } from "../remote/host-turn";
import { type AwsConnection, type FoundThing, type Look, roleArn } from "./aws-account";
import { type VaultProviderArgs } from "./provider";

/** The account that a vault is in: the provider that makes things there, and how it is asked directly. */
export interface VaultAccount {
  readonly provider: pulumi.ProviderResource;
  readonly connection: pulumi.Output<AwsConnection>;
}

/** AWS as the vault's provider enters it. */
export function connectionTo({
  region,
  endpoint,
  credentials,
}: Pick<VaultProviderArgs, "region" | "endpoint" | "credentials">): pulumi.Output<AwsConnection> {
  return credentials.apply((known) => ({
    ...{ region, ...(endpoint === undefined ? {} : { endpoint }) },
    ...(known === undefined
      ? {}
      : {
          credentials: { accessKeyId: known.accessKey, secretAccessKey: known.secretKey },
        }),
  }));
}

/** What must not be made a second time. */
export interface Claim {
  readonly account: VaultAccount;
  /** The name of its resource. */
  readonly resource: string;
  /** What it is called in AWS, and how one of that name is found. */
  readonly called: string;
  readonly look: Look;
}

/**
 * Options of what holds or opens backups: its creation is refused while AWS has one of that name, in the preview already. A refresh drops
 * from the state what it cannot see, a key that waits for its deletion among it; the next update would make another and move everything
 * to it, and what lies under the first one would die in silence.
 */
export function claimed({ account, resource, called, look }: Claim): {
  readonly hooks: { readonly beforeCreate: pulumi.ResourceHook[] };
} {
  const hook = new pulumi.ResourceHook(
    `${resource}-claim`,
    async () => {
      if (isLookingForWhatExists()) return;
      const connection = await valueOf(account.connection);
      const found = await look(connection, called).catch((error: unknown) => {
        throw new Error(
          `nobody can tell whether ${called} is there already, and a second one would take its place: ${messageOf(error)}`,
        );
      });
      if (found === undefined) return;
      throw new Error(refusal(called, found));
    },
    { onDryRun: true },
  );
  return { hooks: { beforeCreate: [hook] } };
}

function refusal(called: string, { id, state, wayBack }: FoundThing): string {
  const recover = `npm run recover -- --stack ${pulumi.getStack()}`;
  return (
    `${called} is there already (${id}, ${state}), and not in this stack's state. A second one is not made: what lies in ` +
    `or under the first would be lost with it. The way back: ${[...wayBack, recover].join("; then ")} ` +
    `(docs/runbooks/recover.md)`
  );
}

/**
 * Options of a key whose policy names roles: it is neither made nor changed while one of them is not there. KMS would take the policy, for
 * a condition may name anybody, and on the day it is needed nobody could assume it.
 */
export function withRoles(
  { connection }: VaultAccount,
  resource: string,
  roles: readonly string[],
): pulumi.ResourceHook[] {
  if (roles.length === 0) return [];
  const look = async () => {
    const known = await valueOf(connection);
    const faults = await Promise.all(roles.map((arn) => roleFault(known, arn)));
    const told = faults.filter((fault) => fault !== undefined);
    if (told.length > 0) throw new Error(told.join("; "));
  };
  return [new pulumi.ResourceHook(`${resource}-roles`, look, { onDryRun: true })];
}

async function roleFault(connection: AwsConnection, arn: string): Promise<string | undefined> {
  const name = arn.slice(arn.lastIndexOf("/") + 1);
  const found = await roleArn(connection, name).catch((error: unknown) => {
    throw new Error(
      `whether the break-glass role ${arn} exists cannot be told: ${messageOf(error)}; whoever applies the stack needs iam:GetRole`,
    );
  });
  return found === arn
    ? undefined
    : `access.breakGlass of the vault names ${arn}, and the account ${found === undefined ? "has no role of that name" : `has ${found}`}; ` +
        "allowed: a role that exists; fix: make it first (docs/runbooks/keys.md), or correct the ARN";
}
