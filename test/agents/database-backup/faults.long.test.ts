import * as fs from "node:fs";
import * as path from "node:path";
import { passphrase, stanza } from "../../../sandbox/products/postgresql/cluster";
import { until } from "../../support/until";
import { archived, useLedger } from "./ledger";
import { type RestoreRun } from "./restorer";

const ledger = useLedger();

const repository = (name: string) => ledger.current.restorer.cluster.at(`repository/${name}`);

/** Files of the repository whose path fits, sorted. */
const stored = (pattern: RegExp) =>
  fs
    .readdirSync(repository("."), { recursive: true, encoding: "utf8" })
    .filter((name) => pattern.test(name))
    .sort();

/** Runs something while a file of the repository is another, or is not there. */
async function whileIs<T>(
  name: string,
  content: Buffer | null,
  body: () => Promise<T>,
): Promise<T> {
  const file = repository(name);
  const real = fs.readFileSync(file);
  if (content === null) fs.rmSync(file);
  else fs.writeFileSync(file, content);
  try {
    return await body();
  } finally {
    fs.writeFileSync(file, real);
  }
}

/** What a restore says that fails: with its reason for people and programs, production as it was, and nothing left. */
async function failing(words: readonly string[], run?: () => Promise<RestoreRun>): Promise<string> {
  const { restorer } = ledger.current;
  const before = await restorer.production();
  const { code, err, result } = await (run?.() ?? restorer.restore(words));
  expect(await restorer.production()).toEqual(before);
  expect([code, result?.result]).toEqual([1, "failed"]);
  expect(err).toContain(`ERR ${result?.error ?? "?"}`);
  expect(err).not.toContain(passphrase);
  expect(fs.existsSync(restorer.scratch)).toBe(false);
  return result?.error ?? "";
}

const now = () => new Date().toISOString();

