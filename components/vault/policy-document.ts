import { accountOf } from "../../model/iam-account";

/** Operators of IAM with what they compare. */
export type Conditions = Readonly<
  Record<string, Readonly<Record<string, string | readonly string[]>>>
>;

/** A statement of a policy that is attached to a key, a secret, a bucket, a topic or a role. */
export interface Statement {
  readonly Sid: string;
  readonly Effect: "Allow" | "Deny";
  readonly Principal:
    { readonly AWS: string | readonly string[] } | { readonly Service: string | readonly string[] };
  readonly Action: readonly string[];
  /** The thing that the policy is attached to, or what is in it; a role's trust has none. */
  readonly Resource?: string | readonly string[];
  /** All but these. */
  readonly NotResource?: readonly string[];
  readonly Condition?: Conditions;
}

/**
 * Allows actions to some principals, told by a condition: a `Principal` that names a role becomes the id of nobody when the role is
 * deleted, and KMS takes no policy with such an id. As the account is the principal, IAM has to allow the action as well.
 *
 * @returns nothing where nobody is named
 */
export function allow(
  Sid: string,
  arns: readonly string[],
  Action: readonly string[],
  also: Conditions = {},
): (Statement & { readonly Resource: "*" })[] {
  if (arns.length === 0) return [];
  const accounts = [...new Set(arns.map(accountOf))].sort();
  const who = { ArnEquals: { "aws:PrincipalArn": arns } };
  const Condition = { ...who, ...also };
  return [
    {
      ...{ Sid, Effect: "Allow", Principal: { AWS: accounts.map(rootOf) }, Action, Resource: "*" },
      Condition,
    },
  ];
}

/** Refuses actions to everybody to whom the conditions apply, whatever else allows them. */
export function deny(
  Sid: string,
  Action: readonly string[],
  Condition: Conditions,
  Resource: string | readonly string[] = "*",
): Statement {
  return { Sid, Effect: "Deny", Principal: { AWS: "*" }, Action, Resource, Condition };
}

/** Everybody but these. */
export const besides = (arns: readonly string[]): Conditions => ({
  ArnNotEquals: { "aws:PrincipalArn": [...new Set(arns)] },
});

/** A user or role, logged in without a second factor. */
export const onceWithoutMfa = (arn: string): Conditions => ({
  ArnEquals: { "aws:PrincipalArn": arn },
  ...withoutMfa,
});

/** The root user of an account, and as a principal the whole account. */
export const rootOf = (account: string) => `arn:aws:iam::${account}:root`;

/** The service that asks in somebody's name. Source: AWS KMS Developer Guide, "kms:ViaService". */
export const via = (service: "s3" | "secretsmanager", region: string): Conditions => ({
  StringEquals: { "kms:ViaService": `${service}.${region}.amazonaws.com` },
});

/** Logged in with a second factor. */
export const withMfa: Conditions = { Bool: { "aws:MultiFactorAuthPresent": "true" } };

/** Logged in without one, or with an access key, of which nobody can tell. */
const withoutMfa: Conditions = { BoolIfExists: { "aws:MultiFactorAuthPresent": "false" } };

/** As AWS wants it. */
export const policyText = (statements: readonly object[]) =>
  JSON.stringify({ Version: "2012-10-17", Statement: statements });
