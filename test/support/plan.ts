import { type Estate, type Place, type ProtectionClass, type Sizing } from "../../model/estate";
import {
  type PlannedCopy,
  type PlannedItem,
  type PlannedJob,
  type Retention,
} from "../../model/plan/plan";
import { type ProvenRetention } from "../../model/retention/proven-retention";
import { assumedShares } from "../../model/size/used-share";

/** Nodes, a LAN of 1 Gbit/s that somebody measured, and a WAN of 100 Mbit/s up and 200 down that nobody did; copies get all of it. */
export const speeds: Pick<Estate, "nodes" | "links"> = {
  nodes: {
    node01: { role: "compute", readMBps: 100 },
    node02: { role: "storage", readMBps: 400 },
  },
  links: {
    lan: { uploadMbps: 1000, downloadMbps: 1000, measured: true },
    wan: { uploadMbps: 100, downloadMbps: 200, share: 1, measured: false },
  },
};

/** Half of a guest's disks is in use, a hundredth of what is in use changes in a day, and copies are half as large. */
export const sizing: Sizing = {
  usedShare: 0.5,
  usedShareOf: assumedShares,
  dailyChangeShare: 0.01,
  reduction: 2,
};

/** A datastore in the lab unless said otherwise. */
export function place(change: Partial<Place> = {}): Place {
  return {
    engine: "pbs",
    store: "vm-backup",
    link: "lan",
    medium: "disk",
    offsite: false,
    encryption: "aes-256",
    verified: true,
    ...change,
  };
}

/** A measured guest of 100 GB on node01, in class `linux`, unless said otherwise. */
export function item(change: Partial<PlannedItem> = {}): PlannedItem {
  const name = change.name ?? "guest01";
  return {
    name,
    kind: "guest",
    path: `backup:guests.${name}`,
    node: "node01",
    classes: ["linux"],
    sizeGB: 200,
    usedGB: 100,
    dailyChangeGB: 1,
    measured: true,
    declared: {},
    ...change,
  };
}

export function protectionClass(change: Partial<ProtectionClass> = {}): ProtectionClass {
  return {
    place: "store",
    frequency: "weekly",
    window: "night",
    retention: { weekly: 4, monthly: 1, days: 30 },
    rpoHours: 192,
    rtoHours: 8,
    ...change,
  };
}

/** An estate with class `linux`, its first copy in `store` and its offsite copy in `vault`, and nothing to protect. */
export function estate(change: Partial<Estate> = {}): Estate {
  return {
    ...speeds,
    site: { domain: "lab.test", timezone: "UTC" },
    sizing,
    windows: { night: { days: ["sunday"], from: "01:00", hours: 8 } },
    places: {
      store: place(),
      vault: place({
        engine: "s3",
        store: "archive",
        link: "wan",
        medium: "cloud",
        offsite: true,
        storageClass: "GLACIER",
      }),
    },
    classes: {
      linux: protectionClass({
        offsite: { place: "vault", frequency: "monthly", retention: { days: 90 }, lockDays: 90 },
      }),
    },
    guests: {},
    fileServers: {},
    databases: {},
    buckets: {},
    repositories: {},
    claims: {},
    drives: {},
    exemptions: {},
    pbs: { datastores: {}, syncJobs: {} },
    minio: { replications: {} },
    vault: { buckets: {} },
    ...change,
  };
}

/** A weekly backup of node01 to `store` that takes half an hour, unless said otherwise. */
export function job(change: Partial<PlannedJob> = {}): PlannedJob {
  return {
    id: "linux-node01",
    kind: "backup",
    engine: "pbs",
    class: "linux",
    place: "store",
    node: "node01",
    items: ["guest01"],
    schedule: "sun 01:00",
    durationMinutes: 30,
    firstRunMinutes: 60,
    resources: ["node:node01", "store:vm-backup"],
    ...change,
  };
}

/** The monthly job that makes {@link offsiteCopy} in two and a half hours, unless said otherwise. */
export function offsiteJob(change: Partial<PlannedJob> = {}): PlannedJob {
  return job({
    id: "linux-offsite",
    kind: "offsite",
    engine: "s3",
    place: "vault",
    from: "store",
    schedule: "sun *-*-1..7 09:00",
    durationMinutes: 150,
    ...change,
  });
}

/** The daily job that verifies in half an hour what is new in the store of `store`, unless said otherwise. */
export function verifyJob(change: Partial<PlannedJob> = {}): PlannedJob {
  return job({
    id: "vm-backup-verify",
    kind: "verify",
    class: undefined,
    node: undefined,
    items: [],
    schedule: "12:00",
    ...change,
  });
}

/** Five weeks of 30 days wanted, unless said otherwise. */
export function provenRetention(change: Partial<ProvenRetention<"pbs">> = {}): Retention {
  return {
    engine: "pbs",
    wanted: { days: 30 },
    settings: { keepWeekly: 5 },
    reason: "because",
    proven: true,
    keepsAtLeastDays: 35,
    oldestAtLeastDays: 30,
    restorePoints: 6,
    storedPoints: 6,
    spanDays: 63,
    steadyAfterDays: 63,
    ...change,
  };
}

/** Of an engine of which nothing is known. */
export const unprovenRetention: Retention = {
  ...{ engine: "iperius", wanted: { days: 30 }, reason: "nobody knows", proven: false },
  ...{ keepsAtLeastDays: 0, oldestAtLeastDays: 0, steadyAfterDays: null },
};

/** The copy of guest01 that {@link job} makes, unless said otherwise. */
export function copy(change: Partial<PlannedCopy> = {}): PlannedCopy {
  return {
    item: "guest01",
    class: "linux",
    place: "store",
    engine: "pbs",
    job: "linux-node01",
    schedule: "sun 01:00",
    retention: provenRetention(),
    medium: "disk",
    offsite: false,
    encryption: "aes-256",
    verified: true,
    consistency: "file-system",
    consistencyReason: "because",
    maker: "stack",
    standing: "kept",
    restorePoints: 6,
    history: { restorePoints: 6, intervalDays: 7, spanDays: 63 },
    storedGB: 80,
    ...change,
  };
}

/** The copy offsite of guest01, in `vault`. */
export function offsiteCopy(change: Partial<PlannedCopy> = {}): PlannedCopy {
  return copy({
    place: "vault",
    engine: "s3",
    job: "linux-offsite",
    schedule: "sun *-*-1..7 09:00",
    medium: "cloud",
    offsite: true,
    lockDays: 90,
    restorePoints: 4,
    storedGB: 200,
    ...change,
  });
}
