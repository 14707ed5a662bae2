import * as fs from "node:fs";
import { Restorer } from "./restorer";

/** A production with a full backup, and a thousand transactions after it. */
export interface Ledger {
  readonly restorer: Restorer;
  /** After the 500th transaction was committed and before the next one began. */
  readonly middle: string;
}

/** A busy machine takes minutes for what an idle one takes seconds for. Milliseconds. */
const patience = 15 * 60_000;

/** One for all tests of a file, which goes with them however they end. */
export function useLedger(): { readonly current: Ledger } {
  jest.setTimeout(patience);
  let started: Promise<Ledger> | undefined;
  let ledger: Ledger | undefined;
  beforeAll(async () => {
    started = startLedger();
    ledger = await started;
  }, patience);
  afterEach(() => {
    if (ledger) fs.rmSync(ledger.restorer.scratch, { recursive: true, force: true });
  });
  afterAll(async () => {
    const made = await started?.catch(() => undefined);
    await made?.restorer.remove();
  }, patience);
  return {
    get current() {
      if (ledger === undefined) throw new Error("there is no cluster");
      return ledger;
    },
  };
}

const transactions = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, at) => `insert into ledger values (${from + at});\n`);

/** As PostgreSQL writes it, so that nothing is rounded. */
const now = `select to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"');\n`;

/** Starts it. Each insert is a transaction of its own, committed before the next; the archive has them all. */
export async function startLedger(): Promise<Ledger> {
  const restorer = await Restorer.start();
  try {
    const { cluster } = restorer;
    await cluster.sql("create table ledger (n int primary key)");
    // In the backup, and no more in production after it.
    await cluster.sql("alter system set listen_addresses = '*'");
    await cluster.mustBackrest("--type=full", "backup");
    await cluster.sql("alter system reset listen_addresses");
    await restorer.beat();
    await secondAfter(restorer);
    const script = [
      ...transactions(1, 500),
      now,
      "select pg_create_restore_point('before the change');\n",
      ...transactions(501, 1000),
    ].join("");
    const [middle = ""] = (await cluster.sql(script)).split("\n");
    await restorer.beat();
    await archived(restorer);
    return { restorer, middle };
  } catch (error) {
    await restorer.remove();
    throw error;
  }
}

/** Resolves in the next second: a backup can be restored to a time in a later one than that in which it ended. */
async function secondAfter({ cluster }: Restorer): Promise<void> {
  await cluster.sql("select pg_sleep(1)");
}

/** Resolves once everything that was committed is in the repository: `check` archives what is open, in its turn. */
export async function archived({ cluster }: Restorer): Promise<void> {
  await cluster.mustBackrest("check");
}
