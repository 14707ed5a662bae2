import { months } from "../../../model/calendar/month";
import { occurrences } from "../../../model/calendar/schedule";
import { veeamSchedule, type VeeamSchedule } from "../../../model/calendar/veeam-schedule";
import { weekdays } from "../../../model/calendar/weekday";
import { Zone } from "../../../model/calendar/zone";
import { iso } from "./support/runs";

const newYork = Zone.of("America/New_York");
const utc = Zone.of("UTC");

const between = (schedule: VeeamSchedule, zone: Zone, from: string, to: string) =>
  [...occurrences(veeamSchedule(schedule, zone), Date.parse(from), Date.parse(to))].map(iso);

const days = (schedule: VeeamSchedule, from: string, to: string) =>
  between(schedule, utc, from, to)
    .map((run) => run.slice(5, 16))
    .join(" ");

describe("the runs of a Veeam schedule", () => {
  it("come every day, on working days or on selected days", () => {
    const [monday, sunday] = ["2026-11-23T00:00:00Z", "2026-11-30T00:00:00Z"];

    expect(days({ days: weekdays, time: "22:00" }, monday, sunday)).toBe(
      "11-23T22:00 11-24T22:00 11-25T22:00 11-26T22:00 11-27T22:00 11-28T22:00 11-29T22:00",
    );
    expect(days({ days: weekdays.slice(0, 5), time: "22:00" }, monday, sunday)).toBe(
      "11-23T22:00 11-24T22:00 11-25T22:00 11-26T22:00 11-27T22:00",
    );
    expect(days({ days: ["sunday", "tuesday"], time: "01:05" }, monday, sunday)).toBe(
      "11-24T01:05 11-29T01:05",
    );
  });

  // The two examples of the reference of New-VBRMonthlyOptions.
  it("come on the second Wednesday of every month", () => {
    const second = { week: "second", weekday: "wednesday" } as const;

    expect(
      days({ day: second, months, time: "23:00" }, "2026-01-01T00:00:00Z", "2026-07-01T00:00:00Z"),
    ).toBe("01-14T23:00 02-11T23:00 03-11T23:00 04-08T23:00 05-13T23:00 06-10T23:00");
  });

  it("come on the last Sunday of January and July", () => {
    const last = { week: "last", weekday: "sunday" } as const;

    expect(
      days(
        { day: last, months: ["january", "july"], time: "10:00" },
        "2026-01-01T00:00:00Z",
        "2028-01-01T00:00:00Z",
      ),
    ).toBe("01-25T10:00 07-26T10:00 01-31T10:00 07-25T10:00");
  });

  it("come in the last seven days of a month, however long it is", () => {
    const last = { week: "last", weekday: "sunday" } as const;

    expect(
      days({ day: last, months, time: "10:00" }, "2026-02-01T00:00:00Z", "2026-06-01T00:00:00Z"),
    ).toBe("02-22T10:00 03-29T10:00 04-26T10:00 05-31T10:00");
  });

  it("come on a day of the month where the month has it, and on its last day", () => {
    const [from, to] = ["2026-01-01T00:00:00Z", "2026-05-01T00:00:00Z"];

    expect(days({ day: { dayOfMonth: 31 }, months, time: "00:00" }, from, to)).toBe(
      "01-31T00:00 03-31T00:00",
    );
    expect(days({ day: { dayOfMonth: "last" }, months, time: "00:00" }, from, to)).toBe(
      "01-31T00:00 02-28T00:00 03-31T00:00 04-30T00:00",
    );
  });

  it("lack a time that the clocks skip, and come once at one that they repeat", () => {
    const sundays = (time: string) => ({ days: ["sunday"] as const, time });

    expect(
      between(sundays("02:30"), newYork, "2026-03-07T00:00:00Z", "2026-03-16T00:00:00Z"),
    ).toEqual(["2026-03-15T06:30:00Z"]);
    expect(
      between(sundays("01:30"), newYork, "2026-11-01T00:00:00Z", "2026-11-02T00:00:00Z"),
    ).toEqual(["2026-11-01T05:30:00Z"]);
  });

  it.each(["1:00", "24:00", "01:00:00", ""])("fail for the time %j", (time) => {
    expect(() => veeamSchedule({ days: ["sunday"], time }, utc)).toThrow(RangeError);
  });
});
