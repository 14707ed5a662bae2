import * as fs from "node:fs";
import { stanza } from "../../../sandbox/products/postgresql/cluster";
import { until } from "../../support/until";
import { failing, useDumper } from "./dumper";

const at = useDumper();

test("a restic that is too old is named, with the fix", async () => {
  at.current.replaceProgram("restic", "echo restic 0.16.4 compiled with go1.21");
  const { code, err } = await at.current.dump();
  at.current.restoreProgram("restic");
  expect([code, err]).toEqual([
    1,
    expect.stringMatching(/ERR restic 0\.18\.0 or later is needed on .*, there is 0\.16\.4; fix: /),
  ]);
});

test.each(["a=b", "postgres://else", "a\nb"])(
  "a database called %j is refused by name",
  async (name) => {
    at.current.configure({ databases: ["postgres", name] });
    const { code, err } = await at.current.dump();
    at.current.configure({});
    expect([code, err]).toEqual([
      1,
      expect.stringContaining(`the database ${JSON.stringify(name)} cannot be dumped`),
    ]);
  },
);

test("a first set is whole, and a second dump at once is refused", async () => {
  const dumper = at.current;
  await dumper.cluster.sql("create table stars as select n from generate_series(1, 1000) n");
  const first = dumper.dump();
  await until(() => fs.existsSync(dumper.cluster.at(`state/${stanza}/unfinished`)));
  const second = await dumper.dump();
  expect([second.code, second.err]).toEqual([
    1,
    "database-dump: ERR another dump of proj is running\n",
  ]);
  expect((await first).code).toBe(0);
  expect(await dumper.sets()).toHaveLength(1);
});

test("a database that is not there, and a dump that breaks off, are no set; the next whole one clears away what is left", async () => {
  const dumper = at.current;
  dumper.configure({ databases: ["postgres", "gone"] });
  expect(await failing(at.current)).toContain(
    `the database 'gone' of proj is not dumped: psql: error: `,
  );
  expect(await dumper.sets()).toHaveLength(1);
  expect(await dumper.snapshots()).toHaveLength(4);
  // One that ends in the midst of what it says.
  dumper.configure({});
  const real = dumper.cluster.programs.directory;
  const programs = dumper.cluster.at("programs");
  fs.mkdirSync(programs);
  for (const name of fs.readdirSync(real)) fs.symlinkSync(`${real}/${name}`, `${programs}/${name}`);
  fs.rmSync(`${programs}/pg_dump`);
  fs.writeFileSync(
    `${programs}/pg_dump`,
    `#!/bin/sh\n${real}/pg_dump "$@" | head -c 2000\nexit 3\n`,
    { mode: 0o755 },
  );
  dumper.configure({ binDirectory: programs });
  expect(await failing(at.current)).toMatch(
    /ERR the database 'postgres' of proj cannot be stored: .*exit status 3/,
  );
  expect(await dumper.snapshots()).toHaveLength(4);
  // One that says that all is well, and is not.
  fs.writeFileSync(`${programs}/pg_dump`, `#!/bin/sh\n${real}/pg_dump "$@" | head -c 2000\n`, {
    mode: 0o755,
  });
  expect(await failing(at.current)).toMatch(
    /ERR the archive of 'postgres' cannot be read to its end: pg_restore: error: /,
  );
  expect([await dumper.sets(), (await dumper.snapshots()).length]).toEqual([
    [expect.anything()],
    5,
  ]);
  dumper.configure({});
  await dumper.mustDump();
  expect([(await dumper.sets()).length, (await dumper.snapshots()).length]).toEqual([2, 6]);
  expect(dumper.metric("failing")).toBe(0);
});
