/**
 * Kinds of objects on hosts, as envelopes of the contract name them: those that rules judge by name, and those of which
 * somebody has looked that nothing in their documents ends, opens or shortens a backup. Whoever adds one has looked.
 */
export const knownKinds: ReadonlySet<string> = new Set([
  ...["iperius folder", "iperius job"],
  ...["minio release", "minio replication rule"],
  ...["offsite export", "offsite repository export", "offsite dump export"],
  ...["pbs acl", "pbs datastore", "pbs group owners", "pbs namespace"],
  ...["influxdb-http", "influxdb-udp"].map((type) => `pbs metric server ${type}`),
  ...["pbs notification matcher", "pbs prune-job", "pbs remote"],
  ...["gotify", "sendmail", "smtp", "webhook"].map((type) => `pbs notification endpoint ${type}`),
  ...["pbs s3 endpoint", "pbs sync-job", "pbs token", "pbs traffic-control", "pbs user"],
  "pbs verify-job",
  ...["postgres backup", "postgres dump", "postgres stanza"],
  ...["pve backup job", "pve coverage", "pve storage"],
  ...["veeam agent job", "veeam configuration backup", "veeam credentials"],
  ...["veeam encryption key", "veeam protection group", "veeam repository", "veeam server"],
  "windows offsite export",
]);
