import { verdictOf, violationsOf } from "../../support";
import { told, toldLater } from "../encryption/support";

const rule = "dump-kept-days";
const dump = (config: object) => [told("postgres dump", { config })];

describe(rule, () => {
  it.each([30, 400])("passes %d days and several dumps", async (keepWithinDays) => {
    expect(await violationsOf(rule, dump({ keepWithinDays, keepLast: 2 }))).toEqual([]);
  });

  it.each([
    [{ keepWithinDays: 29, keepLast: 6 }, "keepWithinDays is 29; wanted are 30 or more"],
    [{ keepWithinDays: "30", keepLast: 6 }, "keepWithinDays is not set; wanted are 30 or more"],
    [{ keepLast: 6 }, "keepWithinDays is not set; wanted are 30 or more"],
    [{ keepWithinDays: 30, keepLast: 1 }, "keepLast is 1; wanted are 2 or more"],
    [{ keepWithinDays: 30 }, "keepLast is not set; wanted are 2 or more"],
  ])("fails on %j", async (config, got) => {
    expect(await violationsOf(rule, dump(config))).toEqual([expect.stringContaining(got)]);
  });

  it("says that a document is not known yet", async () => {
    expect((await verdictOf(rule, [toldLater])).notJudged).toContain("not known yet");
  });

  it("says nothing of other objects", async () => {
    expect(await violationsOf(rule, [told("postgres backup", {})])).toEqual([]);
  });
});
