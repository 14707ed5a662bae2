import { s3Types } from "../../resource-types";
import { stackRule } from "../../rule";
import { type Stack } from "../../stack";
import { enabledRules, type LifecycleRule, noncurrentDays, uploadDays } from "../../lifecycle-rule";
import { bucketOf, settingsOf } from "./store-bucket";

/**
 * What would lie in a versioned bucket and be billed for ever, by what ends it. An expiration by days takes expired
 * delete markers away as well, once they are as old (Amazon S3 User Guide, "Expiring objects", "Managing delete markers").
 */
const remains: readonly {
  readonly what: string;
  readonly ends: (rule: LifecycleRule) => boolean;
}[] = [
  {
    what: "noncurrent versions (noncurrentVersionExpiration)",
    ends: (rule) => noncurrentDays(rule) !== undefined,
  },
  {
    what: "incomplete multipart uploads (abortIncompleteMultipartUpload)",
    ends: (rule) => uploadDays(rule) !== undefined,
  },
  {
    what: "expired delete markers (expiration.expiredObjectDeleteMarker)",
    ends: ({ expiration }) => Boolean(expiration?.expiredObjectDeleteMarker || expiration?.days),
  },
];

/** A versioned bucket lets go of what nobody sees. Servers that keep their own books in a bucket clear up themselves. */
export const s3VersionsBounded = stackRule({
  name: "s3-versions-bounded",
  description:
    "Versioned S3 buckets have a lifecycle that ends noncurrent versions, incomplete uploads and expired delete markers.",
  remediation:
    "Add enabled lifecycle rules with `noncurrentVersionExpiration`, `abortIncompleteMultipartUpload` and `expiration.expiredObjectDeleteMarker`.",
  types: s3Types.versioning,
  judge: (versioning, _numbers, stack) => {
    if (versioning.props.versioningConfiguration?.status !== "Enabled") return [];
    const bucket = stack
      .ofType(s3Types.bucket)
      .filter((one) => stack.about(one, "bucket", s3Types.versioning).includes(versioning));
    const lifecycles = stack.alike(versioning, "bucket", s3Types.lifecycle, "bucket");
    const rules = [...lifecycles, ...bucket].flatMap(enabledRules);
    const left = remains.filter(({ ends }) => !rules.some(({ rule }) => ends(rule)));
    if (left.length === 0 || isStore(versioning.urn, stack)) return [];
    return [
      {
        problem: `the bucket is versioned and no enabled lifecycle rule ends ${left.map(({ what }) => what).join(", ")}, so they are kept and billed for ever`,
        fix: "add what is missing to a lifecycle configuration of the bucket, with days that outlast the retention",
      },
    ];
  },
});

/** Whether it is a setting of a bucket in which Proxmox Backup Server keeps a datastore. */
function isStore(urn: string, stack: Stack): boolean {
  return stack
    .remoteObjects("pbs datastore")
    .map(bucketOf)
    .filter((bucket) => bucket !== undefined)
    .flatMap((bucket) => settingsOf(stack, bucket, s3Types.versioning))
    .some((setting) => setting.urn === urn);
}
