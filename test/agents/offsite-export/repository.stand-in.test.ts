import * as fs from "node:fs";
import { passphrase, stanza } from "../../../sandbox/products/postgresql/cluster";
import { ExportedDatabase } from "./exported-database";

jest.setTimeout(15 * 60_000);

// One for all tests, which follow one another: what is exported is restored once the repository is gone.
let database: ExportedDatabase;
let folder: string;
beforeAll(async () => {
  database = await ExportedDatabase.start();
  folder = database.restorer.cluster.at("unpacked");
});
afterAll(() => database?.remove());

const contents = "select count(*), min(n), max(n), sum(n) from ledger";

test("nothing goes out of a repository that could not be read again", async () => {
  database.agent.replaceProgram(
    "database-backup",
    `case $3 in --look) echo "database-backup: ERR the repository of proj is damaged" >&2 && exit 1 ;; *) echo 0 ;; esac`,
  );
  const { code, err } = await database.export();
  expect(code).toBe(1);
  expect(err).toContain(
    "proj is not exported, because its repository could not be verified: the repository of proj is damaged",
  );
  expect(await database.bucket.objects()).toEqual([]);
  database.useDatabaseBackup();
});

test("an object that is gone when it is to be read is named, and nothing counts as exported", async () => {
  database.replaceBackrest(
    "repo-get",
    `case $* in */bundle/1) echo "ERROR: [055]: unable to open missing file" >&2; exit 55 ;; esac`,
  );
  const { code, err } = await database.export();
  expect(code).toBe(1);
  // Nobody had read all of it again yet.
  expect(err).toContain("a backup is newer than the last look at the repository");
  expect(err).toMatch(
    /ERR backup\/proj\/\d{8}-\d{6}F\/bundle\/1 has 0 bytes, and \d+ in the listing: it has changed or gone while it was read/,
  );
  expect(err).toContain("repository.tar: reading from pgBackRest failed");
  expect(await database.exports()).toEqual([]);
  database.restoreBackrest();
});

test("is exported with what nothing in the environment leads elsewhere, and no second time before there is a newer backup", async () => {
  database.agent.environment = {
    ...{ PGBACKREST_REPO1_PATH: "/nonexistent", PGBACKREST_STANZA: "another" },
    ...{ PGBACKREST_CONFIG: "/nonexistent", DATABASE_BACKUP_CONFIGURATION: "/nonexistent" },
    ...{ RESTIC_REPOSITORY: "/nonexistent", RESTIC_PASSWORD: "another", RCLONE_DRY_RUN: "true" },
  };
  const first = await database.export();
  const second = await database.export();
  database.agent.environment = {};
  expect([first.code, second.code]).toEqual([0, 0]);
  // The look of the run before it holds.
  expect(first.err).toMatch(/^offsite-export: stanza\/proj\/\S+ is exported\n$/);
  expect(second.err).toMatch(/^offsite-export: proj: stanza\/proj\/\S+ is exported already\n$/);
  const said = first.err + second.err;
  for (const secret of [passphrase, ...database.agent.secrets]) expect(said).not.toContain(secret);
  const metrics = fs.readFileSync(database.agent.at("metrics/offsite-export-vm.prom"), "utf8");
  expect(metrics).toMatch(
    /^offsite_export_newest_snapshot_timestamp_seconds\{job_name="vm",stanza="proj"\} [1-9]\d+$/m,
  );
  const { out } = await database.agent.run("status", "vm");
  expect(out.toString()).toMatch(/^proj +proj +exported +stanza\/proj\/\S+ +stanza\/proj\/\S+$/m);
});

test("is restored to the middle of 1,000 transactions, and to its end, when the repository is gone", async () => {
  const [snapshot = ""] = await database.exports();
  fs.rmSync(database.restorer.cluster.at("repository"), { recursive: true });
  expect(await database.unpack(snapshot, folder)).toEqual({
    code: 0,
    err: expect.stringMatching(/repository.tar is restored, its sum is right\n$/) as string,
  });

  const middle = await database.restore(["--time", database.middle, "--keep"], folder);
  expect([middle.code, middle.result?.error]).toEqual([0, undefined]);
  expect(middle.result?.checks.filter(({ result }) => result !== "passed")).toEqual([]);
  expect(await database.restorer.readKept(contents)).toBe("500|1|500|125250");
  fs.rmSync(database.restorer.scratch, { recursive: true });

  const latest = await database.restore(["--latest", "--keep"], folder);
  expect([latest.code, latest.result?.error]).toEqual([0, undefined]);
  expect(await database.restorer.readKept(contents)).toBe("1000|1|1000|500500");
  fs.rmSync(database.restorer.scratch, { recursive: true });
});

test("is not restored to a time before or after what it covers, which is said", async () => {
  const covered = /moments from \d{4}-\S+ \d\d:\d\d:\d\d\+00 to \d{4}-\S+ \d\d:\d\d:\d\d\+00/;
  const before = await database.restore(["--time", "2020-01-01T00:00:00Z"], folder);
  expect(before.result?.error).toMatch(/^there is no backup from before 2020-01-01/);
  expect(before.result?.error).toMatch(covered);
  const after = await database.restore(["--time", new Date().toISOString()], folder);
  expect(after.result?.error).toMatch(/^the export in \S+ ends before /);
  expect(after.result?.error).toMatch(covered);
  expect(fs.existsSync(database.restorer.scratch)).toBe(false);
});

test.each<[string, (at: string) => void, RegExp]>([
  [
    "the folder is of another stanza",
    (at) => {
      fs.renameSync(`${at}/backup/${stanza}`, `${at}/backup/another`);
      fs.renameSync(`${at}/archive/${stanza}`, `${at}/archive/another`);
    },
    /^\S+ has no backup\/proj\/backup.info that postgres can read; stanzas there: another/,
  ],
  [
    "a byte of it is another",
    (at) => {
      const [full = ""] = fs
        .readdirSync(`${at}/backup/${stanza}`)
        .filter((name) => name.endsWith("F"));
      const bundle = `${at}/backup/${stanza}/${full}/bundle/1`;
      const bytes = fs.readFileSync(bundle);
      bytes.writeUInt8(bytes.readUInt8(5000) ^ 1, 5000);
      fs.writeFileSync(bundle, bytes);
    },
    /^the repository of proj is damaged, says pgbackrest verify: status: error;backup: \S+F, status: invalid/,
  ],
])("is not restored where %s", async (_, damage, words) => {
  const damaged = database.restorer.cluster.at("damaged");
  fs.cpSync(folder, damaged, { recursive: true });
  damage(damaged);
  const { code, result } = await database.restore(["--latest"], damaged);
  fs.rmSync(damaged, { recursive: true });
  expect([code, result?.error]).toEqual([1, expect.stringMatching(words)]);
});

test.each([
  ["in what it comes from", (at: string) => [`${at}/restored`, at], "is in"],
  ["around what it comes from", (at: string) => [at.replace(/\/[^/]*$/, ""), at], "has"],
  [
    "to where no export was unpacked",
    (at: string) => [`${at}-restored`, `${at}-nowhere`],
    "is no directory",
  ],
])("is not restored %s", async (_, places, words) => {
  const [directory = "", from = ""] = places(folder);
  const { code, result } = await database.restorer.run([
    "restore",
    stanza,
    "--latest",
    directory,
    "--repository",
    from,
  ]);
  expect([code, result?.error]).toEqual([1, expect.stringContaining(words)]);
});
