import * as fs from "node:fs";
import * as path from "node:path";
import { until } from "../../support/until";
import { type DatabaseHost } from "./database-host";
import { exportSecrets, repositoryExport } from "./declared-export";
import { cipher, envelopeOf } from "./declared-server";
import { Bucket } from "../../agents/offsite-export/agent";
import { archivingHost, declaredOn, stanzaOn } from "./archiving-host";

jest.setTimeout(10 * 60_000);

let host: DatabaseHost;
beforeAll(async () => {
  host = await archivingHost();
});
afterAll(() => host?.remove());

const program = "/usr/local/sbin/database-backup";
const agent = (...words: readonly string[]) =>
  host.run(["runuser", "-u", "postgres", "--", program, ...words]);

async function mustRun(...words: readonly string[]): Promise<string> {
  const { code, out, err } = await agent(...words);
  if (code !== 0) throw new Error(`${words.join(" ")} ended with ${code}: ${out}${err}`);
  return out;
}

/** Types of the backups that the repository has. */
async function backups(): Promise<string[]> {
  const info = await host.asPostgres(
    ..."pgbackrest --config-path=/etc/pgbackrest --stanza=proj-pg01 --output=json info".split(" "),
  );
  const [stanza] = JSON.parse(info) as [{ backup: { type: string }[] }];
  return stanza.backup.map(({ type }) => type);
}

const job = async () => envelopeOf(await declaredOn(host), "proj-pg01-backup-job");

it("is installed with its job and two timers that are enabled, for the account of the database", async () => {
  const envelope = await job();
  const { code, out, err } = await host.act("create", envelope);
  expect([code, err]).toEqual([0, ""]);
  expect(JSON.parse(out)).toEqual(envelope.document);
  expect(
    fs.readlinkSync(host.at("/var/lib/prometheus/node-exporter/database-backup-proj-pg01.prom")),
  ).toBe("/var/lib/database-backup/proj-pg01/metrics.prom");
});

it("makes a full backup first in a week and reads all of it again, and differential ones after it", async () => {
  await host.sql("create database astronomical_data");
  await host.sql("create table stars (n int primary key)");
  await mustRun("beat", "proj-pg01");
  await mustRun("backup", "proj-pg01");
  // As if it had been ended before it had read all of it.
  fs.rmSync(host.at("/var/lib/database-backup/proj-pg01/verified"));
  await mustRun("backup", "proj-pg01");
  expect(await backups()).toEqual(["full", "diff"]);
  expect(fs.existsSync(host.at("/var/lib/database-backup/proj-pg01/verified"))).toBe(true);
});

it("shows the node exporter what waits, and when it last went well", async () => {
  await mustRun("beat", "proj-pg01");
  const metrics = host.read("/var/lib/database-backup/proj-pg01/metrics.prom");
  const now = Date.now() / 1000;
  const value = (name: string) =>
    Number(
      new RegExp(`^database_backup_${name}{stanza="proj-pg01"} (\\d+)$`, "m").exec(metrics)?.[1],
    );
  expect([value("wal_waiting_segments"), value("wal_failing")]).toEqual([0, 0]);
  for (const name of ["newest_backup", "verified", "heartbeat", "wal_last_archived"])
    expect([name, Math.abs(now - value(`${name}_timestamp_seconds`)) < 300]).toEqual([name, true]);
});

it("a heartbeat that waits for somebody ends, and what waits to be archived is shown all the same", async () => {
  const metrics = "/var/lib/database-backup/proj-pg01/metrics.prom";
  fs.rmSync(host.at(metrics));
  const lock = "begin; lock table backup_heartbeat.total; select pg_sleep(60)";
  const locked = host.sql(lock).catch(() => "");
  await until(
    async () =>
      (await host.sql(
        "select count(*) from pg_locks where granted and mode = 'AccessExclusiveLock' and relation = 'backup_heartbeat.total'::regclass",
      )) === "1",
  );
  const { code, err } = await agent("beat", "proj-pg01");
  expect([code, err]).toEqual([
    1,
    expect.stringContaining("heartbeat of proj-pg01 was not written"),
  ]);
  expect(host.read(metrics)).toMatch(/^database_backup_wal_waiting_segments{.*} \d+$/m);
  await host.sql(
    "select pg_terminate_backend(pid) from pg_stat_activity where query like '%pg_sleep(60)%' and pid <> pg_backend_pid()",
  );
  await locked;
});

