import {
  DeleteBucketEncryptionCommand,
  GetBucketEncryptionCommand,
  PutBucketEncryptionCommand,
  type ServerSideEncryptionRule,
} from "@aws-sdk/client-s3";
import type { CheckFailure } from "../../protocol/resource-type";
import { unlessAbsent } from "../absence";
import { faultIf, oneOf } from "../faults";
import { type Shape, list, object } from "../shape";
import type { Canonical } from "../spelling";
import { type OfBucket, bucketSetting } from "./bucket-setting";

interface EncryptionRule {
  readonly applyServerSideEncryptionByDefault?: {
    readonly sseAlgorithm: string;
    readonly kmsMasterKeyId?: string;
  };
  readonly blockedEncryptionTypes?: readonly string[];
  readonly bucketKeyEnabled?: boolean;
}

interface EncryptionInputs extends OfBucket {
  readonly rules: readonly EncryptionRule[];
}

const encryptionTypes: Shape = {
  toAws: (EncryptionType) => ({ EncryptionType }),
  fromAws: (value) => (value as { EncryptionType?: string[] }).EncryptionType,
};

const rules = list(
  object({
    applyServerSideEncryptionByDefault: [
      "ApplyServerSideEncryptionByDefault",
      object({ sseAlgorithm: "SSEAlgorithm", kmsMasterKeyId: "KMSMasterKeyID" }),
    ],
    blockedEncryptionTypes: ["BlockedEncryptionTypes", encryptionTypes],
    bucketKeyEnabled: "BucketKeyEnabled",
  }),
);

/** AWS answers what a program may leave out. */
const canonical: Canonical = (value) =>
  (value as EncryptionRule[]).map((rule) => ({
    bucketKeyEnabled: false,
    blockedEncryptionTypes: [],
    ...rule,
  }));

/** Every bucket of AWS is encrypted so, unless told otherwise; moto says of such a bucket that it has no encryption. */
const encryptedByDefault: readonly EncryptionRule[] = [
  { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" }, bucketKeyEnabled: false },
];

function checkRule(rule: EncryptionRule, at: string): CheckFailure[] {
  const { sseAlgorithm, kmsMasterKeyId } = rule.applyServerSideEncryptionByDefault ?? {};
  const place = `${at}.applyServerSideEncryptionByDefault`;
  return [
    ...oneOf(`${place}.sseAlgorithm`, sseAlgorithm, ["AES256", "aws:kms", "aws:kms:dsse"]),
    ...faultIf(
      kmsMasterKeyId !== undefined && sseAlgorithm === "AES256",
      `${place}.kmsMasterKeyId`,
      "got a key for AES256; a key is allowed with aws:kms and aws:kms:dsse only",
    ),
    ...(rule.blockedEncryptionTypes ?? []).flatMap((type, index) =>
      oneOf(`${at}.blockedEncryptionTypes[${index}]`, type, ["SSE-C", "NONE"]),
    ),
  ];
}

/** `aws.s3.BucketServerSideEncryptionConfiguration`; without it a bucket falls back to AES256. */
export const bucketServerSideEncryptionConfiguration = bucketSetting<EncryptionInputs>({
  token: "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
  inputs: { rules: { canonical } },
  absent: [],
  check: (inputs) => [
    ...faultIf(
      inputs.rules.length !== 1,
      "rules",
      `got ${inputs.rules.length} rules; allowed: exactly one`,
    ),
    ...inputs.rules.flatMap((rule, index) => checkRule(rule, `rules[${index}]`)),
  ],
  put: ({ s3 }, inputs) =>
    s3.send(
      new PutBucketEncryptionCommand({
        Bucket: inputs.bucket,
        ServerSideEncryptionConfiguration: {
          Rules: rules.toAws(inputs.rules) as ServerSideEncryptionRule[],
        },
      }),
    ),
  async get({ s3 }, bucket) {
    const answer = await unlessAbsent(
      s3.send(new GetBucketEncryptionCommand({ Bucket: bucket })),
      "ServerSideEncryptionConfigurationNotFoundError",
    );
    const found = answer?.ServerSideEncryptionConfiguration?.Rules;
    return { rules: found ? rules.fromAws(found) : encryptedByDefault };
  },
  clear: ({ s3 }, bucket) => s3.send(new DeleteBucketEncryptionCommand({ Bucket: bucket })),
});
