/** Backup servers, clusters and commands: what documents on hosts say, and what is missing beside them. */
"use strict";

const { remote, sdks, storage, told } = require("./makers.js");

const datastore = (document) => (name) =>
  told(
    "pbs datastore",
    name,
    { name, path: `/mnt/${name}`, "gc-schedule": "sat 12:00", ...document },
    { host: name, protect: true },
  )(name);

/**
 * A datastore that a job of the cluster backs up into, with care beside it.
 *
 * @param parts - of the datastore and its jobs; `null` leaves one out
 * @param subject - the part that has the case's name
 */
const busy =
  (
    { store, prune = {}, verify = { "ignore-verified": false }, matcher = {} } = {},
    subject = "store",
  ) =>
  (name) => {
    const called = (part) => (part === subject ? name : `${name}-${part}`);
    const care = (part, kind, document) =>
      document && told(kind, `${name}-${part}`, document, { host: name })(called(part));
    told(
      "pbs datastore",
      name,
      { name, path: `/mnt/${name}`, "gc-schedule": "sat 12:00", ...store },
      { host: name, protect: true },
    )(called("store"));
    const job = (part) => ({ id: `${name}-${part}`, store: name });
    care(
      "prune",
      "pbs prune-job",
      prune && { ...job("prune"), schedule: "daily", "keep-daily": 31, ...prune },
    );
    care(
      "verify",
      "pbs verify-job",
      verify && { ...job("verify"), schedule: "sun 06:00", ...verify },
    );
    care(
      "matcher",
      "pbs notification matcher",
      matcher && { name, target: ["operators"], ...matcher },
    );
    storage({ resourceId: name, datastore: name })(called("storage"));
    new sdks.proxmoxve.backup.Job(called("job"), {
      ...{ resourceId: name, storage: name, schedule: "02:00", vmids: ["100"], enabled: true },
    });
  };

const broken = [
  ["pbs-datastore-pruned", busy({ prune: null })],
  ["pbs-datastore-pruned", busy({ prune: { disable: true } })],
  ["pbs-datastore-verified", busy({ verify: null })],
  ["pbs-datastore-verified", busy({ verify: {} })],
  ["pbs-datastore-kept-days", busy({ prune: { "keep-daily": 7 } }, "prune")],
  ["pbs-datastore-offsite", busy()],
  ["pbs-notified", busy({ matcher: null })],
  ["pbs-notified", busy({ matcher: { disable: true } })],
  ["pbs-datastore-gc", datastore({ "gc-schedule": undefined })],
  ["pbs-datastore-gc", datastore({ "gc-schedule": "2020-01-01" })],
  ["pbs-datastore-gc-careful", datastore({ tuning: "gc-atime-cutoff=1" })],
  [
    "pve-backup-on-pbs",
    told("pve storage", "share", {
      type: "nfs",
      server: "nas01",
      export: "/srv",
      content: "backup",
    }),
  ],
  ["pbs-datastore-open", datastore({ "maintenance-mode": "type=offline" })],
  ["pbs-remote-fingerprint", told("pbs remote", "pbs02", { name: "pbs02", host: "pbs02" })],
  [
    "pbs-sync-keeps-vanished",
    told("pbs sync-job", "mirror", { id: "mirror", store: "vm", "remove-vanished": true }),
  ],
  ["pve-storage-enabled", storage({ disable: true })],
  [
    "pve-storage-enabled",
    told("pve storage", "off", {
      ...{ type: "pbs", datastore: "vm", server: "pbs01", content: "backup", disable: 1 },
      fingerprint: Array(32).fill("ab").join(":"),
    }),
  ],
  [
    "remote-url-tls",
    told("pbs metric server influxdb-http", "m", { name: "m", url: "http://mon01:8086" }),
  ],
  ["command-no-destruction", remote({ delete: "rm -rf /mnt/datastore" })],
  [
    "command-no-destruction",
    remote({ create: "proxmox-backup-manager datastore remove vm --destroy-data" }),
  ],
  ["document-readable", remote({ stdin: '{"contract":"backup-remote/1","kind":"pbs datastore"' })],
  ["object-kind-known", told("pbs datastor", "vm", { name: "vm" })],
  ["object-kind-known", told("iperius folders", "IperiusBackup", { entries: {} })],
];

module.exports = { broken, busy };
