import * as fs from "node:fs";
import * as path from "node:path";
import { passphrase, stanza } from "../../../sandbox/products/postgresql/cluster";
import { watchedArguments } from "../../components/postgres/watched-arguments";
import { openFor } from "./agent";
import { ExportedDatabase } from "./exported-database";

jest.setTimeout(30 * 60_000);

const contents = "select count(*), min(n), max(n), sum(n) from ledger";

let database: ExportedDatabase;
beforeEach(async () => {
  database = await ExportedDatabase.start();
}, 15 * 60_000);
afterEach(() => database?.remove());

/** Folders of the repository, by what the names in them end with. */
const backups = (type: "F" | "D") =>
  fs
    .readdirSync(database.restorer.cluster.at(`repository/backup/${stanza}`))
    .filter((name) => name.endsWith(type));

test("an export is refused by name while what it reads changes, and the next run makes it", async () => {
  const { cluster } = database.restorer;
  const lastOf = (list: string) => `case $* in *${list}*) `;
  const fails = async (words: RegExp) => {
    const { code, err } = await database.export();
    database.restoreBackrest();
    expect([code, err]).toEqual([1, expect.stringMatching(words)]);
    expect(await database.exports()).toEqual([]);
  };

  // A listing that breaks off, with and without a word of it.
  database.replaceBackrest("repo-ls", `"$real" "$@" | head -c 700; exit 0`);
  await fails(/the listing of \S+ ends early, or has nothing in it/);
  database.replaceBackrest(
    "repo-ls",
    `${lastOf("/backup/")} ;; *F) "$real" "$@" | jq -c 'to_entries | map(select(.key | test("^(bundle|pg_data)") | not)) | from_entries'; exit ;; esac`,
  );
  await fails(/the listing of backup\/proj\/\S+F has 0 of \d+ bytes/);
  database.replaceBackrest(
    "repo-ls",
    `case $* in */archive/*|*" archive/"*) "$real" "$@" | jq -c 'to_entries | sort_by(.key) | .[:-2] | from_entries'; exit ;; esac`,
  );
  await fails(/the listing of the log lacks its last segment/);

  // One that has grown, and one that was cut.
  for (const [size, lines] of [
    ["more", `"$real" "$@" && printf x`],
    ["less", `"$real" "$@" | head -c 100`],
  ] as const) {
    database.replaceBackrest("repo-get", `case $* in */bundle/2) ${lines}; exit 0 ;; esac`);
    await fails(/ERR backup\/proj\/\S+F\/bundle\/2 has \d+ bytes, and \d+ in the listing/);
    expect(size).toBeDefined();
  }

  // pgBackRest's own expire, when the first object was read, of what was listed.
  const [full = ""] = backups("F");
  await cluster.mustBackrest("--type=full", "backup");
  const status = await database.restorer.run(["status", stanza]);
  expect(status.code).toBe(0);
  const fulls = backups("F");
  expect(fulls).toHaveLength(2);
  await cluster.mustBackrest("expire", `--set=${full}`);
  database.replaceBackrest(
    "repo-get",
    `case $* in *.manifest) [ -e '${cluster.at("expired")}' ] || { : >'${cluster.at("expired")}'; rm -rf '${cluster.at(`repository/backup/${stanza}`)}'/*F/bundle; } ;; esac`,
  );
  await fails(/ERR backup\/proj\/\S+F\/bundle\/1 has 0 bytes, and \d+ in the listing/);

  await cluster.mustBackrest("--type=full", "backup");
  const whole = await database.export();
  expect([whole.code, whole.err]).toEqual([1, expect.stringContaining("could not be verified")]);
  for (const broken of backups("F").slice(0, -1))
    await cluster.mustBackrest("expire", `--set=${broken}`);
  const made = await database.export();
  expect([made.code, made.err]).toEqual([0, expect.stringContaining("is exported")]);
});

