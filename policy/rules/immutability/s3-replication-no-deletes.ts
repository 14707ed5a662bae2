import { type ResourceOf } from "../../resource";
import { s3Types } from "../../resource-types";
import { resourceRule, type Violation } from "../../rule";

const apart = "aws:s3/bucketReplicationConfig:BucketReplicationConfig";

/**
 * A copy that is deleted along with the original is no backup. S3 never copies the deletion of a version, but it copies
 * delete markers where a rule says so, and always where a rule has no filter (Amazon S3 User Guide, "Replicating delete
 * markers between buckets"). Rules that are disabled copy nothing.
 */
export const s3ReplicationNoDeletes = resourceRule({
  name: "s3-replication-no-deletes",
  description: "Replication between S3 buckets does not copy delete markers.",
  remediation:
    "Give each rule a `filter` (an empty one is for all objects) and `deleteMarkerReplication: { status: Disabled }`.",
  types: [apart, ...s3Types.bucket],
  judge: (resource) => {
    if (resource.type !== apart) return inlineOf(resource).flatMap(copiedInline);
    return (resource.props.rules ?? []).flatMap(({ status, deleteMarkerReplication }, index) => {
      const copied = deleteMarkerReplication?.status;
      if (status === "Disabled" || copied === "Disabled") return [];
      const path = `rules.${index}.deleteMarkerReplication.status`;
      return [
        {
          problem: `${path} is ${copied || "unset"}, so that what is deleted here is hidden in the copy too; wanted is Disabled`,
          fix: `set ${path} to Disabled, beside a filter, which may be empty`,
        },
      ];
    });
  },
});

interface Inline {
  readonly path: string;
  readonly rule: {
    readonly status?: string;
    readonly deleteMarkerReplicationStatus?: string;
    readonly filter?: object;
  };
}

/** Rules at the bucket itself; its earlier type (V2) has a list of configurations. */
function inlineOf({ type, props }: ResourceOf<(typeof s3Types.bucket)[number]>): Inline[] {
  const all =
    type === "aws:s3/bucketV2:BucketV2"
      ? (props.replicationConfigurations ?? []).map((one, at) => ({
          path: `replicationConfigurations.${at}`,
          rules: one.rules,
        }))
      : [{ path: "replicationConfiguration", rules: props.replicationConfiguration?.rules ?? [] }];
  return all.flatMap(({ path, rules }) =>
    rules.map((rule, at) => ({ path: `${path}.rules.${at}`, rule })),
  );
}

/** There the default beside a filter is not to (AWS provider, "S3 Bucket", `delete_marker_replication_status`). */
function copiedInline({ path, rule }: Inline): Violation[] {
  const { status, deleteMarkerReplicationStatus: copied, filter } = rule;
  if (status === "Disabled" || (filter && copied !== "Enabled")) return [];
  const got = filter ? "deleteMarkerReplicationStatus is Enabled" : "filter is unset";
  return [
    {
      problem: `${path}.${got}, so that what is deleted here is hidden in the copy too; wanted is a filter and no deleteMarkerReplicationStatus`,
      fix: "replicate by a BucketReplicationConfig with a filter, which may be empty, and deleteMarkerReplication.status Disabled",
    },
  ];
}
