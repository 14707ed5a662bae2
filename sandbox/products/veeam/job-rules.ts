import { PsObject } from "../windows/interpreter/values/ps-object";
import { isNull, type Value } from "../windows/interpreter/values/value";
import { veeamError } from "./server";

/** A combination of settings that the documentation excludes. */
interface JobRule {
  readonly broken: (job: PsObject) => boolean;
  readonly message: string;
}

const is = (job: PsObject, property: string, ...names: readonly string[]): boolean =>
  names.includes(String(job.get(property) ?? ""));

const has = (job: PsObject, property: string): boolean => !isNull(job.get(property));

const enabled = (value: Value): boolean =>
  value instanceof PsObject && value.get("Enabled") === true;

const rules: readonly JobRule[] = [
  {
    broken: (job) => is(job, "Type", "Workstation") && !is(job, "Mode", "ManagedByAgent"),
    message: "Workstations can only be protected in the ManagedByAgent mode.",
  },
  {
    broken: (job) =>
      is(job, "Type", "FailoverCluster") && !is(job, "Mode", "ManagedByBackupServer"),
    message: "Failover clusters can only be protected in the ManagedByBackupServer mode.",
  },
  {
    broken: (job) => is(job, "Type", "FailoverCluster") && is(job, "BackupType", "SelectedFiles"),
    message: "SelectedFiles is not available for jobs that back up failover clusters.",
  },
  {
    broken: (job) => is(job, "Type", "FailoverCluster") && is(job, "OSPlatform", "Linux"),
    message: "The FailoverCluster type does not apply to Linux.",
  },
  {
    broken: (job) => is(job, "OSPlatform", "Unix"),
    message: "The installed license (Community edition) does not support Unix computers.",
  },
  {
    broken: (job) => is(job, "Mode", "ManagedByAgent") && has(job, "BackupRepository"),
    message: "BackupRepository is not available for backup policies; use DestinationOptions.",
  },
  {
    broken: (job) => is(job, "Mode", "ManagedByBackupServer") && has(job, "DestinationOptions"),
    message: "DestinationOptions does not work for backup jobs; use BackupRepository.",
  },
  {
    broken: (job) => is(job, "Mode", "ManagedByBackupServer") && !has(job, "BackupRepository"),
    message: "A backup job needs a BackupRepository.",
  },
  {
    broken: (job) => is(job, "BackupType", "SelectedFiles") && !has(job, "SelectedFilesOptions"),
    message: "SelectedFiles needs SelectedFilesOptions.",
  },
  {
    broken: (job) =>
      is(job, "BackupType", "SelectedVolumes") &&
      !has(job, "SelectedVolumes") &&
      !has(job, "ExcludedVolumes"),
    message: "SelectedVolumes needs the parameter SelectedVolumes or ExcludedVolumes.",
  },
  {
    broken: (job) =>
      job.get("GFSRetentionEnabled") === true &&
      !enabled(job.get("ActiveFullOptions")) &&
      !enabled(job.get("SyntheticFullOptions")),
    message:
      "GFS retention needs periodic full backups: enable ActiveFullOptions or SyntheticFullOptions.",
  },
  {
    broken: (job) => job.get("ScheduleEnabled") === true && !has(job, "ScheduleOptions"),
    message: "EnableSchedule needs ScheduleOptions.",
  },
];

/**
 * Checks a job before it is kept.
 *
 * @throws DotNetError naming every rule that it breaks
 */
export function requireValidJob(job: PsObject): void {
  const broken = rules.filter((rule) => rule.broken(job)).map((rule) => rule.message);
  if (broken.length > 0) throw veeamError(broken.join(" "));
}

/** A job for files stays one. */
export function requireSameScope(before: Value, after: Value): void {
  if (String(before) === "SelectedFiles" && String(after) !== "SelectedFiles") {
    throw veeamError(`Unable to change the backup type from SelectedFiles to ${String(after)}.`);
  }
}
