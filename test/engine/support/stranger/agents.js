/** PostgreSQL servers, dumps, exports and Veeam's jobs as hosts are told them, each on a host of its own. */
"use strict";

const { sdks, kept, timed, told } = require("./makers.js");

/** Keeps a key where nobody loses it with the server. */
const escrowed = (name, secretString) =>
  new sdks.aws.secretsmanager.SecretVersion(
    `${name}-escrow`,
    { secretId: "keys", secretString },
    kept,
  );

/** What the agent of a job is told, with its timer. */
const agent = (kind, identity, timer, config, { due, ...more } = {}) => {
  const { timers, settings } = timed(timer, due);
  return (name) =>
    told(
      kind,
      identity,
      { config, timers, ...more.document },
      { host: name, ...more, settings },
    )(name);
};

const options = {
  ...{ "repo1-type": "s3", "repo1-s3-endpoint": "fs03", "repo1-cipher-type": "aes-256-cbc" },
  ...{ "repo1-retention-full-type": "time", "repo1-retention-full": "30" },
};
const server = {
  ...{ archive_mode: "on", archive_timeout: "300", archive_library: "" },
  archive_command: 'pgbackrest --stanza=pg archive-push "%p"',
};

/**
 * A PostgreSQL server with its backups and their export.
 *
 * @param parts - of `options` and `server`, and when its agents start; `undefined` as `backup` or `exported` leaves one out
 */
const postgres =
  ({ backup = {}, exported = {}, ...parts } = {}) =>
  (name) => {
    const here = { host: name };
    escrowed(name, `cipher of ${name}`);
    told(
      "postgres stanza",
      "pg",
      { options: { pg: { ...options, ...parts.options } }, server: { ...server, ...parts.server } },
      { ...here, secrets: { "repo1-cipher-pass": `cipher of ${name}` } },
    )(name);
    if (backup !== null)
      agent(
        "postgres backup",
        "pg",
        "database-backup@pg.timer",
        {},
        { due: backup, ...here },
      )(`${name}-backup`);
    if (exported !== null)
      agent(
        "offsite repository export",
        "out",
        "offsite-export-pgbackrest@out.timer",
        { stanza: "pg", bucket: "archive", ...exported.config },
        { due: exported.due, ...here },
      )(`${name}-export`);
  };

/** A set of dumps of a server with its export, of the same kind. */
const dumps =
  ({ config, files = { "dump-key": "as declared" }, due, exported = {} } = {}) =>
  (name) => {
    escrowed(name, `key of ${name}`);
    agent(
      "postgres dump",
      "pg",
      "database-dump@pg.timer",
      { endpoint: "https://fs03:9000", keepWithinDays: 30, keepLast: 8, ...config },
      { due, document: { files }, secrets: { "dump-key": `key of ${name}` }, host: name },
    )(name);
    if (exported !== null)
      agent(
        "offsite dump export",
        "out",
        "offsite-export-dump@out.timer",
        { stanza: "pg", bucket: "archive", ...exported.config },
        { due: exported.due, host: name },
      )(`${name}-export`);
  };

/** An export by itself. */
const exporting = (config, due) =>
  agent(
    "offsite export",
    "images",
    "offsite-export@images.timer",
    { bucket: "archive", repository: "a@pbs!b@localhost:8007:vm", ...config },
    { due },
  );

const days = (...names) => `<DaysOfWeek>${names.map((day) => `<${day} />`).join("")}</DaysOfWeek>`;
const weekly = `<CalendarTrigger><ScheduleByWeek>${days("Sunday")}</ScheduleByWeek></CalendarTrigger>`;

/** A scheduled task of Windows that takes a job's backups out. */
const onWindows =
  ({ enabled = true, trigger = weekly, config } = {}) =>
  (name) =>
    told(
      "windows offsite export",
      "out",
      {
        config: {
          ...{ bucket: "archive", source: { job: "files", repository: "Default" } },
          ...{ items: [{ name: "fs02", computers: ["fs02"] }], ...config },
        },
        tasks: { round: { enabled } },
      },
      {
        host: name.replace(/-export$/, ""),
        settings: { tasks: { round: { xml: `<Triggers>${trigger}</Triggers>` } } },
      },
    )(name);

/** A job of Veeam with its export. */
const veeam =
  (document = {}, exported = {}) =>
  (name) => {
    told(
      "veeam agent job",
      "files",
      {
        ...{ name: "files", repository: "Default", enabled: true, scheduled: true },
        ...{ encryptionKey: "of the stack", protectionGroups: ["files"] },
        retention: { type: "RestoreDays", keep: 30 },
        schedule: { type: "Daily", days: ["Sunday"] },
        healthCheck: { days: ["Sunday"] },
        ...document,
      },
      { host: name },
    )(name);
    if (exported !== null) onWindows(exported)(`${name}-export`);
  };

module.exports = { dumps, escrowed, exporting, onWindows, postgres, veeam };
