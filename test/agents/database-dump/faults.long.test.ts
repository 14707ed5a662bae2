import * as fs from "node:fs";
import { bucket } from "../../../sandbox/products/postgresql/object-store";
import { stanza } from "../../../sandbox/products/postgresql/cluster";
import { until } from "../../support/until";
import { quickRestic } from "../quick-restic";
import { dumpKey, failing, useDumper } from "./dumper";

const at = useDumper();

const folder = `site/${bucket}/${stanza}`;

/** What MinIO's client answers, which must go well. */
async function client(...words: readonly string[]): Promise<string> {
  const { code, out, err } = await at.current.objects.client(...words);
  if (code !== 0) throw new Error(`${words.join(" ")}: ${out}${err}`);
  return out;
}

/** The largest object of the repository's data. */
async function largestPack(): Promise<string> {
  const lines = (await client("ls", "--json", "--recursive", `${folder}/data/`)).trim().split("\n");
  const packs = lines.map((line) => JSON.parse(line) as { key: string; size: number });
  return packs.sort((one, other) => other.size - one.size)[0]?.key ?? "";
}

beforeAll(async () => {
  await at.current.cluster.sql(
    "create table stars as select n, md5(n::text) from generate_series(1, 200000) n",
  );
  await at.current.mustDump();
});

test("a dump that is killed half-way is no set; its lock is taken away by the next run, which is well", async () => {
  const dumper = at.current;
  const { cluster } = dumper;
  const running = dumper.dump();
  await until(
    async () =>
      (await cluster.sql(
        "select count(*) from pg_stat_activity where application_name = 'pg_dump'",
      )) !== "0",
  );
  const mine = fs.readdirSync("/proc").filter((pid) => {
    try {
      return (
        /^\d+$/.test(pid) &&
        fs.readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(`${cluster.root}/`) &&
        /\0(dump|backup)\0/.test(fs.readFileSync(`/proc/${pid}/cmdline`, "utf8"))
      );
    } catch {
      return false;
    }
  });
  for (const pid of mine)
    try {
      process.kill(Number(pid), "SIGKILL");
    } catch {
      // It has ended with another.
    }
  expect((await running).code).not.toBe(0);
  // restic takes away no lock of a process that init has not collected yet.
  await until(() => mine.every((pid) => !fs.existsSync(`/proc/${pid}`)));
  expect(await dumper.sets()).toHaveLength(1);
  await dumper.mustDump();
  expect(await dumper.sets()).toHaveLength(2);
  expect((await dumper.restic("list", "locks", "--no-lock")).trim()).toBe("");
});

test("a wrong password is named, and nothing is made beside the repository", async () => {
  const dumper = at.current;
  dumper.keep("dump-key", "another one that is wrong");
  const err = await failing(dumper);
  dumper.keep("dump-key", dumpKey);
  expect(err).toMatch(
    /ERR the repository of proj does not open: the password is wrong: .*\/dump-key does not open s3:/,
  );
});

test("a store out of reach is named, and the next run is well", async () => {
  const dumper = at.current;
  await dumper.objects.stop();
  const err = await failing(dumper);
  await dumper.objects.resume();
  expect(err).toMatch(
    /ERR the repository of proj does not open: s3:.* has not answered for 20 seconds/,
  );
  await dumper.mustDump();
  expect([(await dumper.sets()).length, dumper.metric("failing")]).toEqual([3, 0]);
});

test("a disk that is full is named of a restore, before it is written and while it is", async () => {
  const dumper = at.current;
  const { cluster } = dumper;
  // Each file of restic's goes there before it is sent.
  fs.mkdirSync(dumper.scratch);
  const disks = [{ directory: dumper.scratch, bytes: 32 << 20 }];
  const run = async () =>
    JSON.parse(
      (await dumper.run(["restore", stanza, "--set", "latest", `${dumper.scratch}/in`], { disks }))
        .out,
    ) as { error: string };
  expect((await run()).error).toMatch(/is too full: it has 3\d MiB free, and the backup \d{8}T/);
  dumper.replaceProgram("df", "echo Avail; echo 999999999");
  expect((await run()).error).toMatch(
    /the disk of .*\/scratch\/in is full|No space left on device/,
  );
  fs.rmSync(cluster.at("bin/df"));
});

test("a flipped byte in the repository is named by the next dump, which lets nothing go, and by a restore", async () => {
  const dumper = at.current;
  const pack = await largestPack();
  const object = `${folder}/data/${pack}`;
  const file = dumper.cluster.at("pack");
  await client("cp", object, file);
  const whole = fs.readFileSync(file);
  const flipped = Buffer.from(whole);
  flipped.writeUInt8(flipped.readUInt8(1000) ^ 1, 1000);
  fs.writeFileSync(file, flipped);
  await client("cp", file, object);
  dumper.configure({ keepLast: 1, keepWithinDays: 1 });
  const before = await dumper.sets();
  const err = await failing(dumper);
  expect(err).toMatch(
    /ERR (not all of the repository of proj could be read|the archive of 'postgres' cannot be read)/,
  );
  expect(await dumper.sets()).toEqual(expect.arrayContaining([...before]));
  const { result } = await dumper.restore(before[0]);
  expect(result.error).toMatch(/cannot be read|is not restored/);
  fs.writeFileSync(file, whole);
  await client("cp", file, object);
  await dumper.mustDump();
});

test("a repository that is gone is named, and none is made in its place; the bucket still has it", async () => {
  const dumper = at.current;
  // A second that has all of it in it.
  await new Promise((resolve) => setTimeout(resolve, 2000));
  const before = `${new Date().toISOString().slice(0, 19)}Z`;
  await client("rm", "--recursive", "--force", folder);
  expect(await failing(dumper)).toMatch(
    /ERR the repository of proj is gone: there is no repository at s3:.*, where [0-9a-f]{64} was; what was deleted is in the versions of the bucket/,
  );
  expect((await dumper.status()).result.error).toMatch(/^the repository of proj is gone/);
  // As the runbook has it.
  await client("cp", "--recursive", "--rewind", before, `${folder}/`, `${folder}/`);
  await dumper.mustDump();
  expect((await dumper.restore()).result.error).toBeUndefined();
});

test("a repository that somebody else has locked at the end is not called damaged, and is no verified one", async () => {
  const dumper = at.current;
  const verified = dumper.metric("verified_timestamp_seconds");
  dumper.replaceProgram(
    "restic",
    `case " $* " in *" check "*) echo "locked by PID 1" >&2; exit 11 ;; esac\n${quickRestic()}`,
  );
  const err = await failing(dumper);
  dumper.restoreProgram("restic");
  expect(err).toContain(
    "ERR not all of the repository of proj could be read: somebody else has it locked: locked by PID 1",
  );
  expect(dumper.metric("verified_timestamp_seconds")).toBe(verified);
  await dumper.mustDump();
});
