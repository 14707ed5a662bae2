import fc from "fast-check";

/** Within windows and out of them, on some days, on all, and on dates. */
const mirrorTimes = ["sat 12:00", "03:30", "mon..fri 20:15", "*-01 12:00", "0/6:40"];

/**
 * The hosts and products of a random estate: a backup server with these datastores and a mirror of the first of them, filled at
 * some time, and a bucket of the vault for each.
 */
export function productSections(stores: readonly string[]) {
  return fc.constantFrom(...mirrorTimes).map((time) => sectionsOf(stores, time));
}

function sectionsOf(stores: readonly string[], mirrored: string) {
  const each = (entry: (store: string) => readonly [string, unknown][]) =>
    Object.fromEntries(stores.flatMap(entry));
  const token = "pve@pbs!cluster";
  return {
    hosts: {
      pbs01: { address: "pbs01.lab.test", user: "root", platform: "posix" },
      node00: { address: "192.0.2.10", user: "root", platform: "posix" },
      vbr01: { address: "vbr01.lab.test", user: "Administrator", platform: "windows" },
    },
    pbs: {
      host: "pbs01",
      datastores: {
        ...each((store) => [[`store${store}`, { path: `/mnt/datastore/store${store}` }]]),
        mirror: { path: "/mnt/datastore/mirror" },
      },
      syncJobs: {
        mirrored: { store: "mirror", remoteStore: "store00", owner: token, schedule: mirrored },
      },
      users: {
        "pve@pbs": {
          tokens: { cluster: {} },
          grants: [{ path: "/datastore", role: "DatastoreBackup" }],
        },
        "offsite@pbs": {
          tokens: { export: {} },
          grants: [{ path: "/datastore", role: "DatastoreReader" }],
        },
      },
    },
    pve: {
      host: "node00",
      endpoint: "https://node00.lab.test:8006/",
      storages: each((store) => [
        [`pbs${store}`, { place: `pbs${store}`, username: token }],
        [`ct-${store}`, { place: `ct${store}`, username: token }],
      ]),
    },
    vault: {
      region: "us-east-1",
      key: {},
      buckets: each((store) => [[`vault${store}`, { name: `lab-vault-${store}` }]]),
    },
    offsiteExport: { host: "pbs01", username: "offsite@pbs!export" },
    minio: {
      sites: {
        fs00: { endpoint: "fs00.lab.test:9000", host: "node00" },
        fs01: { endpoint: "fs01.lab.test:9000", host: "pbs01" },
      },
      replications: {
        objects: {
          source: { site: "fs00", bucket: "objects" },
          target: { site: "fs01", bucket: "minio" },
          kmsKey: "backup-key",
        },
      },
    },
    veeam: { host: "vbr01", encryptionKey: "lab", protectionGroups: { files: "file-servers" } },
    iperius: { host: "vbr01", jobs: { dump: { class: "dumps", maximumAgeHours: 1 } } },
  };
}
