import * as fs from "node:fs";
import { stanza } from "../../../sandbox/products/postgresql/cluster";
import { dumpKey, failing, useDumper } from "./dumper";

const at = useDumper();

// `lost.long.test.ts` has the disk that is full and the clock that was ahead.
beforeAll(async () => {
  await at.current.cluster.sql("create table stars as select n from generate_series(1, 1000) n");
  await at.current.mustDump();
});

test("a dump that cannot begin fails in the metrics as well", async () => {
  const dumper = at.current;
  expect(dumper.metric("failing")).toBe(0);
  fs.rmSync(dumper.cluster.at(`configuration/${stanza}/dump-key`));
  expect(await failing(dumper)).toMatch(/dump-key is missing; apply the stack again/);
  dumper.keep("dump-key", dumpKey);
  dumper.replaceProgram("restic", "echo restic 0.16.4 compiled with go1.21");
  expect(await failing(dumper)).toMatch(/restic 0\.18\.0 or later is needed/);
  dumper.restoreProgram("restic");
});

test("the newest set that somebody has taken out of the repository is missed: nobody takes the one before it for the latest", async () => {
  const dumper = at.current;
  await dumper.mustDump();
  const [first = "", second = ""] = await dumper.sets();
  const closing = (await dumper.snapshots()).find(({ tags }) =>
    ["kind=set", `set=${second}`].every((tag) => tags.includes(tag)),
  );
  await dumper.restic("forget", closing?.id ?? "none");
  const gone =
    /the set of proj that was begun at \S+ \S+ is gone from the repository, whose newest is (\S+): /;
  expect((await dumper.status()).result.error).toMatch(gone);
  const latest = (await dumper.restore()).result.error ?? "";
  expect(gone.exec(latest)?.[1]).toBe(first);
  expect(latest).toContain(`--set ${first} takes that one all the same`);
  expect((await dumper.restore(first)).result.error).toBeUndefined();
  expect(await failing(dumper)).toMatch(/; a new set was made, and none is let go of$/m);
  expect(await dumper.sets()).toEqual([first, expect.not.stringContaining(second)]);
  expect((await dumper.status()).result.error).toBeUndefined();
});
