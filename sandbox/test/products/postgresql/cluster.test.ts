import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { Cluster, passphrase, stanza } from "../../../products/postgresql/cluster";
import { databasePrograms } from "../../../products/postgresql/programs";

// A busy machine takes minutes for what an idle one takes seconds for.
jest.setTimeout(10 * 60_000);

let cluster: Cluster | undefined;
afterEach(async () => {
  await cluster?.remove();
  cluster = undefined;
});

const isThere = (pid: number) => fs.existsSync(`/proc/${pid}`);

test("a cluster runs as no root, archives its log encrypted, is backed up, and leaves nothing", async () => {
  cluster = await Cluster.start();
  const { root, postmaster } = cluster;
  await cluster.sql("create table t (n int); insert into t values (1); select pg_switch_wal()");
  await cluster.mustBackrest("--type=full", "backup");
  const info = JSON.parse(await cluster.mustBackrest("info", "--output=json")) as object[];
  expect(info).toMatchObject([
    { cipher: "aes-256-cbc", status: { code: 0 }, backup: [{ error: false, type: "full" }] },
  ]);
  // OpenSSL's header of what is encrypted with a passphrase.
  const file = path.join(root, "repository/backup", stanza, "backup.info");
  expect(fs.readFileSync(file).subarray(0, 8).toString()).toBe("Salted__");
  await cluster.remove();
  expect([fs.existsSync(root), isThere(postmaster)]).toEqual([false, false]);
});

test("backups go to objects behind a private authority, and no file but one has the passphrase", async () => {
  cluster = await Cluster.start({ repository: "objects" });
  await cluster.mustBackrest("--type=full", "backup");
  expect(fs.existsSync(cluster.at("repository"))).toBe(false);
  const files = fs
    .readdirSync(cluster.at("backrest"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
  const withSecret = files.filter((each) => fs.readFileSync(each, "utf8").includes(passphrase));
  expect(withSecret.map((each) => path.basename(each))).toEqual(["secret.conf"]);
});

test("a cluster that crashed comes up again with what it had committed", async () => {
  cluster = await Cluster.start();
  await cluster.sql("create table t (n int); insert into t values (7)");
  await cluster.crash();
  await cluster.up();
  expect(await cluster.sql("select n from t")).toBe("7");
});

describe("fails", () => {
  const directories = () => fs.readdirSync(os.tmpdir()).filter((name) => name.startsWith("pg-"));

  test("with the server's own words where it cannot start, and leaves nothing", async () => {
    const before = directories();
    const start = Cluster.start({ settings: { shared_buffers: "much" } });
    await expect(start).rejects.toThrow(/invalid value for parameter "shared_buffers"/);
    expect(directories()).toEqual(before);
  });

  test("by name where there is no pgBackRest", () => {
    expect(() => databasePrograms({ PATH: "/nonexistent" })).toThrow(
      /There is .*no pgbackrest.* npm test unpacks/,
    );
  });
});
