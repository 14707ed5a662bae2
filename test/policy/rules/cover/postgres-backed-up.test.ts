import { unknown, verdictOf, violationsOf } from "../../support";
import { timed } from "../../timed";
import { told } from "../../told";

const rule = "postgres-backed-up";
const own = "database-backup@pg01.timer";
const stanza = told("postgres stanza", {}, { name: "stanza", identity: "pg01" });
const agent = ({ timers, settings }: ReturnType<typeof timed>, more: object = {}) =>
  told("postgres backup", { timers }, { name: "agent", identity: "pg01", settings, ...more });
const weekly = timed(own);
const monthly = timed(own, { calendar: "*-*-01 02:00" });

describe(rule, () => {
  it("passes a server with an agent whose timer is enabled and comes each week", async () => {
    expect(await violationsOf(rule, [stanza, agent(weekly)])).toEqual([]);
  });

  it("passes one that another of its agents backs up", async () => {
    const off = agent(timed(own, { state: "disabled" }));
    expect(await violationsOf(rule, [stanza, off, agent(weekly)])).toEqual([]);
  });

  it.each([
    ["no agent", [], "nothing on its host backs it up"],
    ["that of another host", [agent(weekly, { host: "other" })], "nothing on its host backs it up"],
    ["that of another server", [agent(weekly, { identity: "pg02" })], "nothing on its host"],
    [
      "a timer that is off",
      [agent(timed(own, { state: "disabled" }))],
      `its timer ${own} is disabled`,
    ],
    [
      "a heartbeat alone",
      [agent(timed("database-backup-beat@pg01.timer"))],
      `its timer ${own} is not there`,
    ],
    ["a timer without a time", [agent({ ...weekly, settings: { timers: {} } })], "no OnCalendar"],
    ["one that came once", [agent(timed(own, { calendar: "2020-01-01" }))], "does not come again"],
    ["one that comes too seldom", [agent(monthly)], "it is backed up after up to 31 days"],
    [
      "two of which neither comes in time",
      [agent(monthly), agent(timed(own, { state: "disabled" }))],
      `it is backed up after up to 31 days and its timer ${own} is disabled`,
    ],
  ])("fails on %s", async (_what, others, got) => {
    const violations = await violationsOf(rule, [stanza, ...others]);
    expect(violations).toEqual([expect.stringContaining(got)]);
    expect(violations[0]).toMatch(/^stanza: the log of pg01 is archived, and .* within 15 days\./);
  });

  it("goes by the number of the configuration", async () => {
    expect(await violationsOf(rule, [stanza, agent(monthly)], { days: 31 })).toEqual([]);
    expect(await violationsOf(rule, [stanza, agent(monthly)], { days: 30 })).toHaveLength(1);
  });

  it("says that a document is not known yet", async () => {
    const later = { type: "command:remote:Command", props: { stdin: unknown } };
    expect((await verdictOf(rule, [later])).notJudged).toContain("not known yet");
  });
});