it("of a server that cannot be asked nothing is said that nobody has seen", async () => {
  const config = "/etc/database-backup/proj-pg01/config.json";
  const before = host.read(config);
  fs.writeFileSync(
    host.at(config),
    JSON.stringify({ ...(JSON.parse(before) as object), port: 5999 }),
  );
  try {
    expect((await agent("beat", "proj-pg01")).code).toBe(1);
  } finally {
    fs.writeFileSync(host.at(config), before);
  }
  const metrics = host.read("/var/lib/database-backup/proj-pg01/metrics.prom");
  expect(metrics).not.toContain("wal_");
  expect(metrics).toMatch(/^database_backup_newest_backup_timestamp_seconds{.*} [1-9]\d+$/m);
  await mustRun("beat", "proj-pg01");
});

it("has its repository brought offsite from the host itself, and says so to nobody else", async () => {
  const bucket = await Bucket.start();
  try {
    const envelope = await repositoryExport(bucket.url);
    const installed = await host.act("create", envelope);
    expect([installed.code, installed.err]).toEqual([0, ""]);
    expect(JSON.parse(installed.out)).toEqual(envelope.document);
    const exporter = "/usr/local/sbin/offsite-export-pgbackrest";
    const first = await host.run([exporter, "export", "database-pitr-offsite"]);
    const second = await host.run([exporter, "export", "database-pitr-offsite"]);
    expect([first.code, second.code, first.err, second.err]).toEqual([
      ...[0, 0, expect.stringMatching(/stanza\/proj-pg01\/\S+ is exported\n$/)],
      expect.stringMatching(/stanza\/proj-pg01\/\S+ is exported already\n$/),
    ]);
    const keys = (await bucket.objects()).map(({ Key }) => Key);
    expect(keys.length).toBeGreaterThan(4);
    for (const key of keys)
      expect(key).toMatch(/^postgres-repository\/proj-pg01\/stanza\/proj-pg01\//);
    for (const secret of [...Object.values(exportSecrets), cipher])
      expect(first.err + first.out + installed.out).not.toContain(secret);
    expect(
      host.read("/var/lib/prometheus/node-exporter/offsite-export-database-pitr-offsite.prom"),
    ).toContain('offsite_export_last_run_exit_code{job_name="database-pitr-offsite"} 0\n');
    const removed = await host.act("remove", envelope);
    expect([removed.code, removed.err]).toEqual([
      0,
      expect.stringContaining("the exports in the bucket stay"),
    ]);
    expect(fs.existsSync(host.at(exporter))).toBe(false);
    expect(fs.readdirSync(host.at("/var/lib/prometheus/node-exporter"))).not.toContain(
      "offsite-export-database-pitr-offsite.prom",
    );
    expect((await bucket.objects()).length).toBe(keys.length);
  } finally {
    await bucket.stop();
  }
});

it("restores to the latest beside production", async () => {
  await host.sql("insert into stars select generate_series(1, 100)");
  await mustRun("beat", "proj-pg01");
  await host.sql("select pg_switch_wal()");
  const { code, out, err } = await agent("restore", "proj-pg01", "--latest", "/var/tmp/restored");
  expect(JSON.parse(out)).toMatchObject({ result: "passed" });
  expect([code, err]).toEqual([0, ""]);
});

it("a backup of damaged pages has not gone well", async () => {
  const newest = "/var/lib/database-backup/proj-pg01/newest";
  const before = host.read(newest);
  await host.sql(
    "create table damaged with (autovacuum_enabled = false) as select generate_series(1, 1000) n",
  );
  await host.sql("checkpoint");
  const relation = await host.sql("select pg_relation_filepath('damaged')");
  const file = host.at(`/var/lib/postgresql/${host.version}/main/${relation}`);
  const whole = fs.readFileSync(file);
  const torn = Buffer.from(whole);
  torn.writeUInt8(torn.readUInt8(8000) ^ 0xff, 8000);
  fs.writeFileSync(file, torn);
  try {
    const { code, err } = await agent("backup", "proj-pg01");
    expect([code, err]).toEqual([
      1,
      expect.stringMatching(
        /ERR the backup \S+ of proj-pg01 has pages that are damaged in production/,
      ),
    ]);
    expect(host.read(newest)).toBe(before);
  } finally {
    fs.writeFileSync(file, whole);
  }
  await host.sql("drop table damaged");
  await mustRun("backup", "proj-pg01");
});

it("what a clock wrote that was ahead is no heartbeat of the future, and no good word for what is yet to come", async () => {
  await host.sql("update backup_heartbeat.beat set at = now() + interval '1 year' where n = 1");
  await mustRun("beat", "proj-pg01");
  expect(await host.sql("select count(*) from backup_heartbeat.beat where at > now()")).toBe("0");
  const until = "/var/lib/database-backup/proj-pg01/verified-until";
  const before = host.read(until);
  fs.writeFileSync(host.at(until), `${Math.floor(Date.now() / 1000) + 86_400}\n`);
  expect((await mustRun("verified", "proj-pg01")).trim()).toBe("0");
  fs.writeFileSync(host.at(until), before);
  expect(`${(await mustRun("verified", "proj-pg01")).trim()}\n`).toBe(before);
});

it.each<[string, () => unknown, string]>([
  ["its program", () => fs.appendFileSync(host.at(program), "\n"), "program"],
  [
    "a unit",
    () => fs.appendFileSync(host.at("/etc/systemd/system/database-backup@.service"), "\n"),
    "units",
  ],
  [
    "a timer that somebody switched off",
    () =>
      fs.rmSync(
        host.at("/etc/systemd/system/timers.target.wants/database-backup-beat@proj-pg01.timer"),
      ),
    "timers",
  ],
  [
    "its configuration",
    () => fs.writeFileSync(host.at("/etc/database-backup/proj-pg01/config.json"), "{}"),
    "config",
  ],
])("a change by hand of %s is seen and put back", async (_what, change, property) => {
  const envelope = await job();
  change();
  const { out } = await host.act("read", envelope);
  const observed = JSON.parse(out) as Record<string, unknown>;
  const different = Object.keys(envelope.document).filter(
    (key) =>
      JSON.stringify(sorted(observed[key])) !== JSON.stringify(sorted(envelope.document[key])),
  );
  expect(different).toEqual([property]);
  expect((await host.act("apply", envelope)).code).toBe(0);
  await mustRun("beat", "proj-pg01");
});

it("brings a server back whose disk is lost, with all that was archived, and goes on archiving", async () => {
  await host.sql("insert into stars select generate_series(101, 200)");
  await host.sql("select pg_switch_wal()");
  await host.asPostgres(
    ..."pgbackrest --config-path=/etc/pgbackrest --stanza=proj-pg01 check".split(" "),
  );
  await host.down();
  const data = host.at(`/var/lib/postgresql/${host.version}/main`);
  for (const name of fs.readdirSync(data)) fs.rmSync(path.join(data, name), { recursive: true });
  await host.asPostgres(
    ..."pgbackrest --config-path=/etc/pgbackrest --stanza=proj-pg01 restore".split(" "),
  );
  await host.up();
  await until(async () => (await host.sql("select not pg_is_in_recovery()")) === "t");

  expect(await host.sql("select count(*), max(n) from stars")).toBe("200|200");
  expect((await host.act("apply", await stanzaOn(host))).code).toBe(0);
  await mustRun("backup", "proj-pg01");
  expect(await backups()).toEqual(["full", "diff", "diff", "diff", "diff"]);
});

it("its removal leaves every backup and goes on archiving", async () => {
  const { code, err } = await host.act("remove", await job());
  expect([code, err]).toEqual([0, expect.stringContaining("the backups stay")]);
  expect(fs.readdirSync(host.at("/var/lib/prometheus/node-exporter"))).not.toContain(
    "database-backup-proj-pg01.prom",
  );
  expect(fs.existsSync(host.at(program))).toBe(false);
  expect(await backups()).toEqual(["full", "diff", "diff", "diff", "diff"]);
  expect(await host.sql("show archive_command")).toContain("archive-push");
});

/** With the keys of every object in one order. */
function sorted(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}
