import { row, type Row } from "../../row";
import { backupProtected } from "./backup-protected";
import { bucketNoForceDestroy } from "./bucket-no-force-destroy";
import { retentionBounds } from "./default-retention";
import { minioBucketLockable } from "./minio-bucket-lockable";
import { minioReplicationEnabled } from "./minio-replication-enabled";
import { minioReplicationNoDeletes } from "./minio-replication-no-deletes";
import { minioVersioned } from "./minio-versioned";
import { minioVersioningEnabled } from "./minio-versioning-enabled";
import { pbsSyncKeepsVanished } from "./pbs-sync-keeps-vanished";
import { removalKeepsBackups } from "./removal-keeps-backups";
import { s3LockCompliance } from "./s3-lock-compliance";
import { s3LockEndsWithExpiration } from "./s3-lock-ends-with-expiration";
import { s3LockMinimum } from "./s3-lock-minimum";
import { s3LockSpansExpiration } from "./s3-lock-spans-expiration";
import { s3Locked } from "./s3-locked";
import { s3NoInlineSettings } from "./s3-no-inline-settings";
import { s3ReplicationNoDeletes } from "./s3-replication-no-deletes";
import { s3RepositoryNoDefaultLock } from "./s3-repository-no-default-lock";
import { s3Versioned } from "./s3-versioned";
import { s3VersioningEnabled } from "./s3-versioning-enabled";
import { secretRecoveryWindow } from "./secret-recovery-window";
import { settingsNotIgnored } from "./settings-not-ignored";

/** What nobody can undo or change: a copy that the original's attacker cannot reach as well. */
const isolated = { cis: ["11.4"], csf: ["PR.DS-11"] } as const;
/** Backups, and what opens them, as well guarded as what they are of. */
const guarded = { cis: ["11.3"], csf: ["PR.DS-11"] } as const;
const asDecided = { csf: ["PR.DS-11"], sp800171: ["03.04.02"] } as const;

/** Rules of what must not be deleted, overwritten or undone. */
export const immutability: readonly Row[] = [
  row(s3Versioned, { level: "mandatory", severity: "high", controls: isolated, numbers: {} }),
  row(s3VersioningEnabled, {
    level: "mandatory",
    severity: "high",
    controls: isolated,
    numbers: {},
  }),
  row(s3Locked, { level: "mandatory", severity: "critical", controls: isolated, numbers: {} }),
  row(s3LockCompliance, {
    level: "mandatory",
    severity: "critical",
    controls: isolated,
    numbers: {},
  }),
  row(s3LockMinimum, {
    level: "mandatory",
    severity: "high",
    controls: isolated,
    numbers: {
      minimumDays: {
        ...retentionBounds,
        default: 30,
        description: "Days that a bucket locks each new version for, at least",
      },
    },
  }),
  row(s3LockSpansExpiration, {
    level: "mandatory",
    severity: "high",
    controls: { cis: ["3.4", "11.4"], csf: ["PR.DS-11"] },
    numbers: {},
  }),
  row(s3LockEndsWithExpiration, {
    level: "advisory",
    severity: "medium",
    controls: { cis: ["3.4"], csf: ["ID.AM-08"] },
    numbers: {},
  }),
  row(s3RepositoryNoDefaultLock, {
    level: "mandatory",
    severity: "high",
    controls: { csf: ["PR.DS-11"] },
    numbers: {},
  }),
  row(s3ReplicationNoDeletes, {
    level: "mandatory",
    severity: "high",
    controls: isolated,
    numbers: {},
  }),
  row(s3NoInlineSettings, {
    level: "advisory",
    severity: "medium",
    controls: asDecided,
    numbers: {},
  }),
  row(minioVersioned, { level: "mandatory", severity: "high", controls: isolated, numbers: {} }),
  row(minioVersioningEnabled, {
    level: "mandatory",
    severity: "high",
    controls: isolated,
    numbers: {},
  }),
  row(minioBucketLockable, {
    level: "mandatory",
    severity: "high",
    controls: isolated,
    numbers: {},
  }),
  row(minioReplicationNoDeletes, {
    level: "mandatory",
    severity: "high",
    controls: isolated,
    numbers: {},
  }),
  row(minioReplicationEnabled, {
    level: "mandatory",
    severity: "high",
    controls: { cis: ["11.2"], csf: ["PR.DS-11"] },
    numbers: {},
  }),
  row(pbsSyncKeepsVanished, {
    level: "mandatory",
    severity: "high",
    controls: isolated,
    numbers: {},
  }),
  row(bucketNoForceDestroy, {
    level: "mandatory",
    severity: "critical",
    controls: guarded,
    numbers: {},
  }),
  row(removalKeepsBackups, {
    level: "mandatory",
    severity: "high",
    controls: guarded,
    numbers: {},
  }),
  row(backupProtected, {
    level: "mandatory",
    severity: "critical",
    controls: guarded,
    numbers: {},
  }),
  row(secretRecoveryWindow, {
    level: "mandatory",
    severity: "high",
    controls: { ...guarded, sp800171: ["03.13.10"] },
    numbers: {
      // Source: AWS Secrets Manager API, DeleteSecret.
      minimumDays: {
        default: 30,
        minimum: 7,
        maximum: 30,
        description: "Days for which a deleted secret can be restored, at least",
      },
    },
  }),
  row(settingsNotIgnored, {
    level: "advisory",
    severity: "medium",
    controls: asDecided,
    numbers: {},
  }),
];
