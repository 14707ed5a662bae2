import { resourceRule } from "../../rule";

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
  types: ["aws:s3/bucketReplicationConfig:BucketReplicationConfig"],
  judge: ({ props: { rules = [] } }) =>
    rules.flatMap(({ status, deleteMarkerReplication }, index) => {
      const copied = deleteMarkerReplication?.status;
      if (status === "Disabled" || copied === "Disabled") return [];
      const path = `rules.${index}.deleteMarkerReplication.status`;
      return [
        {
          problem: `${path} is ${copied || "unset"}, so that what is deleted here is hidden in the copy too; wanted is Disabled`,
          fix: `set ${path} to Disabled, beside a filter, which may be empty`,
        },
      ];
    }),
});
