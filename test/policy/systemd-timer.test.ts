import { remoteObjectOf } from "../../policy/remote-object";
import { paceOfTimer } from "../../policy/systemd-timer";
import { resourceOf } from "../../policy/resource";
import { type ResourceOf } from "../../policy/resource";
import { sentObject } from "./remote-sent";

const timer = "work@one.timer";

/** The pace of a timer with that unit. */
function paceOf(unit: unknown, state: unknown = "enabled") {
  const { type, props } = sentObject({
    kind: "any",
    document: { timers: { [timer]: state } },
    settings: { timers: { [timer]: unit } },
  });
  const resource = resourceOf({ type, name: "one", urn: "urn", props: { ...props } });
  return paceOfTimer(remoteObjectOf(resource as ResourceOf<"command:remote:Command">)!, timer);
}

const due = (...events: readonly string[]) =>
  paceOf(`[Timer]\n${events.map((event) => `OnCalendar=${event}\n`).join("")}Persistent=true\n`);

describe("days between two starts of a timer", () => {
  it.each([
    [["daily"], 1],
    [["sun 01:00"], 7],
    // The week in which clocks are set back is an hour longer.
    [["sun 01:00 America/New_York"], 8],
    // And where clocks skip the time, the week in which they are set forward has none.
    [["sun 02:00 America/New_York"], 14],
    [["mon *-*-1..7 22:00 America/New_York"], 36],
    [["*-*-01 04:00 UTC"], 31],
    [["*-01-01 04:00"], 366],
  ])("are of %j at most %d", (events, days) => {
    expect(due(...events)).toBe(days);
  });

  it("are those in the zone that stands last, whatever its parts and the blanks before it", () => {
    const skipped = "sun 02:00";
    expect(due(`${skipped}   America/Indiana/Indianapolis`)).toBe(14);
    expect(due(`${skipped} Etc/GMT+5`)).toBe(7);
  });

  it("are those of the event that comes most often", () => {
    expect(due("*-*-01 04:00", "sun 01:00")).toBe(7);
    expect(due("2020-01-01", "sun 01:00")).toBe(7);
  });

  it("are those of the events after one that takes back what was said", () => {
    expect(due("daily", "", "sun 01:00")).toBe(7);
    expect(due("daily", "")).toBe(`its timer ${timer} has no OnCalendar`);
  });

  it("are read whatever blanks are around an event", () => {
    expect(paceOf("[Timer]\n  OnCalendar = daily  \n")).toBe(1);
    expect(paceOf("[Timer]\r\nOnCalendar=daily\r\n")).toBe(1);
  });
});

describe("no second start", () => {
  it.each([
    ["2020-01-01", "2020-01-01"],
    ["*-02-30", "*-02-30"],
    ["some day", "some day"],
    ["daily Mars/Olympus", "daily Mars/Olympus"],
  ])("has a timer of %s", (event, shown) => {
    expect(due(event)).toBe(
      `its timer ${timer} has OnCalendar=${shown}, which cannot be read or does not come again`,
    );
  });

  it("has one of several events of which none comes again", () => {
    expect(due("2020-01-01", "2021-01-01")).toContain(
      "OnCalendar=2020-01-01 and OnCalendar=2021-01-01, which",
    );
  });

  it.each([
    ["disabled", "disabled"],
    ["stopped", "stopped"],
    [undefined, "not there"],
    [true, "not there"],
  ])("has one that is %p", (state, shown) => {
    expect(paceOf("[Timer]\nOnCalendar=daily\n", state ?? null)).toBe(
      `its timer ${timer} is ${shown}`,
    );
  });

  it.each([
    ["", "[Timer]\n"],
    ["in a comment", "[Timer]\n#OnCalendar=daily\n; OnCalendar=daily\n"],
    ["in a text", "[Unit]\nDescription=OnCalendar=daily\n"],
    ["in a unit that is none", 7],
  ])("has one without a time %s", (_where, unit) => {
    expect(paceOf(unit)).toBe(`its timer ${timer} has no OnCalendar`);
  });
});
