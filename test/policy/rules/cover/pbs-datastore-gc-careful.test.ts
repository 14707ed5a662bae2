import { unknown, verdictOf, violationsOf } from "../../support";
import { datastore, job } from "./pbs-sent";

const rule = "pbs-datastore-gc-careful";
const tuned = (tuning: unknown) => [datastore({ tuning })];

describe(rule, () => {
  it.each([
    undefined,
    "chunk-order=none",
    "gc-atime-safety-check=1,gc-atime-cutoff=1445",
    "gc-atime-safety-check=true,gc-atime-cutoff=2880",
  ])("passes tuning %j", async (tuning) => {
    expect(await violationsOf(rule, tuned(tuning))).toEqual([]);
  });

  it.each(["0", "false", "no", "off"])("fails where the check is %s", async (said) => {
    expect(await violationsOf(rule, tuned(`gc-atime-safety-check=${said}`))).toEqual([
      expect.stringContaining(
        `document.tuning: gc-atime-safety-check of datastore store is ${said}, so that nobody`,
      ),
    ]);
  });

  it.each(["0", "1444", "soon"])("fails where chunks are spared for %s minutes", async (said) => {
    expect(await violationsOf(rule, tuned(`gc-atime-cutoff=${said}`))).toEqual([
      expect.stringContaining(`gc-atime-cutoff of datastore store is ${said} minutes`),
    ]);
  });

  it("says of which command the document is not known yet, and nothing of other objects", async () => {
    const sent = [{ ...datastore(), props: { stdin: unknown } }];

    expect(await verdictOf(rule, sent)).toEqual({
      violations: [],
      notJudged: expect.stringContaining("stdin of datastore is not known yet"),
    });
    expect(
      await violationsOf(rule, [job("prune-job", { tuning: "gc-atime-safety-check=0" })]),
    ).toEqual([]);
  });
});
