import { remoteRule } from "../../rule";

/** What MinIO can copy besides objects; its client turns both on where nothing is said of them (MinIO, `mc replicate add`). */
const deletions = ["delete", "delete-marker"] as const;

/** A copy that is deleted along with the original is no backup. */
export const minioReplicationNoDeletes = remoteRule({
  name: "minio-replication-no-deletes",
  description: "Replication between MinIO buckets copies neither deletions nor delete markers.",
  remediation: "Set `delete` and `delete-marker` of the replication rule to `Disabled`.",
  sees: "resource",
  kinds: ["minio replication rule"],
  judge: ({ document }) =>
    deletions
      .filter((what) => document[what] !== "Disabled")
      .map((what) => ({
        problem: `document.${what} is ${told(document[what])}, so that what is deleted here goes from the copy too; wanted is Disabled`,
        fix: `set ${what} of the replication rule to Disabled`,
      })),
});

function told(state: unknown): string {
  return state === undefined ? "unset" : JSON.stringify(state);
}
