import { execFileSync } from "node:child_process";

const program = `
  require("ts-node").register({ transpileOnly: true });
  const { parseCalendarEvent } = require("./model/calendar/calendar-event");
  const { calendarEventSchedule } = require("./model/calendar/calendar-event-schedule");
  const { occurrences } = require("./model/calendar/schedule");
  const { Zone } = require("./model/calendar/zone");
  const zone = Zone.of("America/New_York");
  const schedules = [
    calendarEventSchedule(parseCalendarEvent("sat,sun 1/3:30"), zone),
  ];
  const [from, to] = [Date.UTC(2026, 0, 1), Date.UTC(2028, 0, 1)];
  const runs = schedules.map((schedule) => [...occurrences(schedule, from, to)]);
  console.log(JSON.stringify({ hour: new Date(from).getHours(), runs }));
`;

interface Said {
  readonly hour: number;
  readonly runs: readonly (readonly number[])[];
}

const say = (TZ: string, locale: string): Said => {
  const env = { ...process.env, TZ, LANG: locale, LC_ALL: locale };
  return JSON.parse(
    execFileSync(process.execPath, ["-e", program], { env, encoding: "utf8" }),
  ) as Said;
};

describe("the machine that computes a schedule", () => {
  it("may be in any time zone and speak any language", () => {
    const said = [
      say("UTC", "C"),
      say("Asia/Kolkata", "hi_IN.UTF-8"),
      say("America/Santiago", "ar_EG.UTF-8"),
    ];
    const [first] = said;

    expect(new Set(said.map(({ hour }) => hour)).size).toBe(3);
    expect(first?.runs.map((runs) => runs.length)).toEqual([1664]);
    for (const { runs } of said) expect(runs).toEqual(first?.runs);
  });
});