test("a flipped byte in the repository is named by verify, and found by the restore itself where nobody verifies", async () => {
  const [bundle = ""] = stored(/^backup\/.*\/bundle\/\d+$/);
  const flipped = fs.readFileSync(repository(bundle));
  const middle = Math.floor(flipped.length / 2);
  flipped.writeUInt8(flipped.readUInt8(middle) ^ 1, middle);
  await whileIs(bundle, flipped, async () => {
    const verified = await failing(["--latest"]);
    expect(verified).toMatch(
      /damaged, says pgbackrest verify: .*backup: \d{8}-\d{6}F, status: invalid.*checksum invalid: 1/,
    );
    expect((await ledger.current.restorer.run(["status", stanza])).code).toBe(1);
    const unverified = await failing(["--latest", "--no-verify"]);
    expect(unverified).toMatch(/^the backup \d{8}-\d{6}F is not restored: ERROR: \[/);
  });
});

test("a missing WAL segment is named, to whatever time after it", async () => {
  await archived(ledger.current.restorer);
  const after = now();
  await ledger.current.restorer.cluster.sql("select pg_sleep(1.1); create table later (n int)");
  await archived(ledger.current.restorer);
  const segments = stored(/^archive\/.*\/[0-9A-F]{24}-/);
  const gone = segments.at(-2) ?? "";
  const name = path.basename(gone).slice(0, 24);
  await whileIs(gone, null, async () => {
    expect(await failing(["--latest"])).toContain(`lacks WAL after the backup`);
    expect(await failing(["--latest"])).toContain(name);
    const status = await ledger.current.restorer.run(["status", stanza]);
    expect(status.result?.error).toContain(name);
    const timed = await failing(["--time", now(), "--no-verify"]);
    expect(timed).toContain(`missing in the archive: ${name}`);
    expect(timed).toMatch(
      /the archive ends before it\. The last segment that was replayed is [0-9A-F]{24}/,
    );
  });
  expect((await ledger.current.restorer.restore(["--time", after])).result?.error).toBeUndefined();
});

test("a segment that is missing between two backups is told by every look, and keeps nobody from the latest", async () => {
  const { restorer } = ledger.current;
  const { cluster } = restorer;
  restorer.configure({ stateDirectory: cluster.at("state") });
  await cluster.sql("create table gap (n int)");
  await archived(restorer);
  const segment = stored(/^archive\/.*\/[0-9A-F]{24}-/).at(-1) ?? "";
  await cluster.sql("insert into gap values (1)");
  await archived(restorer);
  const backedUp = await restorer.run(["backup", stanza]);
  expect([backedUp.code, backedUp.err]).toEqual([0, expect.stringContaining("backup of proj")]);
  await whileIs(segment, null, async () => {
    const name = path.basename(segment).slice(0, 24);
    const { code, result } = await restorer.run(["status", stanza]);
    expect([code, result?.error]).toEqual([
      1,
      expect.stringMatching(`^the archive of proj lacks WAL between its backups: ${name};`),
    ]);
    expect(result?.checks.map(({ result: verdict }) => verdict)).toEqual(["passed", "failed"]);
    // Whatever it lacks, all that is there was read, and can be brought offsite.
    const until = fs.readFileSync(cluster.at(`state/${stanza}/verified-until`), "utf8");
    expect(Number(until)).toBeGreaterThan(Date.now() / 1000 - 600);
    await restorer.beat();
    const metrics = fs.readFileSync(cluster.at(`state/${stanza}/metrics.prom`), "utf8");
    expect(metrics).toMatch(/^database_backup_log_gaps{stanza="proj"} 1$/m);
    await archived(restorer);
    expect((await restorer.restore(["--latest"])).result?.error).toBeUndefined();
  });
  expect((await restorer.run(["status", stanza])).result?.error).toBeUndefined();
  restorer.configure({});
});

test("a wrong passphrase is named as what it is", async () => {
  const { restorer } = ledger.current;
  restorer.cluster.usePassphrase("wrong");
  try {
    const error = await failing(["--latest"]);
    expect(error).toMatch(/does not open: .*wrong repo-cipher-pass looks like/);
    expect(error).toMatch(/^[ -~]*$/);
  } finally {
    restorer.cluster.usePassphrase(passphrase);
  }
});

test("a target in the future and one before the first backup are named, with what there is", async () => {
  expect(await failing(["--time", "2099-01-01T00:00:00Z"])).toMatch(/is in the future/);
  const early = await failing(["--time", "2020-01-01T00:00:00Z"]);
  expect(early).toMatch(/there is no backup from before 2020-01-01 /);
  const [, earliest = ""] =
    /the earliest time that can be restored is (\S+ \S+),/.exec(early) ?? [];
  const { restorer } = ledger.current;
  // It leads to the empty ledger of that time, before any heartbeat.
  expect((await restorer.restore(["--time", earliest])).result?.error).toMatch(
    /^what came back is not whole: heartbeat is paired,.* rows$/,
  );
  const before = new Date(Date.parse(earliest) - 1).toISOString();
  expect(await failing(["--time", before])).toContain(`can be restored is ${earliest},`);
});

test("a time that the archive has not reached yet is none that a restore ends at", async () => {
  expect(await failing(["--time", now(), "--no-verify"])).toMatch(/the archive ends before it/);
});

test("a restore point that there is not is named: the server that would die later is waited for", async () => {
  expect(await failing(["--name", "never made"])).toMatch(
    /ended before it was at the restore point 'never made'.*--set names an earlier one of \d{8}-/,
  );
});

test("a full disk is named before anything is written, and while it is written", async () => {
  const { restorer } = ledger.current;
  fs.mkdirSync(restorer.scratch);
  const disks = [{ directory: restorer.scratch, bytes: 16 << 20 }];
  const run = () =>
    restorer.run(["restore", stanza, "--latest", `${restorer.scratch}/in`], { disks });
  const removed = async () => {
    const ended = await run();
    fs.rmdirSync(restorer.scratch);
    return ended;
  };
  expect(await failing([], removed)).toMatch(/is too full: it has 16 MiB free, and the backup/);
  // A disk that fills up after it was looked at.
  restorer.replaceProgram("df", "echo Avail; echo 999999999");
  fs.mkdirSync(restorer.scratch);
  expect(await failing([], removed)).toMatch(
    /is not restored: the disk of .*\/scratch\/in is full/,
  );
  fs.rmSync(restorer.cluster.at("bin/df"));
});

test("a backup that finds the stanza locked says so", async () => {
  const { cluster } = ledger.current.restorer;
  const lock = cluster.at(`lock/${stanza}-backup.lock`);
  // It waits for a checkpoint that nobody hurries.
  const slow = cluster.backrest("--no-start-fast", "--type=full", "backup");
  await until(() => fs.existsSync(lock), 300);
  const second = await cluster.backrest("--type=full", "backup");
  expect([second.code, second.out + second.err]).toEqual([
    50,
    expect.stringMatching(
      /unable to acquire lock on file .*is another pgBackRest process running/s,
    ),
  ]);
  await cluster.sql("checkpoint");
  expect((await slow).code).toBe(0);
});

test("a lost stanza lock lets no second backup in: the cluster itself refuses it, and what the first makes is whole", async () => {
  const { restorer } = ledger.current;
  const { cluster } = restorer;
  const lock = cluster.at(`lock/${stanza}-backup.lock`);
  const slow = cluster.backrest("--no-start-fast", "--type=full", "backup");
  // One of a backup that has not come so far is not lost, but not held yet.
  const held = "select count(*) from pg_locks where locktype = 'advisory' and granted";
  await until(async () => fs.existsSync(lock) && (await cluster.sql(held)) !== "0", 300);
  fs.rmSync(lock);
  const second = await cluster.backrest("--type=full", "backup");
  expect(second.code).toBe(50);
  expect(second.out + second.err).toContain("unable to acquire pgBackRest advisory lock");
  await cluster.sql("checkpoint");
  expect((await slow).code).toBe(0);
  const [info] = JSON.parse(await cluster.mustBackrest("info", "--output=json")) as [
    { backup: { label: string }[] },
  ];
  const kept = fs
    .readdirSync(repository(`backup/${stanza}`))
    .filter((name) => /^\d{8}-/.test(name));
  expect(info.backup.map(({ label }) => label)).toEqual(kept.sort());
  expect(await restorer.run(["status", stanza])).toMatchObject({
    code: 0,
    result: { backup: kept.at(-1) },
  });
});

test("a PostgreSQL that is killed in the middle of a full backup fails that one, and the one before it is restored", async () => {
  const { restorer } = ledger.current;
  const { cluster } = restorer;
  const before = stored(/^backup\/proj\/\d{8}-\d{6}F\/backup\.manifest$/);
  const running = cluster.backrest(
    "--type=full",
    "--process-max=1",
    "--compress-level=9",
    "backup",
  );
  await until(
    () =>
      stored(/^backup\/proj\/\d{8}-\d{6}F\/(bundle|pg_data)\/./).some(
        (file) => !before.some((old) => file.startsWith(path.dirname(old))),
      ),
    300,
  );
  await cluster.crash();
  const { code, out, err } = await running;
  expect(code).not.toBe(0);
  expect(out + err).toMatch(/ERROR: \[\d+\]/);
  await cluster.up();
  expect(await cluster.sql("select count(*) from ledger")).toBe("1000");
  expect(stored(/^backup\/proj\/\d{8}-\d{6}F\/backup\.manifest$/)).toEqual(before);
  await archived(restorer);
  const restored = await restorer.restore(["--latest"]);
  expect(restored.result?.error).toBeUndefined();
  await cluster.mustBackrest("--type=full", "backup");
  expect((await restorer.run(["status", stanza])).result?.error).toBeUndefined();
});
