import * as fs from "node:fs";
import { spawnSync } from "node:child_process";
import { stanza } from "../../../sandbox/products/postgresql/cluster";
import { Dumper, secrets } from "../database-dump/dumper";
import { Agent, Bucket } from "./agent";
import { asAccount } from "./as-account";
import { machinePath } from "../../support/machine-path";

const noBackupServer = { repository: "", fingerprint: "", secret: "unused", clientKey: "{}" };

let dumper: Dumper;
let bucket: Bucket;
let agent: Agent;

jest.setTimeout(15 * 60_000);

/** As the host has it: the dump agent beside the export's, which runs it as the account of the database. */
function useDumps(lines = ""): void {
  const { cluster } = dumper;
  const environment = [
    `export PATH='${cluster.at("bin")}:${machinePath()}'`,
    `export DATABASE_DUMP_CONFIGURATION='${cluster.at("configuration")}'`,
  ];
  const run = `exec /bin/sh '${cluster.at("database-dump")}' "$@"`;
  agent.replaceProgram("database-dump", [...environment, lines, run].join("\n"));
}

beforeAll(async () => {
  [dumper, bucket] = [await Dumper.start(), await Bucket.start()];
  await dumper.cluster.sql("create role astronomer login password 'scram me'");
  await dumper.cluster.sql("create table stars as select n from generate_series(1, 1000) n");
  await dumper.cluster.sql('create database "Größe d\'or 2/3"');
  dumper.configure({ databases: ["postgres", "Größe d'or 2/3"] });
  await dumper.mustDump();
  agent = new Agent(noBackupServer, bucket, "/bin/false", "dump");
  agent.replaceProgram("runuser", asAccount(dumper.cluster));
  useDumps();
  agent.configure({
    ...{ stanza, prefix: `database-dumps/${stanza}`, guests: undefined },
    databaseDump: agent.at("bin/database-dump"),
  });
}, 15 * 60_000);
afterAll(async () => {
  agent.remove();
  await bucket.stop();
  await dumper.remove();
});

const status = async () => {
  const { out, err } = await agent.run("status", "vm", "--json");
  const [row] = JSON.parse(out.toString()) as [{ exported: string[]; newestVerified: string }];
  return { ...row, err };
};

/** One archive of an export, as it comes back. */
async function restored(snapshot: string, archive: string): Promise<Buffer> {
  const words = [snapshot, archive, "-", "--tier", "Expedited"];
  const { code, out, err } = await agent.run("restore", "vm", ...words);
  if (code !== 0) throw new Error(err);
  return out;
}

it("brings the newest set whole, once, and it comes back although the dumps are gone", async () => {
  const first = await agent.run("export", "vm");
  expect([first.code, first.err]).toEqual([
    0,
    expect.stringMatching(/offsite-export: dump\/proj\/\S+Z is exported\n/),
  ]);
  const again = await agent.run("export", "vm");
  expect(again).toMatchObject({ code: 0, err: expect.stringContaining("is exported already") });
  const { exported, newestVerified } = await status();
  expect(exported).toEqual([newestVerified]);
  for (const { Key } of await bucket.objects())
    expect(Key).toMatch(new RegExp(`^database-dumps/${stanza}/dump/${stanza}/`));

  const [snapshot = ""] = exported;
  const dump = await restored(snapshot, "postgres.dump");
  const file = dumper.cluster.at("restored.dump");
  fs.writeFileSync(file, dump);
  const list = spawnSync(`${dumper.cluster.programs.directory}/pg_restore`, ["-f", "-", file]);
  expect(list.stdout.toString()).toMatch(/COPY public\.stars \(n\) FROM stdin;\n1\n2\n/);
  expect(list.stdout.toString()).toContain("\n1000\n");
  expect((await restored(snapshot, "globals.sql")).toString()).toContain("CREATE ROLE astronomer");
  const odd = await restored(snapshot, "Gr%C3%B6%C3%9Fe%20d%27or%202%2F3.dump");
  expect(odd.subarray(0, 5).toString()).toBe("PGDMP");
  for (const secret of secrets) expect(first.err + again.err).not.toContain(secret);
});

it("is refused where an archive comes shorter than its set says, or breaks off", async () => {
  await new Promise((resolve) => setTimeout(resolve, 1100));
  await dumper.mustDump();
  useDumps(
    `[ "$1" != cat ] || { /bin/sh '${dumper.cluster.at("database-dump")}' "$@" | head -c 100; exit 0; }`,
  );
  const short = await agent.run("export", "vm");
  expect([short.code, short.err]).toEqual([
    1,
    expect.stringMatching(/100 bytes came from the dumps, which is not all of it/),
  ]);
  useDumps(`[ "$1" != cat ] || exit 1`);
  const broken = await agent.run("export", "vm");
  expect([broken.code, broken.err]).toEqual([1, expect.stringContaining("reading from the dumps")]);
  useDumps();
  expect((await status()).exported).toHaveLength(1);
});

it("takes no set that is of the future, not verified or not whole, and says so", async () => {
  const sets = (verified: number, fault: string | null, set: string) =>
    useDumps(
      `[ "$1" != sets ] || { echo '${JSON.stringify({ verified, sets: [{ set, archives: [{ file: "a.dump", bytes: 1 }], fault }] })}'; exit 0; }`,
    );
  const told = async () => (await agent.run("export", "vm")).err;
  sets(4e9, null, "20990101T000000Z");
  expect(await told()).toContain("dump/proj/2099-01-01T00:00:00Z is dated in the future");
  sets(0, null, "20261101T000000Z");
  expect(await told()).toContain("dump/proj has no verified snapshot");
  sets(4e9, "the snapshot x of a.dump is missing", "20261101T000000Z");
  expect(await told()).toContain("is not whole: the snapshot x of a.dump is missing");
  useDumps(`[ "$1" != sets ] || { echo "database-dump: ERR no way" >&2; exit 1; }`);
  expect(await told()).toContain("the dumps of proj cannot be listed: database-dump: ERR no way");
});

it("takes nothing where the set is gone that it lists", async () => {
  useDumps();
  const [set = ""] = await dumper.sets();
  const archive = (await dumper.snapshots()).find(
    ({ tags, paths }) => tags.includes(`set=${set}`) && paths[0] === "/globals.sql",
  );
  await dumper.restic("forget", archive?.id ?? "none");
  const { out } = await dumper.run(["sets", stanza]);
  const { sets } = JSON.parse(out) as { sets: { set: string; fault: string | null }[] };
  expect(sets.find((one) => one.set === set)?.fault).toContain("of globals.sql is missing");
});
