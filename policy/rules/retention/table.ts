import { type Bounds, row, type Row } from "../../row";
import { minioIlmMinimum } from "./minio-ilm-minimum";
import { pbsBucketObjectsStay } from "./pbs-bucket-objects-stay";
import { pbsDatastoreKeptDays } from "./pbs-datastore-kept-days";
import { pbsPruneJobMinimum } from "./pbs-prune-job-minimum";
import { dumpKeptDays } from "./dump-kept-days";
import { pgbackrestKeptDays } from "./pgbackrest-kept-days";
import { pveBackupOnPbs } from "./pve-backup-on-pbs";
import { pvePrunesNothing } from "./pve-prunes-nothing";
import { s3ArchiveBilledDays } from "./s3-archive-billed-days";
import { s3ExpirationMinimum } from "./s3-expiration-minimum";
import { s3NoncurrentNeedsLock } from "./s3-noncurrent-needs-lock";
import { s3VersionsBounded } from "./s3-versions-bounded";
import { veeamJobKeptDays } from "./veeam-job-kept-days";

/** The lab's specification asks for 30 days of everything. */
const days = (description: string, least = 30): Bounds => ({
  default: least,
  minimum: 1,
  maximum: 3650,
  description,
});

const minimumDays = days("Days that every copy is kept at least");

const kept = {
  minimumDays: days("Days that the oldest backup is old at least, at any time"),
  untouchedDays: days(
    "Days during which no backup goes, or one a day stays of what is made more often",
    7,
  ),
};

const keepsData = { cis: ["3.4"], csf: ["PR.DS-11"] } as const;

/** Rules of how long copies are kept, at least and at most. */
export const retention: readonly Row[] = [
  row(pbsDatastoreKeptDays, {
    level: "mandatory",
    severity: "high",
    controls: keepsData,
    numbers: kept,
  }),
  row(pbsPruneJobMinimum, {
    level: "mandatory",
    severity: "high",
    controls: keepsData,
    numbers: kept,
  }),
  row(pbsBucketObjectsStay, {
    level: "mandatory",
    severity: "critical",
    controls: { cis: ["11.3"], csf: ["PR.DS-11"] },
    numbers: {},
  }),
  row(pvePrunesNothing, {
    level: "mandatory",
    severity: "high",
    controls: { cis: ["3.4", "11.3"], csf: ["PR.DS-11"] },
    numbers: {},
  }),
  row(pveBackupOnPbs, {
    level: "mandatory",
    severity: "high",
    controls: { cis: ["11.3"], csf: ["PR.DS-11"] },
    numbers: {},
  }),
  row(pgbackrestKeptDays, {
    level: "mandatory",
    severity: "high",
    controls: keepsData,
    numbers: { minimumDays },
  }),
  row(dumpKeptDays, {
    level: "mandatory",
    severity: "high",
    controls: keepsData,
    numbers: { minimumDays },
  }),
  row(veeamJobKeptDays, {
    level: "mandatory",
    severity: "high",
    controls: keepsData,
    numbers: { minimumDays },
  }),
  row(s3ExpirationMinimum, {
    level: "mandatory",
    severity: "high",
    controls: keepsData,
    numbers: { minimumDays },
  }),
  row(s3NoncurrentNeedsLock, {
    level: "mandatory",
    severity: "high",
    controls: { cis: ["3.4", "11.3"], csf: ["PR.DS-11"] },
    numbers: { minimumDays },
  }),
  row(s3ArchiveBilledDays, {
    level: "mandatory",
    severity: "medium",
    controls: { cis: ["3.4"], csf: ["ID.AM-08"] },
    numbers: {},
  }),
  row(s3VersionsBounded, {
    level: "advisory",
    severity: "low",
    controls: { cis: ["3.4"], csf: ["ID.AM-08"] },
    numbers: {},
  }),
  row(minioIlmMinimum, {
    level: "mandatory",
    severity: "high",
    controls: keepsData,
    numbers: {
      minimumDays,
      noncurrentDays: days("Days that a version stays at least once it was replaced or deleted"),
    },
  }),
];
