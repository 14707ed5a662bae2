import * as fs from "node:fs";
import { stanza } from "../../../sandbox/products/postgresql/cluster";
import { failing, useDumper } from "./dumper";

const at = useDumper();

/** From now on restic's own files go to a directory of the test's, which is a small disk where a run says so. */
function useTemporaryDirectory(): string {
  const { cluster } = at.current;
  const small = cluster.at("small");
  fs.mkdirSync(small);
  at.current.replaceProgram(
    "mktemp",
    `[ "$*" != -d ] || exec /usr/bin/mktemp -d '${small}/XXXXXX'\nexec /usr/bin/mktemp "$@"`,
  );
  return small;
}

/** From now on the clock that the agent reads is ahead. */
function setClockAhead(days: number): void {
  const real = "/usr/bin/date";
  const ahead = (format: string) => `exec ${real} -u -d '${days} days' '${format}'`;
  at.current.replaceProgram(
    "date",
    [
      `case $* in '+%s') ${ahead("+%s")} ;;`,
      `'-u +%Y%m%dT%H%M%SZ') ${ahead("+%Y%m%dT%H%M%SZ")} ;; esac`,
      `exec ${real} "$@"`,
    ].join("\n"),
  );
}

test("a restic that finds no room for its own files is named, before it begins and while it waits for itself for ever", async () => {
  const dumper = at.current;
  const { cluster } = dumper;
  await cluster.sql("create table stars as select n from generate_series(1, 1000) n");
  const small = useTemporaryDirectory();
  const disks = (bytes: number) => ({ disks: [{ directory: small, bytes }] });
  expect(await failing(dumper, disks(32 << 20))).toMatch(
    /ERR the disk of \S+\/small\/\w+ has less than 64 MiB free/,
  );
  const real = cluster.programs.directory;
  const programs = cluster.at("programs");
  fs.mkdirSync(programs);
  for (const name of fs.readdirSync(real)) fs.symlinkSync(`${real}/${name}`, `${programs}/${name}`);
  fs.rmSync(`${programs}/pg_dump`);
  fs.writeFileSync(
    `${programs}/pg_dump`,
    `#!/bin/sh\ncat /dev/zero >'${small}/filler'\nhead -c 40000000 /dev/urandom\n`,
    { mode: 0o755 },
  );
  dumper.configure({ binDirectory: programs, fullSeconds: 3 });
  expect(await failing(dumper, disks(80 << 20))).toMatch(
    /ERR the database 'postgres' of proj cannot be stored: restic had no room for its own files: the disk of \S+\/small\/\w+ is full/,
  );
  fs.rmSync(cluster.at("bin/mktemp"));
  dumper.configure({});
  await dumper.mustDump();
  expect((await dumper.restic("list", "locks", "--no-lock")).trim()).toBe("");
});

test("a set of a clock that was ahead passes neither for young nor for verified, and no other goes because of it", async () => {
  const dumper = at.current;
  dumper.configure({ keepLast: 9, keepWithinDays: 9 });
  setClockAhead(400);
  await dumper.mustDump();
  fs.rmSync(dumper.cluster.at("bin/date"));
  const before = await dumper.sets();
  const ahead = [...before].sort().at(-1) ?? "";
  expect((await dumper.status()).result.error).toMatch(
    new RegExp(`^the newest whole set of proj, ${ahead}, is dated later than now`),
  );
  const { out } = await dumper.run(["sets", stanza]);
  expect(JSON.parse(out)).toMatchObject({ verified: 0 });
  dumper.configure({ keepLast: 1, keepWithinDays: 1 });
  expect(await failing(dumper)).toContain(
    `a new set of proj was made, and none is let go of: the set ${ahead} is dated later than now`,
  );
  expect(await dumper.sets()).toEqual(expect.arrayContaining([...before]));
  // As the runbook has it.
  await dumper.restic("forget", "--tag", `set=${ahead}`, "--unsafe-allow-remove-all");
  await dumper.mustDump();
  expect(await dumper.sets()).not.toContain(ahead);
  expect((await dumper.status()).result.error).toBeUndefined();
});
