import { config, describeDamages, document, notMade } from "./damage";

describeDamages([
  [
    "a PostgreSQL server whose repository stays in the house",
    "proj-pg01-database-pitr-offsite-job",
    notMade,
    ["postgres-offsite"],
  ],
  [
    "dumps whose export goes to the site that they lie on",
    "proj-pg01-database-dump-offsite-job",
    config({ endpoint: "https://fs03.beardinthe.cloud:9000" }),
    ["dump-offsite"],
  ],
  [
    "a Veeam job whose export is off",
    "veeam-windows-files-offsite-job",
    document({ tasks: { round: { enabled: false } } }),
    ["veeam-job-offsite", "offsite-export-timely"],
  ],
  [
    "images whose exports are off",
    ["node01", "node02", "node03", "node04", "elsewhere"]
      .map((part) => `offsite-export-guest-image-${part}-offsite-job`)
      .join(" "),
    document({ timers: {} }),
    ["pbs-datastore-offsite", "offsite-export-timely"],
  ],
  [
    "a server that is never backed up",
    "proj-pg01-backup-job",
    document({ timers: {} }),
    ["postgres-backed-up"],
  ],
  ["dumps that nothing begins", "proj-pg01-dump-job", document({ timers: {} }), ["dump-runs"]],
  [
    "a folder of Iperius for every user",
    "iperius-folder-access",
    document({ entries: { BU: "A OICI FA" } }),
    ["iperius-folder-closed"],
  ],
]);
