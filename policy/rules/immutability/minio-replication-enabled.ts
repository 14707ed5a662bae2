import { remoteRule } from "../../rule";

/** A rule that is there and disabled looks like a copy and makes none. */
export const minioReplicationEnabled = remoteRule({
  name: "minio-replication-enabled",
  description: "Declared replication between MinIO buckets is on.",
  remediation: "Set `status` of the replication rule to `Enabled`, or take the rule out.",
  sees: "resource",
  kinds: ["minio replication rule"],
  judge: ({ document }) => {
    const { status } = document;
    if (status === "Enabled") return [];
    return [
      {
        problem: `document.status is ${status === undefined ? "unset" : JSON.stringify(status)}, so that nothing is copied; wanted is Enabled`,
        fix: "set status of the replication rule to Enabled",
      },
    ];
  },
});