test("a differential backup is exported with its full one, while production goes on, and restored three times in a row", async () => {
  const { cluster } = database.restorer;
  await cluster.mustBackrest("--type=diff", "backup");
  await cluster.sql("insert into ledger select generate_series(1001, 1100)");
  await cluster.mustBackrest("--type=diff", "backup");
  await database.restorer.beat();
  await cluster.mustBackrest("check");
  const done = cluster.at("done");
  // A backup is made, and the log goes on, while it is read.
  database.replaceBackrest(
    "repo-get",
    `case $* in */bundle/1) [ -e '${done}' ] || { : >'${done}'; "$real" --config-path='${cluster.at("backrest")}' --stanza=${stanza} --type=diff backup; } >/dev/null ;; esac`,
  );
  const watch = watchedArguments();
  const { code, err } = await database.export();
  database.restoreBackrest();
  expect([code, err]).toEqual([0, expect.stringContaining("is exported")]);
  expect(backups("D")).toHaveLength(3);
  const [snapshot = ""] = await database.exports();
  const folder = cluster.at("unpacked");
  fs.renameSync(cluster.at("repository"), cluster.at("gone"));
  expect((await database.unpack(snapshot, folder)).code).toBe(0);
  const seen = watch.stop();
  for (const secret of [passphrase, ...database.agent.secrets]) expect(seen).not.toContain(secret);
  expect(
    fs.readdirSync(path.join(folder, "backup", stanza)).filter((name) => name.endsWith("D")),
  ).toHaveLength(1);

  for (let times = 0; times < 3; times++) {
    const middle = await database.restore(["--time", database.middle, "--keep"], folder);
    expect([middle.code, middle.result?.error]).toEqual([0, undefined]);
    // Of the full one: the differential one is younger.
    expect(middle.result?.backup).toMatch(/F$/);
    expect(await database.restorer.readKept(contents)).toBe("500|1|500|125250");
    console.log(
      `restored from the export to ${database.middle} in ${JSON.stringify(middle.result?.seconds)} s`,
    );
    fs.rmSync(database.restorer.scratch, { recursive: true });
  }
  const latest = await database.restore(["--latest", "--keep"], folder);
  expect([latest.code, latest.result?.backup]).toEqual([0, expect.stringMatching(/D$/)]);
  expect(await database.restorer.readKept(contents)).toBe("1100|1|1100|605550");
});

test("what is another server's, or an older one's under a newer name, is not taken for this one's", async () => {
  expect((await database.export()).code).toBe(0);
  const [snapshot = ""] = await database.exports();
  const contentsOfBucket = await database.bucket.contents();
  const at = `postgres-repository/${stanza}/${snapshot}`;
  const later = snapshot.replace(/\d{4}-\d\d-\d\d/, "2035-01-01");
  for (const [key, object] of contentsOfBucket) {
    expect(key.startsWith(`${at}/`)).toBe(true);
    await database.bucket.put(key.replace(snapshot, later), object);
    await database.bucket.put(key.replace(`stanza/${stanza}/`, "stanza/another/"), object);
  }
  const folder = database.restorer.cluster.at("unpacked");
  for (const [wanted, words] of [
    [later, /is refused: its snapshot is stanza\/proj\/\S+, not stanza\/proj\/2035/],
    [
      snapshot.replace(`/${stanza}/`, "/another/"),
      /is refused: its item is stanza\/proj, not stanza\/another/,
    ],
  ] as const) {
    const { code, err } = await database.unpack(wanted, folder);
    expect([code, err]).toEqual([1, expect.stringMatching(words)]);
  }
  expect((await database.unpack(snapshot, folder)).code).toBe(0);
});

test("what the end of the window stops, the next one brings to its end", async () => {
  const slow = `"$real" "$@" && sleep 1; exit`;
  database.replaceBackrest("repo-get", slow);
  const soon = new Date(Date.now() - 58_000);
  database.configure({ window: openFor(1, soon), packMiB: 4 });
  const stopped = await database.export();
  database.restoreBackrest();
  database.configure({});
  const resumed = await database.agent.run("resume", "vm");
  expect(stopped.code).toBe(75);
  expect([resumed.code, resumed.err]).toEqual([0, expect.stringContaining("is exported")]);
});
