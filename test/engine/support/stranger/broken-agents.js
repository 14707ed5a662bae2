/** What backs up databases and Windows servers, and what takes it out of the house. */
"use strict";

const { dumps, exporting, onWindows, postgres, veeam } = require("./agents.js");
const { told } = require("./makers.js");

const monthly = (months) =>
  `<CalendarTrigger><ScheduleByMonth><DaysOfMonth><Day>1</Day></DaysOfMonth><Months>${months}</Months></ScheduleByMonth></CalendarTrigger>`;

const broken = [
  ["pgbackrest-encrypted", postgres({ options: { "repo1-cipher-type": "none" } })],
  ["pgbackrest-encrypted", postgres({ options: { "repo1-storage-verify-tls": "n" } })],
  ["pgbackrest-kept-days", postgres({ options: { "repo1-retention-full-type": "count" } })],
  ["pgbackrest-kept-days", postgres({ options: { "archive-push-queue-max": "1GB" } })],
  ["postgres-archive-timely", postgres({ server: { archive_mode: "off" } })],
  ["postgres-archive-timely", postgres({ server: { archive_command: "/bin/true %p" } })],
  ["postgres-archive-timely", postgres({ server: { archive_timeout: "0" } })],
  ["postgres-backed-up", postgres({ backup: null })],
  ["postgres-backed-up", postgres({ backup: { state: "disabled" } })],
  ["postgres-backed-up", postgres({ backup: { calendar: "2020-01-01" } })],
  ["postgres-offsite", postgres({ exported: null })],
  ["postgres-offsite", postgres({ exported: { config: { stanza: "other" } } })],
  ["postgres-offsite", postgres({ exported: { config: { endpoint: "https://fs03:9000" } } })],
  ["postgres-offsite", postgres({ exported: { due: { state: "disabled" } } })],
  ["dump-encrypted", dumps({ config: { endpoint: "http://fs03:9000" } })],
  ["dump-encrypted", dumps({ files: {} })],
  ["dump-kept-days", dumps({ config: { keepWithinDays: 7 } })],
  ["dump-kept-days", dumps({ config: { keepLast: 1 } })],
  ["dump-runs", dumps({ due: { state: "disabled" } })],
  ["dump-runs", dumps({ due: { calendar: "*-01-01 02:00" } })],
  ["dump-offsite", dumps({ exported: null })],
  ["dump-offsite", dumps({ exported: { due: { calendar: "2020-01-01" } } })],
  ["offsite-export-timely", exporting({}, { state: "disabled" })],
  ["offsite-export-timely", exporting({ roundDays: 8 }, { calendar: "*-01-01 22:00" })],
  ["offsite-export-timely", exporting({ keptDays: 7 })],
  ["offsite-export-timely", onWindows({ enabled: false })],
  ["offsite-export-timely", onWindows({ trigger: monthly("<January />") })],
  [
    "key-escrowed",
    told("offsite export", "images", {}, { secrets: { "export-key": "of nobody else" } }),
  ],
  ["veeam-job-encrypted", veeam({ encryptionKey: null })],
  ["veeam-job-kept-days", veeam({ retention: { type: "RestorePoints", keep: 7 } })],
  ["veeam-job-runs", veeam({ enabled: false })],
  ["veeam-job-checked", veeam({ healthCheck: null })],
  ["veeam-job-offsite", veeam({}, null)],
  ["veeam-job-offsite", veeam({}, { config: { source: { job: "mail" } } })],
  [
    "veeam-ten-workloads",
    veeam({ protectionGroups: Array.from({ length: 11 }, (_, at) => `group ${at}`) }),
  ],
  [
    "veeam-configuration-backed-up",
    (name) => told("veeam encryption key", "k", { description: "k" }, { host: name })(name),
  ],
];

module.exports = { broken };
