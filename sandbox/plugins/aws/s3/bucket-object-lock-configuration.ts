import {
  GetObjectLockConfigurationCommand,
  type ObjectLockRule,
  PutObjectLockConfigurationCommand,
} from "@aws-sdk/client-s3";
import type { CheckFailure } from "../../protocol/resource-type";
import type { AwsClient } from "../client";
import { faultIf, oneOf, wholeNumber } from "../faults";
import { type Shape, object } from "../shape";
import { type OfBucket, bucketSetting } from "./bucket-setting";

interface Retention {
  readonly mode?: string;
  readonly days?: number;
  readonly years?: number;
}

interface LockInputs extends OfBucket {
  readonly objectLockEnabled: string;
  readonly rule?: { readonly defaultRetention: Retention };
  /** Secret. AWS no longer asks for it. */
  readonly token?: string;
}

/** A period in a unit that was not used comes back as 0 from moto and not at all from AWS. */
const period: Shape = {
  toAws: (value) => value,
  fromAws: (value) => (value === 0 ? undefined : value),
};

const rule = object({
  defaultRetention: [
    "DefaultRetention",
    object({ mode: "Mode", days: ["Days", period], years: ["Years", period] }),
  ],
});

/** A retention is at most 100 years (Amazon S3 API, DefaultRetention). */
const mostYears = 100;
const mostDays = 36_500;

function checkRetention(retention: Retention): CheckFailure[] {
  const at = "rule.defaultRetention";
  const { mode, days, years } = retention;
  const periods = ["days", "years"].filter((unit) => unit in retention);
  return [
    ...faultIf(!("mode" in retention), `${at}.mode`, "missing; allowed: COMPLIANCE, GOVERNANCE"),
    ...oneOf(`${at}.mode`, mode, ["COMPLIANCE", "GOVERNANCE"]),
    ...faultIf(
      periods.length !== 1,
      at,
      `got ${periods.length === 0 ? "neither days nor years" : "days and years together"}; allowed: exactly one of them`,
    ),
    ...wholeNumber(`${at}.days`, days, 1, mostDays),
    ...wholeNumber(`${at}.years`, years, 1, mostYears),
  ];
}

async function put({ s3 }: AwsClient, inputs: Pick<LockInputs, "bucket" | "rule" | "token">) {
  await s3.send(
    new PutObjectLockConfigurationCommand({
      Bucket: inputs.bucket,
      Token: inputs.token,
      ObjectLockConfiguration: {
        ObjectLockEnabled: "Enabled",
        ...(inputs.rule && { Rule: rule.toAws(inputs.rule) as ObjectLockRule }),
      },
    }),
  );
}

/**
 * `aws.s3.BucketObjectLockConfiguration`. Deleting it removes the default retention; the lock itself stays on
 * for ever. The default may be shortened at any time, for it binds only objects written afterwards.
 */
export const bucketObjectLockConfiguration = bucketSetting<LockInputs>({
  token: "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration",
  inputs: { objectLockEnabled: { replaces: true }, rule: {}, token: { instruction: true } },
  defaults: { objectLockEnabled: "Enabled" },
  secretOutputs: ["token"],
  absent: ["ObjectLockConfigurationNotFoundError"],
  check: (inputs) => [
    ...oneOf("objectLockEnabled", inputs.objectLockEnabled, ["Enabled"]),
    ...(inputs.rule ? checkRetention(inputs.rule.defaultRetention) : []),
  ],
  put,
  async get({ s3 }, bucket) {
    const { ObjectLockConfiguration: lock } = await s3.send(
      new GetObjectLockConfigurationCommand({ Bucket: bucket }),
    );
    return {
      objectLockEnabled: lock?.ObjectLockEnabled,
      ...(lock?.Rule && { rule: rule.fromAws(lock.Rule) }),
    };
  },
  clear: (client, bucket) => put(client, { bucket }),
});
