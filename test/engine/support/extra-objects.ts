type Tree = Record<string, unknown>;

/** One more object of every kind, that nothing else in the estate knows of, by section of the stack's file. */
const extra: Readonly<Record<string, Tree>> = {
  "backup:places": {
    "pbs-extra": {
      ...{ engine: "pbs", store: "extra", link: "backup", medium: "nvme" },
      ...{ writeMBps: 500, readMBps: 1000, verified: false, care: "daytime" },
    },
    "extra-archive": {
      ...{ engine: "s3", store: "extra-archive", link: "internet", medium: "cloud" },
      ...{ offsite: true, storageClass: "STANDARD", verified: true },
    },
  },
  "backup:classes": {
    "extra-configuration": {
      ...{ place: "git-mirror", frequency: "continuous", rpoHours: 1, rtoHours: 4 },
      retention: { weekly: 4, days: 30 },
      offsite: {
        ...{ place: "extra-archive", frequency: "weekly", window: "every-night", lockDays: 90 },
        retention: { days: 30 },
      },
    },
    "extra-files": {
      ...{ place: "veeam-repository", frequency: "weekly", window: "veeam-night" },
      ...{ retention: { weekly: 4, monthly: 1, days: 30 }, rpoHours: 192, rtoHours: 8 },
    },
  },
  "backup:repositories": {
    extra: {
      remote: "git@github.com:lab/extra.git",
      sizeGB: 0.1,
      classes: ["extra-configuration"],
    },
  },
  "backup:fileServers": {
    fs05: { paths: ["D:\\Extra"], sizeGB: 10, classes: ["extra-files"] },
  },
  "backup:pbs": {
    datastores: { extra: { path: "/mnt/datastore/extra", comment: "one more" } },
    users: {
      "extra@pbs": {
        comment: "one more",
        tokens: { nodes: { comment: "one more" } },
        grants: [{ path: "/datastore/extra", role: "DatastoreBackup" }],
      },
    },
    trafficControls: {
      "extra-hours": { network: ["10.25.30.0/24"], rateIn: "10 MiB", comment: "one more" },
    },
    metricServers: {
      "extra-metrics": {
        type: "influxdb-udp",
        host: "lab-mon02.beardinthe.cloud:8089",
        comment: "one more",
      },
    },
    notificationEndpoints: {
      "extra-people": { type: "sendmail", mailtoUser: ["root@pam"], comment: "one more" },
    },
    notificationMatchers: {
      "extra-trouble": { target: ["extra-people"], severities: ["error"], comment: "one more" },
    },
  },
  "backup:pve": {
    storages: { "pbs-extra": { place: "pbs-extra", username: "extra@pbs!nodes" } },
  },
  "backup:vault": { buckets: { "extra-archive": { name: "astronomy-lab-extra-archive" } } },
  "backup:minio": {
    replications: {
      "extra-data": {
        source: { site: "fs03", bucket: "extra-data" },
        target: { site: "fs01", bucket: "extra-data-replica" },
        kmsKey: "backup-key",
      },
    },
  },
  "backup:veeam": { protectionGroups: { "extra-files": "Manually Added" } },
  "backup:iperius": { jobs: { "extra-dump": { class: "database-sweep", maximumAgeHours: 192 } } },
};

/** Adds them to a declaration. */
export function addExtraObjects(config: Tree): void {
  for (const [section, added] of Object.entries(extra)) merge(config[section] as Tree, added);
}

function merge(into: Tree, added: Tree): void {
  for (const [name, value] of Object.entries(added)) {
    const known = into[name];
    if (isTree(known) && isTree(value)) merge(known, value);
    else into[name] = structuredClone(value);
  }
}

const isTree = (value: unknown): value is Tree =>
  typeof value === "object" && value !== null && !Array.isArray(value);
