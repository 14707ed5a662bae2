import { type Sent, unknown } from "../../support";

/** A command that tells a host of an object. */
export function told(kind: string, document: object, settings: object = {}): Sent {
  const envelope = {
    contract: "backup-remote/1",
    platform: { name: "posix" },
    kind,
    identity: "one",
    document,
    settings,
    secrets: { password: "s3cr3t" },
  };
  return { type: "command:remote:Command", props: { stdin: JSON.stringify(envelope) } };
}

/** One whose content is not known before the update. */
export const toldLater: Sent = { type: "command:remote:Command", props: { stdin: unknown } };

/** A policy of those statements, as it is sent. */
export const policyOf = (...statements: readonly object[]) =>
  JSON.stringify({ Version: "2012-10-17", Statement: statements });

/** A key that is not its owner's. */
export const notOwn: readonly [what: string, key: string | undefined, told: string][] = [
  ["no key", undefined, "unset"],
  ["an empty key", "", "unset"],
  ["AWS's alias", "alias/aws/service", "alias/aws/service"],
  [
    "the ARN of AWS's alias",
    "arn:aws:kms:us-east-1:1:alias/aws/service",
    "arn:aws:kms:us-east-1:1:alias/aws/service",
  ],
];

/** Ways to name a key of one's own. */
export const own = [
  "arn:aws:kms:us-east-1:1:key/k",
  "9f1c8c0a-0000-4000-8000-000000000000",
  "alias/backup",
  "alias/my/alias/aws",
];
