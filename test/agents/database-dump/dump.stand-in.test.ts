import * as fs from "node:fs";
import * as path from "node:path";
import { stanza } from "../../../sandbox/products/postgresql/cluster";
import { watchedArguments } from "../../components/postgres/watched-arguments";
import { secrets, useDumper } from "./dumper";

const at = useDumper();

test("a set has every database and the roles, is encrypted, and no secret is in any argument or environment", async () => {
  const dumper = at.current;
  const { cluster } = dumper;
  await cluster.sql("create role astronomer login password 'scram me'");
  await cluster.sql('create database "Größe d\'or 2/3" owner astronomer');
  await cluster.sql(
    "create table stars as select n, repeat('star ', 20) from generate_series(1, 1000) n",
  );
  dumper.configure({ databases: ["postgres", "Größe d'or 2/3"] });
  const watch = watchedArguments();
  const { code, out, err } = await dumper.dump({
    environment: { RESTIC_REPOSITORY: "/nowhere", PGHOST: "/nowhere", AWS_ACCESS_KEY_ID: "other" },
  });
  const seen = watch.stop();
  expect([code, out, err]).toEqual([
    0,
    "",
    expect.stringContaining("'Größe d'or 2/3' of proj is dumped"),
  ]);
  for (const secret of secrets) expect([secret, seen.includes(secret)]).toEqual([secret, false]);
  expect((await dumper.snapshots()).flatMap(({ paths }) => paths).sort()).toEqual([
    "/Gr%C3%B6%C3%9Fe%20d'or%202%2F3.dump",
    "/globals.sql",
    "/postgres.dump",
    "/set.json",
  ]);
  const now = Date.now() / 1000;
  for (const name of ["newest_timestamp_seconds", "verified_timestamp_seconds"])
    expect(Math.abs(now - dumper.metric(name))).toBeLessThan(300);
  expect([dumper.metric("failing"), dumper.metric("newest_bytes") > 100_000]).toEqual([0, true]);
});

test("a set is restored beside production with every row, and roles with their passwords", async () => {
  const dumper = at.current;
  const { code, err, result } = await dumper.restore("latest", ["--keep"]);
  expect([code, err, result.error]).toEqual([0, expect.stringContaining("kept in"), undefined]);
  expect(result.databases).toEqual([
    { name: "Größe d'or 2/3", tables: 0, rows: 0 },
    { name: "postgres", tables: 1, rows: 1000 },
  ]);
  expect(result.checks.map(({ name, result: verdict }) => [name, verdict])).toEqual(
    ["databases", "rows", "indexes (pg_amcheck)", "full read (pg_dump)"].map((name) => [
      name,
      "passed",
    ]),
  );
  const kept = await dumper.readKept(
    "select rolpassword from pg_authid where rolname = 'astronomer'",
  );
  expect(kept).toBe(
    await dumper.cluster.sql("select rolpassword from pg_authid where rolname = 'astronomer'"),
  );
});

test("one archive is printed for whoever wants a table of it", async () => {
  const { code, out } = await at.current.run(["cat", stanza, "--set", "latest", "postgres"]);
  expect([code, out.slice(0, 5)]).toEqual([0, "PGDMP"]);
  const globals = await at.current.run(["cat", stanza, "--set", "latest", "globals.sql"]);
  expect(globals.out).toMatch(/^CREATE ROLE astronomer;$/m);
  const none = await at.current.run(["cat", stanza, "--set", "latest", "other"]);
  expect([none.code, none.err]).toEqual([
    1,
    expect.stringMatching(/has no 'other'; it has postgres, .*, globals\.sql/),
  ]);
});

test("what is kept is what was planned: the newest sets, and those within the days", async () => {
  const dumper = at.current;
  dumper.configure({ keepLast: 2, keepWithinDays: 30 });
  await dumper.mustDump();
  await dumper.mustDump();
  const three = await dumper.sets();
  expect(three).toHaveLength(3);
  // As if all but the newest were older than its days.
  const old = (await dumper.snapshots()).filter(
    ({ tags }) => !tags.includes(`set=${three.at(-1)}`),
  );
  expect(old).toHaveLength(7);
  await dumper.restic(
    "rewrite",
    "--forget",
    "--new-time",
    "2020-01-01 00:00:00",
    ...old.map(({ id }) => id),
  );
  dumper.configure({ keepLast: 2, keepWithinDays: 30 });
  const { code, err } = await dumper.dump();
  expect([code, err]).toEqual([0, expect.stringContaining(`${three[0]}, ${three[1]} of proj go`)]);
  expect(await dumper.sets()).toEqual([three[2], expect.anything()]);
  expect(await dumper.snapshots()).toHaveLength(6);
  expect((await dumper.status()).result).toMatchObject({ result: "passed" });
  expect(fs.existsSync(path.join(dumper.scratch, "data"))).toBe(false);
});
