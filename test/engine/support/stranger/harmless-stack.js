/** What looks like what is stopped, or stands whole where a part is missing elsewhere. */
"use strict";

const { dumps, escrowed, exporting, onWindows, postgres, veeam } = require("./agents.js");
const { busy } = require("./broken-hosts.js");
const { minio, replication } = require("./broken-stores.js");
const { remote, storage, storageKey, told } = require("./makers.js");
const { vault } = require("./vault.js");

const fingerprint = Array(32).fill("ab").join(":");
const byWeek = (interval) =>
  `<CalendarTrigger><ScheduleByWeek><WeeksInterval>${interval}</WeeksInterval><DaysOfWeek><Monday /></DaysOfWeek></ScheduleByWeek></CalendarTrigger>`;

const harmless = [
  vault(),
  vault({ lockDays: 91 }),
  minio(),
  replication({}),
  replication({ priority: 2 }),
  busy(),
  busy({ verify: { "outdated-after": 7 } }),
  busy({ store: { "gc-schedule": "daily", tuning: "gc-atime-cutoff=2880" } }),
  busy({ store: { "maintenance-mode": "" } }),
  // What the log-ins of the storages here may do; without it nobody could tell.
  told("pbs acl", "pve@pbs!cluster", {
    grants: [{ role: "DatastoreBackup", path: "/datastore/vm", propagate: true }],
  }),
  told("pbs acl", "backup-admin@pbs", {
    grants: [{ role: "Admin", path: "/", propagate: true }],
  }),
  told("pbs remote", "pbs02", { name: "pbs02", host: "pbs02", fingerprint }),
  told("pbs sync-job", "mirror", { id: "mirror", store: "vm", "remove-vanished": false }),
  escrowedStorage,
  told("pbs metric server influxdb-http", "m", { name: "m", url: "https://mon01:8086" }),
  told("pbs metric server influxdb-http", "m", { name: "m", url: "http://127.0.0.1:8086" }),
  remote({ stdin: "a text that is nobody's envelope" }),
  told("iperius folder", "IperiusBackup", { entries: { BA: "A OICI FA" }, inherits: false }),
  postgres(),
  postgres({ options: { "repo1-retention-full": "90", "repo1-storage-verify-tls": "y" } }),
  postgres({ server: { archive_mode: "always", archive_timeout: "60" } }),
  postgres({ backup: { calendar: "mon..sat 01:30 America/New_York" } }),
  postgres({ exported: { config: { endpoint: "https://s3.example.org" } } }),
  postgres({
    exported: null,
    options: { "repo2-type": "gcs", "repo2-cipher-type": "aes-256-cbc", ...repository2() },
  }),
  dumps(),
  dumps({ config: { keepWithinDays: 90, keepLast: 2 }, due: { calendar: "daily" } }),
  exporting({ keptDays: 90, roundDays: 36 }, { calendar: "mon *-*-1..7 22:00 America/New_York" }),
  onWindows(),
  onWindows({ trigger: byWeek(4) }),
  veeam(),
  veeam({ retention: { type: "RestoreDays", keep: 90 } }),
  veeam({ protectionGroups: Array.from({ length: 10 }, (_, at) => `group ${at}`) }),
  (name) => {
    const here = { host: name, protect: true };
    told("veeam encryption key", "k", { description: "k" }, here)(name);
    told(
      "veeam configuration backup",
      "c",
      { enabled: true, encryptionKey: "k" },
      { host: name },
    )(`${name}-configuration`);
  },
];

function escrowedStorage(name) {
  escrowed(name, storageKey);
  storage({ disable: false })(name);
}

function repository2() {
  return { "repo2-retention-full-type": "time", "repo2-retention-full": "30" };
}

module.exports = { harmless };
