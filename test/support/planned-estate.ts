import { priceList } from "../../config/prices/price-list";
import { type Estate, type Guest } from "../../model/estate";
import { type Finding } from "../../model/finding";
import { planEstate } from "../../model/plan/plan-estate";
import { type Plan } from "../../model/plan/plan";
import { estate, place, protectionClass } from "./plan";

/** A measured virtual machine on node01 in class `linux`, unless said otherwise. */
export function guest(change: Partial<Guest> = {}): Guest {
  return {
    vmid: 101,
    kind: "vm",
    node: "node01",
    os: "Debian 12",
    role: "worker",
    cpus: 2,
    memoryGB: 4,
    disksGB: [40],
    vlan: 20,
    usedGB: 10,
    classes: ["linux"],
    ...change,
  };
}

/** A small estate in which every engine has a place and nothing is wrong, on a fixed day. */
export function soundEstate(change: Partial<Estate> = {}): Estate {
  const night = { frequency: "weekly", window: "night" } as const;
  const base = estate();
  return {
    ...base,
    windows: {
      night: { days: ["sunday"], from: "01:00", hours: 8 },
      nights: {
        ...{ from: "01:00", hours: 8 },
        days: ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"],
      },
      day: { days: ["monday", "wednesday"], from: "12:00", hours: 8 },
    },
    places: {
      store: place({ care: "day" }),
      vault: place({
        ...{ engine: "s3", store: "archive", link: "wan", medium: "cloud", offsite: true },
        storageClass: "GLACIER",
      }),
      files: place({ engine: "veeam", store: "repository" }),
      dumps: place({ engine: "iperius", store: "D:\\Dumps" }),
      objects: place({ engine: "minio", store: "replica", medium: "object" }),
      mirror: place({ engine: "git", store: "mirror" }),
      log: place({ engine: "pgbackrest", store: "stanza" }),
      snapshots: place({ engine: "kubernetes", store: "snapshots" }),
    },
    classes: {
      linux: protectionClass({
        offsite: {
          ...{ place: "vault", frequency: "monthly", window: "day" },
          ...{ retention: { days: 30 }, lockDays: 90 },
        },
      }),
      windows: protectionClass({ place: "files", ...night }),
      sql: protectionClass({ place: "dumps", ...night }),
      postgres: protectionClass({ place: "log", frequency: "daily", window: "nights" }),
      research: protectionClass({
        ...{ place: "objects", frequency: "continuous", window: undefined },
        retention: { days: 30 },
      }),
      code: protectionClass({
        ...{ place: "mirror", frequency: "continuous", window: undefined },
        retention: { days: 30 },
      }),
      volumes: protectionClass({ place: "snapshots", frequency: "daily", window: "nights" }),
    },
    guests: {
      web: guest(),
      fs: guest({ vmid: 102, os: "Server 2025" }),
      pg: guest({ vmid: 103 }),
    },
    fileServers: {
      shares: { guest: "fs", paths: ["D:\\Shares"], sizeGB: 20, classes: ["windows"] },
    },
    databases: {
      stars: {
        ...{ guest: "pg", product: "postgresql", database: "stars" },
        ...{ sizeGB: 20, classes: ["postgres", "sql"] },
      },
    },
    buckets: {
      images: { site: "here", bucket: "images", sizeGB: 20, classes: ["research"] },
    },
    repositories: { infra: { remote: "git@lab.test:infra", sizeGB: 1, classes: ["code"] } },
    claims: { etcd: { selector: "etcd", sizeGB: 8, classes: ["volumes"] } },
    pbs: { datastores: { "vm-backup": {} }, syncJobs: {} },
    minio: {
      replications: {
        images: {
          source: { site: "here", bucket: "images" },
          target: { site: "there", bucket: "replica" },
        },
      },
    },
    vault: { buckets: { archive: { name: "lab-archive" } } },
    ...change,
  };
}

/** The plan of an estate on a fixed day. */
export function planOf(declared: Estate): Plan {
  return planEstate(declared, priceList(), "2026-11-24");
}

/** The errors of an estate's plan. */
export function errorsOf(declared: Estate): Finding[] {
  return planOf(declared).findings.filter(({ severity }) => severity === "error");
}
