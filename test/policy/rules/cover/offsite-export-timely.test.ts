import { sentObject } from "../../remote-sent";
import { unknown, verdictOf, violationsOf } from "../../support";

const rule = "offsite-export-timely";
const timer = "offsite-export@images.timer";
const resume = "offsite-export-resume@images.timer";
const unit = "[Timer]\nOnCalendar=mon *-1..7 22:00\n";
const exported = (
  config: object = {},
  timers: object = { [timer]: "enabled" },
  units: object = { [timer]: unit, [resume]: unit },
) =>
  sentObject({
    kind: "offsite export",
    document: { config: { keptDays: 90, roundDays: 36, ...config }, timers },
    settings: { timers: units },
  });
const untimed =
  "subject: stdin: document.timers begin no export; wanted is an enabled one with a time. Fix: set a schedule.";

describe(rule, () => {
  it.each([
    ["with a timer, in time", {}],
    ["kept just long enough", { keptDays: 30 }],
    ["kept for ever", { keptDays: undefined }],
    ["at the agent's usual times", { roundDays: undefined }],
  ])("passes an export %s", async (_what, config) => {
    expect(await violationsOf(rule, [exported(config)])).toEqual([]);
  });

  it.each([
    ["none", {}, undefined],
    ["a disabled one", { [timer]: "disabled" }, undefined],
    ["one that takes up again alone", { [resume]: "enabled" }, undefined],
    ["one without a unit", { [timer]: "enabled" }, {}],
    ["one that never comes", { [timer]: "enabled" }, { [timer]: "[Timer]\nOnCalendar=\n" }],
    ["one without a time", { [timer]: "enabled" }, { [timer]: "[Timer]\n#OnCalendar=daily" }],
  ])("fails on timers with %s", async (_what, timers, units) => {
    expect(await violationsOf(rule, [exported({}, timers, units)])).toEqual([untimed]);
  });

  it("judges the export of a repository by timers of its own", async () => {
    const repository = (timers: object) =>
      sentObject({
        kind: "offsite repository export",
        document: { config: { keptDays: 29 }, timers },
        settings: {
          timers: Object.fromEntries(Object.keys(timers).map((name) => [name, unit])),
        },
      });
    const begins = { "offsite-export-pgbackrest@database.timer": "enabled" };
    expect(await violationsOf(rule, [repository(begins)])).toEqual([
      "subject: stdin: document.config.keptDays is 29; wanted is at least 30. Fix: have the bucket keep exports longer.",
    ]);
    const takesUp = { "offsite-export-pgbackrest-resume@database.timer": "enabled" };
    expect(await violationsOf(rule, [repository(takesUp)])).toContain(untimed);
  });

  it("takes the scheduled task of Windows for a timer, if it is enabled and has a time", async () => {
    const onWindows = (enabled: boolean, xml: string) =>
      sentObject({
        kind: "windows offsite export",
        document: { config: { keptDays: 90, roundDays: 36 }, tasks: { round: { enabled } } },
        settings: { tasks: { round: { xml } } },
      });
    const xml = "<Triggers><CalendarTrigger></CalendarTrigger></Triggers>";
    expect(await violationsOf(rule, [onWindows(true, xml)])).toEqual([]);
    expect(await violationsOf(rule, [onWindows(false, xml)])).toEqual([untimed]);
    expect(await violationsOf(rule, [onWindows(true, "<Triggers />")])).toEqual([untimed]);
  });

  it("fails on a document that says nothing", async () => {
    expect(await violationsOf(rule, [sentObject({ kind: "offsite export" })])).toEqual([untimed]);
  });

  it("fails on one that is let go of too soon, or comes too seldom", async () => {
    expect(await violationsOf(rule, [exported({ keptDays: 29, roundDays: 37 })])).toEqual([
      "subject: stdin: document.config.roundDays is 37; wanted is at most 36. Fix: export more often.",
      "subject: stdin: document.config.keptDays is 29; wanted is at least 30. Fix: have the bucket keep exports longer.",
    ]);
  });

  it("goes by the numbers of the configuration", async () => {
    expect(await violationsOf(rule, [exported()], { keptDays: 91 })).toHaveLength(1);
    expect(await violationsOf(rule, [exported()], { keptDays: 90 })).toEqual([]);
    expect(await violationsOf(rule, [exported()], { roundDays: 35 })).toHaveLength(1);
    expect(
      await violationsOf(rule, [exported({ roundDays: undefined })], { roundDays: 35 }),
    ).toHaveLength(1);
  });

  it("says of which command the document is not known yet", async () => {
    const sent = [{ ...exported(), props: { stdin: unknown } }];

    expect(await verdictOf(rule, sent)).toEqual({
      violations: [],
      notJudged: expect.stringContaining("stdin of subject is not known yet"),
    });
  });

  it("says nothing of other objects", async () => {
    expect(await violationsOf(rule, [sentObject({ kind: "pbs sync-job" })])).toEqual([]);
  });
});
