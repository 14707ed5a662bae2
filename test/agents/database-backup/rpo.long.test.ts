import { Restorer } from "./restorer";

jest.setTimeout(15 * 60_000);

/** Seconds of heartbeats before the server is lost. */
const lifetime = 20;

/** How many seconds of a server's work a restore of all that was archived lacks, once the server is lost. */
async function lostSeconds(archiveTimeout: number): Promise<number> {
  const restorer = await Restorer.start({ settings: { archive_timeout: String(archiveTimeout) } });
  try {
    const { cluster } = restorer;
    await cluster.sql("create table ledger (n int)");
    await cluster.sql("insert into ledger values (1)");
    await restorer.beat();
    await cluster.mustBackrest("--type=full", "backup");
    const began = Date.now();
    while (Date.now() - began < lifetime * 1000) await restorer.beat();
    const lost = Date.now();
    await cluster.crash();

    const { result } = await restorer.restore(["--latest", "--keep"]);
    expect(result?.error).toBeUndefined();
    const newest = await restorer.readKept(
      "select extract(epoch from max(at)) from backup_heartbeat.beat",
    );
    return lost / 1000 - Number(newest);
  } finally {
    await restorer.remove();
  }
}

test("a lost server costs no more than archive_timeout, a heartbeat and the way of a segment; without it, everything", async () => {
  const [timeout, without] = [5, await lostSeconds(0)];
  const lost = await lostSeconds(timeout);
  console.log(
    `lost with a server whose archive_timeout is ${timeout} s: ${lost.toFixed(1)} s; with none: ${without.toFixed(1)} s`,
  );
  expect(lost).toBeLessThan(without);
  // What a segment takes on its way is the machine's; that it is bounded at all is the setting's.
  expect(lost).toBeLessThan(lifetime);
});
