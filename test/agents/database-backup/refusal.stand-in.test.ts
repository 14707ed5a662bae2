import * as fs from "node:fs";
import * as path from "node:path";
import { stanza } from "../../../sandbox/products/postgresql/cluster";
import { useLedger } from "./ledger";

const ledger = useLedger();

/** What a restore to a directory answers; it is refused before the repository is asked. */
async function refused(directory: string, ...words: string[]): Promise<string> {
  const { restorer } = ledger.current;
  const before = await restorer.production();
  const target = words.length > 0 ? words : ["--latest"];
  const { code, err, result } = await restorer.run(["restore", stanza, ...target, directory]);
  expect(await restorer.production()).toEqual(before);
  expect([code, result?.result, result?.checks]).toEqual([1, "failed", []]);
  // The same for people and for programs.
  expect(err).toBe(`database-backup: ERR ${result?.error ?? ""}\n`);
  return result?.error ?? "";
}

describe("a restore is refused, and nothing is touched,", () => {
  it("into the data directory of production, into what is in it, and above it", async () => {
    const { data, root } = ledger.current.restorer.cluster;
    expect(await refused(data)).toMatch(/is in .*\/data, which is production's/);
    expect(await refused(`${data}/base/restored`)).toMatch(/is in .*\/data, which is production's/);
    expect(await refused(root)).toMatch(/has .*\/data in it, which is production's/);
    expect(fs.existsSync(`${data}/base/restored`)).toBe(false);
  });

  it("into a tablespace of production", async () => {
    const { cluster } = ledger.current.restorer;
    fs.mkdirSync(cluster.at("elsewhere"));
    fs.symlinkSync(cluster.at("elsewhere"), path.join(cluster.data, "pg_tblspc/16999"));
    try {
      expect(await refused(cluster.at("elsewhere/in"))).toMatch(/elsewhere, which is production's/);
    } finally {
      fs.rmSync(path.join(cluster.data, "pg_tblspc/16999"));
    }
  });

  it("through a link, by a path that is not plain, relative or with a strange sign", async () => {
    const { cluster } = ledger.current.restorer;
    fs.symlinkSync(cluster.data, cluster.at("link"));
    expect(await refused(cluster.at("link"))).toMatch(
      /is or is below a link.* it is really .*\/data$/,
    );
    expect(await refused(cluster.at("link/in"))).toMatch(/is or is below a link/);
    expect(await refused(`${cluster.root}/scratch/../data`)).toMatch(/not written plainly/);
    expect(await refused("scratch")).toBe("'scratch' is no absolute path");
    expect(await refused(cluster.at("a b'c"))).toMatch(/has other characters than letters/);
  });

  it("into a directory with anything in it, which stays", async () => {
    const { restorer } = ledger.current;
    fs.mkdirSync(restorer.scratch);
    fs.writeFileSync(path.join(restorer.scratch, "note"), "mine");
    expect(await refused(restorer.scratch)).toMatch(/is not empty; a restore goes to an empty/);
    expect(fs.readFileSync(path.join(restorer.scratch, "note"), "utf8")).toBe("mine");
  });

  it("into the data directory of a cluster that nobody declared", async () => {
    const { restorer } = ledger.current;
    fs.mkdirSync(restorer.scratch);
    fs.writeFileSync(path.join(restorer.scratch, "PG_VERSION"), "15\n");
    const inside = path.join(restorer.scratch, "in");
    expect(await refused(inside)).toMatch(
      /is the data directory of a PostgreSQL \(it has PG_VERSION/,
    );
  });

  it("on production's port", async () => {
    const { restorer } = ledger.current;
    restorer.configure({ scratchPort: 5432 });
    try {
      expect(await refused(restorer.scratch)).toMatch(
        /^scratchPort is 5432, which is production's/,
      );
    } finally {
      restorer.configure({});
    }
  });

  it.each([
    ["--time", "tomorrow", /^'tomorrow' is no time; it takes the form 2026-11-22T10:00:00Z/],
    ["--time", "2026-11-22 10:00:00", /is no time; .* always with its zone$/],
    ["--time", "2026-13-40T10:00:00Z", /^'2026-13-40T10:00:00Z' is no time that there is$/],
    ["--time", "2099-01-01T00:00:00Z", /^the target 2099-01-01 .* is in the future; /],
    ["--name", "it's", /^'it's' is no name of a restore point that this program takes/],
    ["--name", "x".repeat(64), /has fewer than 64 characters; .* has 64$/],
  ])("%s %s", async (option, value, error) => {
    expect(await refused(ledger.current.restorer.scratch, option, value)).toMatch(error);
  });

  it("of a stanza that is not declared, and with a declaration that makes no sense", async () => {
    const { restorer } = ledger.current;
    const other = await restorer.run(["restore", "other", "--latest", restorer.scratch]);
    expect(other.result?.error).toMatch(/there is no .*other\/config\.json; stanzas here: proj/);
    const odd = await restorer.run(["status", "../proj"]);
    expect(odd.result?.error).toMatch(/^'\.\.\/proj' is no name of a stanza/);
    restorer.configure({ binDirectory: undefined });
    expect(await refused(restorer.scratch)).toMatch(/makes no sense \(it has no binDirectory\)/);
    restorer.configure({});
  });
});

it.each([
  [[]],
  [["restore", stanza]],
  [["restore", stanza, "--latest", "--time"]],
  [["destroy", stanza]],
])("%j is answered with how it is used, and with no result", async (words) => {
  const { code, err, result } = await ledger.current.restorer.run(words);
  expect([code, result]).toEqual([64, undefined]);
  expect(err).toMatch(/^usage: database-backup backup STANZA\n +database-backup restore STANZA/);
});
