import { row, type Row } from "../../row";
import { awsTrail } from "./aws-trail";
import { commandNoDestruction } from "./command-no-destruction";
import { documentReadable } from "./document-readable";
import { keyEscrowed } from "./key-escrowed";
import { offsiteExportTimely } from "./offsite-export-timely";
import { pbsDatastoreGc } from "./pbs-datastore-gc";
import { pbsDatastoreGcCareful } from "./pbs-datastore-gc-careful";
import { dumpOffsite } from "./dump-offsite";
import { dumpRuns } from "./dump-runs";
import { pbsDatastoreOffsite } from "./pbs-datastore-offsite";
import { pbsDatastoreOpen } from "./pbs-datastore-open";
import { pbsDatastorePruned } from "./pbs-datastore-pruned";
import { pbsDatastoreVerified } from "./pbs-datastore-verified";
import { pbsNotified } from "./pbs-notified";
import { postgresArchiveTimely } from "./postgres-archive-timely";
import { postgresBackedUp } from "./postgres-backed-up";
import { postgresOffsite } from "./postgres-offsite";
import { pveStorageEnabled } from "./pve-storage-enabled";
import { veeamConfigurationBackedUp } from "./veeam-configuration-backed-up";
import { veeamJobChecked } from "./veeam-job-checked";
import { veeamJobOffsite } from "./veeam-job-offsite";

/** Rules of what has to be there beside backups: care, copies elsewhere, keys, and somebody who is told. */
export const cover: readonly Row[] = [
  row(commandNoDestruction, {
    level: "mandatory",
    severity: "critical",
    controls: { cis: ["11.3"], csf: ["PR.DS-11"] },
    numbers: {},
  }),
  row(pbsDatastorePruned, {
    level: "mandatory",
    severity: "medium",
    controls: { cis: ["3.4"], csf: ["ID.AM-08", "PR.DS-11"] },
    numbers: {},
  }),
  row(pbsDatastoreVerified, {
    level: "mandatory",
    severity: "high",
    controls: { csf: ["PR.DS-11", "RC.RP-03"] },
    numbers: {
      days: {
        // Between the first Mondays of two months lie up to five weeks.
        default: 35,
        minimum: 1,
        maximum: 366,
        description: "Days within which each backup is verified again",
      },
    },
  }),
  row(pbsDatastoreGc, {
    level: "mandatory",
    severity: "medium",
    controls: { cis: ["3.4"], csf: ["PR.IR-04"] },
    numbers: {},
  }),
  row(pbsDatastoreGcCareful, {
    level: "mandatory",
    severity: "high",
    controls: { cis: ["11.3"], csf: ["PR.DS-11"] },
    numbers: {},
  }),
  row(pbsDatastoreOpen, {
    level: "mandatory",
    severity: "high",
    controls: { cis: ["11.2"], csf: ["PR.DS-11"] },
    numbers: {},
  }),
  row(pveStorageEnabled, {
    level: "mandatory",
    severity: "high",
    controls: { cis: ["11.2"], csf: ["PR.DS-11"] },
    numbers: {},
  }),
  row(pbsDatastoreOffsite, {
    level: "advisory",
    severity: "high",
    controls: { cis: ["11.4"], csf: ["PR.DS-11", "PR.IR-03"] },
    numbers: {},
  }),
  row(pbsNotified, {
    level: "advisory",
    severity: "medium",
    controls: { cis: ["13.1"], csf: ["DE.CM-09"] },
    numbers: {},
  }),
  row(offsiteExportTimely, {
    level: "mandatory",
    severity: "high",
    controls: { cis: ["11.2", "11.4"], csf: ["PR.DS-11"] },
    numbers: {
      keptDays: {
        default: 30,
        minimum: 1,
        maximum: 3650,
        description: "Days that the bucket keeps an export, at least",
      },
      roundDays: {
        // A month of five weeks, and a day in which the round may wait for its window.
        default: 36,
        minimum: 1,
        maximum: 366,
        description: "Days between the beginnings of two exports, at most",
      },
    },
  }),
  row(keyEscrowed, {
    level: "mandatory",
    severity: "critical",
    controls: { cis: ["11.1"], csf: ["PR.DS-11"], sp800171: ["03.13.10"] },
    numbers: {},
  }),
  row(awsTrail, {
    level: "mandatory",
    severity: "medium",
    controls: {
      cis: ["3.14", "8.2"],
      csf: ["DE.CM-09", "PR.PS-04"],
      sp800171: ["03.03.01"],
    },
    numbers: {},
  }),
  row(documentReadable, {
    level: "mandatory",
    severity: "high",
    controls: { cis: ["11.1"], csf: ["PR.DS-11"] },
    numbers: {},
  }),
  row(postgresArchiveTimely, {
    level: "mandatory",
    severity: "high",
    controls: { cis: ["11.2"], csf: ["PR.DS-11", "RC.RP-03"] },
    numbers: {
      maximumSeconds: {
        // What the lab's specification lets databases lose is a day; an hour leaves the rest to the restore.
        default: 3600,
        minimum: 1,
        maximum: 86_400,
        description: "Seconds after which a segment of the log is archived at the latest",
      },
    },
  }),
  row(postgresBackedUp, {
    level: "mandatory",
    severity: "critical",
    controls: { cis: ["11.2"], csf: ["PR.DS-11"] },
    numbers: {
      days: {
        // Two weeks, for clocks that are set forward skip one run of some weekly timers, and a day.
        default: 15,
        minimum: 1,
        maximum: 366,
        description: "Days between two backups, at most",
      },
    },
  }),
  row(postgresOffsite, {
    level: "advisory",
    severity: "high",
    controls: { cis: ["11.4"], csf: ["PR.DS-11", "PR.IR-03"] },
    numbers: {},
  }),
  row(dumpRuns, {
    level: "mandatory",
    severity: "high",
    controls: { cis: ["11.2"], csf: ["PR.DS-11"] },
    numbers: {
      days: {
        // Two weeks, for clocks that are set forward skip one run of some weekly timers, and a day.
        default: 15,
        minimum: 1,
        maximum: 366,
        description: "Days between two dumps, at most",
      },
    },
  }),
  row(dumpOffsite, {
    level: "advisory",
    severity: "high",
    controls: { cis: ["11.4"], csf: ["PR.DS-11", "PR.IR-03"] },
    numbers: {},
  }),
  row(veeamConfigurationBackedUp, {
    level: "mandatory",
    severity: "high",
    controls: { cis: ["11.2", "11.3"], csf: ["PR.DS-11"] },
    numbers: {},
  }),
  row(veeamJobOffsite, {
    level: "advisory",
    severity: "high",
    controls: { cis: ["11.4"], csf: ["PR.DS-11", "PR.IR-03"] },
    numbers: {},
  }),
  row(veeamJobChecked, {
    level: "advisory",
    severity: "medium",
    controls: { csf: ["PR.DS-11", "RC.RP-03"] },
    numbers: {},
  }),
];
