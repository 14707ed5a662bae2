import {
  type BucketVersioningStatus,
  GetBucketVersioningCommand,
  PutBucketVersioningCommand,
} from "@aws-sdk/client-s3";
import type { AwsClient } from "../client";
import { faultIf, oneOf } from "../faults";
import type { Canonical } from "../spelling";
import { type OfBucket, bucketSetting } from "./bucket-setting";
import { hasObjectLock } from "./object-lock-presence";

interface Versioning {
  /** `Disabled` means: never switched on. */
  readonly status: string;
  readonly mfaDelete?: string;
}

interface VersioningInputs extends OfBucket {
  readonly versioningConfiguration: Versioning;
}

/** MFA delete that was never switched on is not answered at all. */
const canonical: Canonical = (value) => ({ mfaDelete: "Disabled", ...(value as Versioning) });

async function setStatus({ s3 }: AwsClient, bucket: string, status: string): Promise<void> {
  const Status = status as BucketVersioningStatus;
  await s3.send(
    new PutBucketVersioningCommand({ Bucket: bucket, VersioningConfiguration: { Status } }),
  );
}

/** moto suspends versioning under Object Lock; AWS does not. */
async function refuseUnderObjectLock(client: AwsClient, bucket: string): Promise<void> {
  if (!(await hasObjectLock(client, bucket))) return;
  throw Object.assign(
    new Error(
      `An Object Lock configuration is present on ${bucket}, so its versioning cannot be suspended; keep status Enabled`,
    ),
    { name: "InvalidBucketState" },
  );
}

/** `aws.s3.BucketVersioning`; deleting it suspends versioning, for AWS cannot switch it off again. */
export const bucketVersioning = bucketSetting<VersioningInputs>({
  token: "aws:s3/bucketVersioning:BucketVersioning",
  inputs: { versioningConfiguration: { canonical } },
  notSimulated: ["mfa"],
  absent: [],
  check: ({ versioningConfiguration: { status, mfaDelete } }) => [
    ...oneOf("versioningConfiguration.status", status, ["Enabled", "Suspended", "Disabled"]),
    ...faultIf(
      mfaDelete !== undefined && mfaDelete !== "Disabled",
      "versioningConfiguration.mfaDelete",
      `got ${JSON.stringify(mfaDelete)}; allowed here: Disabled, for the sandbox has no MFA device`,
    ),
  ],
  async put(client, { bucket, versioningConfiguration: { status } }, prior) {
    const before = prior?.versioningConfiguration.status ?? "Disabled";
    if (status === "Disabled" && before !== "Disabled") {
      throw new Error(
        `versioningConfiguration.status cannot be changed from ${before} to Disabled; allowed: Suspended`,
      );
    }
    if (status === "Suspended") await refuseUnderObjectLock(client, bucket);
    if (status !== "Disabled") await setStatus(client, bucket, status);
  },
  async get({ s3 }, bucket) {
    const answer = await s3.send(new GetBucketVersioningCommand({ Bucket: bucket }));
    return { versioningConfiguration: { status: answer.Status ?? "Disabled" } };
  },
  async clear(client, bucket, { versioningConfiguration: { status } }) {
    if (status === "Disabled" || (await hasObjectLock(client, bucket))) return;
    await setStatus(client, bucket, "Suspended");
  },
});
