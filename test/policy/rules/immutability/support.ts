import { sealEnvelope } from "../../../../model/remote/envelope";
import { type Platform } from "../../../../model/remote/platform";
import { type Sent } from "../../support";

/** A bucket called `archive`. */
export const bucket = (props: object = {}, more: Partial<Sent> = {}): Sent => ({
  type: "aws:s3/bucket:Bucket",
  name: "archive",
  ...more,
  props: { bucket: "archive", ...props },
});

/** A setting of that bucket. */
export const setting = (type: string, props: object = {}, more: Partial<Sent> = {}): Sent => ({
  type,
  ...more,
  props: { bucket: "archive", ...props },
});

export const lockTypes = [
  "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration",
  "aws:s3/bucketObjectLockConfigurationV2:BucketObjectLockConfigurationV2",
] as const;

/** An object lock configuration of that bucket. */
export const lock = (defaultRetention: unknown, more: Partial<Sent> = {}): Sent =>
  setting(lockTypes[0], { rule: { defaultRetention } }, { name: "lock", ...more });

export const logging = (targetBucket: string, more: Partial<Sent> = {}): Sent => ({
  type: "aws:s3/bucketLogging:BucketLogging",
  name: "logging",
  ...more,
  props: { bucket: "other", targetBucket, targetPrefix: "a/" },
});

/** A command that tells a host of an object. */
export function told(
  kind: string,
  content: { readonly document?: object; readonly settings?: object },
  platform: Platform["name"] = "posix",
): Sent {
  const stdin = sealEnvelope({
    contract: "backup-remote/1",
    platform:
      platform === "posix" ? { name: platform } : { name: platform, powershell: "pwsh.exe" },
    kind,
    identity: "object",
    stack: "backup/lab",
    resource: "object",
    adopt: false,
    document: { ...content.document },
    settings: { ...content.settings },
    secrets: {},
    script: "exit 0",
  });
  return { type: "command:remote:Command", name: "object", props: { stdin } };
}
