import * as fs from "node:fs";
import { type Envelope } from "../../../model/remote/envelope";
import { dumpsOn, hostWithUser } from "./archiving-host";
import { type DatabaseHost } from "./database-host";
import { dumpKey } from "./declared-server";

jest.setTimeout(10 * 60_000);

let host: DatabaseHost;
beforeAll(async () => {
  host = await hostWithUser();
});
afterAll(() => host?.remove());

const program = "/usr/local/sbin/database-dump";
const agent = (...words: readonly string[]) =>
  host.run(["runuser", "-u", "postgres", "--", program, ...words]);

test("is installed with its job and a timer that is enabled, for the account of the database, and no secret is said", async () => {
  const envelope = await dumpsOn(host);
  const { code, out, err } = await host.act("create", envelope);
  expect([code, err]).toEqual([0, ""]);
  expect(JSON.parse(out)).toEqual(envelope.document);
  expect(out).not.toContain(dumpKey);
  expect(JSON.stringify(envelope.document)).not.toContain(dumpKey);
  expect(Object.keys(envelope.settings?.["timers"] as object)).toEqual([
    "database-dump@proj-pg01.timer",
  ]);
  expect(
    fs.readlinkSync(host.at("/var/lib/prometheus/node-exporter/database-dump-proj-pg01.prom")),
  ).toBe("/var/lib/database-dump/proj-pg01/metrics.prom");
});

test("dumps what is declared over TLS under a private authority, with the server's own log-in, and restores it", async () => {
  await host.sql("create database astronomical_data");
  await host.sql("create table beside (n int)");
  const dumped = await agent("dump", "proj-pg01");
  expect([dumped.code, dumped.err]).toEqual([
    0,
    expect.stringContaining("'astronomical_data' of proj-pg01 is dumped"),
  ]);
  expect(host.read("/var/lib/database-dump/proj-pg01/metrics.prom")).toMatch(
    /^database_dump_failing{.*} 0$/m,
  );
  const { code, out } = await agent("restore", "proj-pg01", "--set", "latest", "/var/tmp/restored");
  // A database without a row is nobody's backup.
  expect([code, JSON.parse(out)]).toEqual([
    1,
    expect.objectContaining({ error: "what came back is not whole: rows" }),
  ]);
  expect(fs.existsSync(host.at("/var/tmp/restored"))).toBe(false);
});

test("changes by hand of all that it is are seen and put back", async () => {
  const envelope = await dumpsOn(host);
  fs.appendFileSync(host.at(program), "\n");
  fs.appendFileSync(host.at("/etc/systemd/system/database-dump@.service"), "\n");
  fs.rmSync(host.at("/etc/systemd/system/timers.target.wants/database-dump@proj-pg01.timer"));
  changeConfig({ keepLast: 1 });
  fs.chmodSync(host.at("/etc/database-dump/proj-pg01/dump-key"), 0o644);
  const all = Object.keys(envelope.document);
  expect(differences(envelope, (await host.act("read", envelope)).out)).toEqual(all);
  expect((await host.act("apply", envelope)).code).toBe(0);
  expect(differences(envelope, (await host.act("read", envelope)).out)).toEqual([]);
});

test("the key that opens the dumps is not replaced by one that does not", async () => {
  const another = await dumpsOn(host, {
    dumps: { dumpKey: "another password that opens nothing at all" },
  });
  const { code, err } = await host.act("apply", another);
  expect([code, err]).toEqual([
    1,
    expect.stringMatching(
      /the dump key on the host is another than the one that is declared, which does not open the repository: restic ended with 12/,
    ),
  ]);
  expect(host.read("/etc/database-dump/proj-pg01/dump-key").trim()).toBe(dumpKey);
});

test("its removal leaves every dump", async () => {
  const { code, err } = await host.act("remove", await dumpsOn(host));
  expect([code, err]).toEqual([0, expect.stringContaining("the dumps stay")]);
  expect(fs.readdirSync(host.at("/var/lib/prometheus/node-exporter"))).not.toContain(
    "database-dump-proj-pg01.prom",
  );
  expect(fs.existsSync(host.at(program))).toBe(false);
  expect(
    (await host.objects.client("ls", "site/database-backups/proj-pg01/snapshots/")).out,
  ).not.toBe("");
});

function changeConfig(changes: object): void {
  const file = host.at("/etc/database-dump/proj-pg01/config.json");
  fs.writeFileSync(
    file,
    JSON.stringify({ ...(JSON.parse(fs.readFileSync(file, "utf8")) as object), ...changes }),
  );
}

/** Properties that are not as wanted. */
function differences({ document }: Envelope, out: string): string[] {
  const observed = JSON.parse(out) as Record<string, unknown>;
  return Object.keys(document).filter(
    (key) => JSON.stringify(sorted(observed[key])) !== JSON.stringify(sorted(document[key])),
  );
}

/** With the keys of every object in one order. */
function sorted(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}
