import { unknown, verdictOf, violationsOf } from "../../support";
import { told } from "../../told";

const rule = "dump-runs";
const dump = (document: Record<string, unknown>) =>
  told("postgres dump", document, { name: "dump", identity: "pg01" });

describe(rule, () => {
  it("passes an agent whose timer is enabled", async () => {
    const timers = { "database-dump@pg01.timer": "enabled" };
    expect(await violationsOf(rule, [dump({ timers })])).toEqual([]);
  });

  it.each([
    [{ timers: { "database-dump@pg01.timer": "disabled" } }, "is disabled, so nothing is dumped"],
    [{ timers: { "database-dump@pg02.timer": "enabled" } }, "is not there, so nothing is dumped"],
    [{}, "is not there, so nothing is dumped"],
  ])("fails on %j", async (document, got) => {
    expect(await violationsOf(rule, [dump(document)])).toEqual([expect.stringContaining(got)]);
  });

  it("says that a document is not known yet", async () => {
    const later = { type: "command:remote:Command", props: { stdin: unknown } };
    expect((await verdictOf(rule, [later])).notJudged).toContain("not known yet");
  });
});
