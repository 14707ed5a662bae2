import { isAllowed } from "../support/iam-evaluator";
import { type RegisteredResource } from "../support/estate";
import { named } from "../support/registered";
import { labResources } from "./support";

/** The account that the lab's vault is in. */
export const account = "123456789012";

/** Somebody or something of IAM in it. */
export const iam = (name: string) => `arn:aws:iam::${account}:${name}`;

/** The vault's keys, as the mocks call them. */
export const keyArn = `arn:aws:kms:us-east-1:${account}:key/vault-astronomy-lab-backup-key`;
export const escrowKeyArn = `arn:aws:kms:us-east-1:${account}:key/vault-astronomy-lab-backup-escrow-key`;

/** Everybody who may turn up; IAM allows each everything but the last three, who have the policies that are sent for them. */
export const principals = {
  "break-glass role": iam("role/backup-break-glass"),
  "whoever applies": iam("role/backup-administrator"),
  "another administrator": iam("role/Administrator"),
  root: iam("root"),
  writer: iam("user/offsite-export"),
  restorer: iam("role/offsite-restorer"),
  auditor: iam("role/offsite-auditor"),
} as const;
export type Principal = keyof typeof principals;

const policiesOf: Partial<Record<Principal, string>> = {
  writer: "vault-offsite-export-policy",
  restorer: "vault-astronomy-lab-backup-restorer-policy",
  auditor: "vault-astronomy-lab-backup-auditor-policy",
};

let resources: readonly RegisteredResource[] = [];

/** Reads what the lab's program sends, once before all tests of a file. */
export async function readPolicies(): Promise<void> {
  resources = await labResources();
}

/** A policy that is sent with a resource. */
export const policyOf = (name: string, input = "policy") =>
  String(named(resources, name).inputs[input]);

/** Condition keys of a request. */
export type Context = Readonly<Record<string, string>>;

export const tls: Context = { "aws:SecureTransport": "true" };
export const mfa: Context = { ...tls, "aws:MultiFactorAuthPresent": "true" };

/** Who may, of everybody. */
export async function whoMay(
  action: string,
  resource: string,
  policy: string,
  context: Context = {},
): Promise<Principal[]> {
  const all = Object.keys(principals) as Principal[];
  const answers = await Promise.all(
    all.map((who) => {
      const own = policiesOf[who];
      const identity = own === undefined ? {} : { identity: JSON.parse(policyOf(own)) as object };
      const request = { principal: principals[who], action, resource, context, ...identity };
      return isAllowed(request, policy);
    }),
  );
  return all.filter((_, index) => answers[index]);
}
