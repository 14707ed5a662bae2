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
    identity: "images",
    document: { config: { keptDays: 90, roundDays: 36, ...config }, timers },
    settings: { timers: units },
  });
const untimed = (why: string, name = "images") =>
  `${name}: stdin: document.timers begin no export (${why}); wanted is an enabled one with a time that comes again. Fix: set a schedule.`;

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
    ["none", {}, undefined, `its timer ${timer} is not there`],
    ["a disabled one", { [timer]: "disabled" }, undefined, `its timer ${timer} is disabled`],
    [
      "one that takes up again alone",
      { [resume]: "enabled" },
      undefined,
      `its timer ${timer} is not there`,
    ],
    [
      "that of another export",
      { "offsite-export@other.timer": "enabled" },
      { "offsite-export@other.timer": unit },
      `its timer ${timer} is not there`,
    ],
    ["one without a unit", { [timer]: "enabled" }, {}, `its timer ${timer} has no OnCalendar`],
    [
      "one that came once",
      { [timer]: "enabled" },
      { [timer]: "[Timer]\nOnCalendar=2020-01-01\n" },
      `its timer ${timer} has OnCalendar=2020-01-01, which cannot be read or does not come again`,
    ],
  ])("fails on timers with %s", async (_what, timers, units, why) => {
    expect(await violationsOf(rule, [exported({}, timers, units)])).toEqual([untimed(why)]);
  });

  it("fails on a timer that comes too seldom, whatever its agent is told", async () => {
    const yearly = { [timer]: "[Timer]\nOnCalendar=*-01-01 22:00\n" };
    expect(await violationsOf(rule, [exported({}, undefined, yearly)])).toEqual([
      "images: stdin: settings has a timer that comes after up to 366 days; wanted is 36 at most. Fix: export more often.",
    ]);
    expect(
      await violationsOf(rule, [exported({ roundDays: 366 }, undefined, yearly)], {
        roundDays: 366,
      }),
    ).toEqual([]);
  });

  it.each([
    ["offsite repository export", "offsite-export-pgbackrest"],
    ["offsite dump export", "offsite-export-dump"],
  ])("judges the %s by timers of its own", async (kind, agent) => {
    const sent = (name: string, config: object = {}) =>
      sentObject({
        ...{ kind, identity: "database" },
        document: { config, timers: { [name]: "enabled" } },
        settings: { timers: { [name]: unit } },
      });
    const own = `${agent}@database.timer`;
    expect(await violationsOf(rule, [sent(own)])).toEqual([]);
    expect(await violationsOf(rule, [sent(own, { keptDays: 29 })])).toEqual([
      "database: stdin: document.config.keptDays is 29; wanted is at least 30. Fix: have the bucket keep exports longer.",
    ]);
    for (const other of ["offsite-export@database.timer", `${agent}-resume@database.timer`])
      expect(await violationsOf(rule, [sent(other)])).toEqual([
        untimed(`its timer ${own} is not there`, "database"),
      ]);
  });

  it("takes the scheduled task of Windows for a timer, if it is enabled and comes again", async () => {
    const onWindows = (enabled: boolean, xml: string) =>
      sentObject({
        kind: "windows offsite export",
        document: { config: { keptDays: 90, roundDays: 36 }, tasks: { round: { enabled } } },
        settings: { tasks: { round: { xml } } },
      });
    const xml = (schedule: string) =>
      `<Triggers><CalendarTrigger>${schedule}</CalendarTrigger></Triggers>`;
    const daily = xml("<ScheduleByDay />");
    const monthly = (months: string) =>
      xml(
        `<ScheduleByMonth><DaysOfMonth><Day>1</Day></DaysOfMonth><Months>${months}</Months></ScheduleByMonth>`,
      );
    expect(await violationsOf(rule, [onWindows(true, daily)])).toEqual([]);
    expect(await violationsOf(rule, [onWindows(true, monthly(""))])).toEqual([]);
    expect(await violationsOf(rule, [onWindows(false, daily)])).toEqual([
      untimed("its task round is not enabled", "subject"),
    ]);
    expect(await violationsOf(rule, [onWindows(true, "<Triggers />")])).toEqual([
      untimed("its task round has no calendar trigger that comes again", "subject"),
    ]);
    expect(await violationsOf(rule, [onWindows(true, monthly("<January />"))])).toEqual([
      "subject: stdin: settings has a timer that comes after up to 372 days; wanted is 36 at most. Fix: export more often.",
    ]);
  });

  it("fails on a document that says nothing", async () => {
    expect(await violationsOf(rule, [sentObject({ kind: "offsite export" })])).toEqual([
      untimed("its timer offsite-export@subject.timer is not there", "subject"),
    ]);
  });

  it("fails on one that is let go of too soon, or comes too seldom", async () => {
    expect(await violationsOf(rule, [exported({ keptDays: 29, roundDays: 37 })])).toEqual([
      "images: stdin: document.config.roundDays is 37; wanted is at most 36. Fix: export more often.",
      "images: stdin: document.config.keptDays is 29; wanted is at least 30. Fix: have the bucket keep exports longer.",
    ]);
  });

  it("goes by the numbers of the configuration", async () => {
    expect(await violationsOf(rule, [exported()], { keptDays: 91 })).toHaveLength(1);
    expect(await violationsOf(rule, [exported()], { keptDays: 90 })).toEqual([]);
    // The timer's five weeks, and what the agent is told.
    expect(await violationsOf(rule, [exported()], { roundDays: 34 })).toHaveLength(2);
    expect(await violationsOf(rule, [exported()], { roundDays: 35 })).toHaveLength(1);
    expect(
      await violationsOf(rule, [exported({ roundDays: undefined })], { roundDays: 35 }),
    ).toHaveLength(1);
  });

  it("says of which command the document is not known yet", async () => {
    const sent = [{ ...exported(), props: { stdin: unknown } }];

    expect(await verdictOf(rule, sent)).toEqual({
      violations: [],
      notJudged: expect.stringContaining("stdin of images is not known yet"),
    });
  });

  it("says nothing of other objects", async () => {
    expect(await violationsOf(rule, [sentObject({ kind: "pbs sync-job" })])).toEqual([]);
  });
});
