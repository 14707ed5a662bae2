import { unknown, verdictOf, violationsOf } from "../../support";
import { timed } from "../../timed";
import { told } from "../../told";

const rule = "dump-runs";
const own = "database-dump@pg01.timer";
const dump = ({ timers, settings }: Partial<ReturnType<typeof timed>>) =>
  told("postgres dump", timers === undefined ? {} : { timers }, {
    ...{ name: "dump", identity: "pg01" },
    ...(settings === undefined ? {} : { settings }),
  });

describe(rule, () => {
  it("passes an agent whose timer is enabled and comes each week", async () => {
    expect(await violationsOf(rule, [dump(timed(own))])).toEqual([]);
    const zoned = timed(own, { calendar: "sun 02:00 America/New_York" });
    expect(await violationsOf(rule, [dump(zoned)])).toEqual([]);
  });

  it.each([
    [timed(own, { state: "disabled" }), `its timer ${own} is disabled, so nothing is dumped`],
    [timed("database-dump@pg02.timer"), `its timer ${own} is not there, so nothing is dumped`],
    [{}, `its timer ${own} is not there, so nothing is dumped`],
    [{ timers: { [own]: "enabled" } }, `its timer ${own} has no OnCalendar, so nothing is dumped`],
    [timed(own, { calendar: "2020-01-01" }), "which cannot be read or does not come again, so"],
    [timed(own, { calendar: "*-*-01 02:00" }), "it is dumped after up to 31 days"],
  ])("fails on %j", async (sent, got) => {
    const violations = await violationsOf(rule, [dump(sent)]);
    expect(violations).toEqual([expect.stringContaining(got)]);
    expect(violations[0]).toContain(
      "; wanted is an enabled timer that starts within 15 days. Fix:",
    );
  });

  it("goes by the number of the configuration", async () => {
    const monthly = dump(timed(own, { calendar: "*-*-01 02:00" }));
    expect(await violationsOf(rule, [monthly], { days: 31 })).toEqual([]);
    expect(await violationsOf(rule, [monthly], { days: 30 })).toHaveLength(1);
  });

  it("says that a document is not known yet", async () => {
    const later = { type: "command:remote:Command", props: { stdin: unknown } };
    expect((await verdictOf(rule, [later])).notJudged).toContain("not known yet");
  });
});
