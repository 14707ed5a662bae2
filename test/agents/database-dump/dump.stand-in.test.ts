import { stanza } from "../../../sandbox/products/postgresql/cluster";
import { watchedArguments } from "../../components/postgres/watched-arguments";
import { secrets, useDumper } from "./dumper";

const at = useDumper();

test("a set has every database and the roles, is encrypted, and no secret is in any argument or environment", async () => {
  const dumper = at.current;
  const { cluster } = dumper;
  await cluster.sql("create role astronomer login password 'scram me'");
  await cluster.sql("comment on role astronomer is 'his LOCATION is ''/dome'''");
  await cluster.sql('create database "Größe d\'or 2/3" owner astronomer');
  await cluster.sql(
    "create table stars as select n, repeat('star ', 20) from generate_series(1, 1000) n",
  );
  await cluster.sql("create database forgotten");
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
  expect(err).toContain("WARN in no dump of proj, because nobody has declared them: forgotten\n");
  expect(dumper.metric("databases_left_out")).toBe(1);
  for (const secret of secrets) expect([secret, seen.includes(secret)]).toEqual([secret, false]);
  expect((await dumper.snapshots()).flatMap(({ paths }) => paths).sort()).toEqual([
    "/Gr%C3%B6%C3%9Fe%20d%27or%202%2F3.dump",
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

test("what is kept is what was planned: the newest sets, however old, and those within the days", async () => {
  const dumper = at.current;
  const [first = ""] = await dumper.sets();
  const old = (await dumper.snapshots()).map(({ id }) => id);
  expect(old).toHaveLength(4);
  await dumper.restic("rewrite", "--forget", "--new-time", "2020-01-01 00:00:00", ...old);
  dumper.configure({ keepLast: 2, keepWithinDays: 30 });
  // What was rewritten has other numbers, so that what closes it lists none of it.
  expect((await dumper.restore(first)).result.error).toMatch(
    / is not whole: the snapshot .* is missing/,
  );
  await dumper.mustDump();
  expect(await dumper.sets()).toEqual([first, expect.anything()]);
  const { code, err } = await dumper.dump();
  expect([code, err]).toEqual([0, expect.stringContaining(`${first} of proj go: `)]);
  expect((await dumper.snapshots()).map(({ tags }) => tags.includes(`set=${first}`))).toEqual(
    Array(6).fill(false),
  );
  expect((await dumper.status()).result).toMatchObject({ result: "passed" });
});
