import * as fs from "node:fs";
import * as path from "node:path";
import { stanza } from "../../../sandbox/products/postgresql/cluster";
import { until } from "../../support/until";
import { archived } from "./ledger";
import { Restorer } from "./restorer";

const patience = 15 * 60_000;
jest.setTimeout(patience);

let restorer: Restorer | undefined;
afterEach(async () => restorer?.remove(), patience);

/** Segments that production has still to archive. */
const waiting = (data: string) =>
  fs
    .readdirSync(path.join(data, "pg_wal/archive_status"))
    .filter((name) => name.endsWith(".ready"));

test("a repository of objects that is out of reach stops no production; it catches up by itself, and is restored to its end", async () => {
  restorer = await Restorer.start({ repository: "objects" });
  const { cluster } = restorer;
  await cluster.sql("create table ledger (n int primary key)");
  await cluster.mustBackrest("--type=full", "backup");
  await restorer.beat();
  await cluster.loseObjects();

  await cluster.sql("insert into ledger select generate_series(1, 100); select pg_switch_wal()");
  await cluster.sql("insert into ledger values (101)");
  await until(
    async () => Number(await cluster.sql("select failed_count from pg_stat_archiver")) > 0,
    300,
  );
  expect(waiting(cluster.data).length).toBeGreaterThan(0);
  expect(await cluster.sql("select count(*) from ledger")).toBe("101");
  const status = await restorer.run(["status", stanza]);
  expect([status.code, status.result?.error]).toEqual([
    1,
    expect.stringMatching(/^the repository of proj /),
  ]);
  const lost = await restorer.restore(["--latest"]);
  expect([lost.code, lost.result?.error]).toEqual([1, status.result?.error]);
  expect(fs.existsSync(restorer.scratch)).toBe(false);

  const back = performance.now();
  await cluster.findObjects();
  await until(() => waiting(cluster.data).length === 0, 600);
  console.log(
    `the archive had caught up, with the start of the store, after ${Math.round((performance.now() - back) / 1000)} s`,
  );
  await archived(restorer);
  const { result } = await restorer.restore(["--latest"]);
  expect(result?.error).toBeUndefined();
  // The ledger's, the heartbeat and its counter.
  expect(result?.databases).toEqual([{ name: "postgres", tables: 3, rows: 103 }]);
});
