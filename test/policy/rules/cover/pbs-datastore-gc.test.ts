import { unknown, verdictOf, violationsOf } from "../../support";
import { datastore, job } from "./pbs-sent";

const rule = "pbs-datastore-gc";

describe(rule, () => {
  it("passes a datastore with a schedule", async () => {
    expect(await violationsOf(rule, [datastore({ "gc-schedule": "sun 12:00" })])).toEqual([]);
  });

  it.each([undefined, ""])("fails on gc-schedule %j", async (schedule) => {
    expect(await violationsOf(rule, [datastore({ "gc-schedule": schedule })])).toEqual([
      "datastore: stdin: document.gc-schedule of datastore store is not set, so that its disk fills up with what was pruned; wanted is a calendar event. Fix: set gc-schedule.",
    ]);
  });

  it.each(["2020-01-01", "whenever"])("fails on %s, which never comes", async (schedule) => {
    expect(await violationsOf(rule, [datastore({ "gc-schedule": schedule })])).toEqual([
      expect.stringMatching(
        `store is "${schedule}", which never comes or comes to an end \\(.+\\), so`,
      ),
    ]);
  });

  it("says of which command the document is not known yet", async () => {
    const sent = [{ ...datastore(), props: { stdin: unknown } }];

    expect(await verdictOf(rule, sent)).toEqual({
      violations: [],
      notJudged: expect.stringContaining("stdin of datastore is not known yet"),
    });
  });

  it("says nothing of other objects", async () => {
    expect(await violationsOf(rule, [job("prune-job", {})])).toEqual([]);
  });
});
