import { s3Types } from "../../resource-types";
import { stackRule } from "../../rule";
import { repositoryIn } from "./repository";

/**
 * Veeam locks each object itself and warns of lost data where the bucket locks them as well (Veeam Help Center, "Considerations and
 * Limitations" of immutability). Proxmox Backup Server locks nothing, and its garbage collection has to delete.
 *
 * A bucket is known as a repository by what the stack tells hosts alone; that files of a product are copied into it makes it none.
 */
export const s3RepositoryNoDefaultLock = stackRule({
  name: "s3-repository-no-default-lock",
  description: "S3 buckets in which a backup product keeps its repository lock nothing by default.",
  remediation:
    "Take `rule` out of the object lock configuration; for Veeam leave `objectLockEnabled` and have the repository make backups immutable.",
  types: s3Types.lock,
  judge: (lock, _numbers, stack) => {
    if (lock.props.rule?.defaultRetention === undefined) return [];
    const product = repositoryIn(lock, stack);
    if (product === undefined) return [];
    return [
      {
        problem: `rule.defaultRetention locks what ${product} keeps in its repository and must be able to change; wanted is no rule`,
        fix: "take rule out of this object lock configuration",
      },
    ];
  },
});
