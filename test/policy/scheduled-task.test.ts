import { remoteObjectOf } from "../../policy/remote-object";
import { resourceOf, type ResourceOf } from "../../policy/resource";
import { paceOfTask } from "../../policy/scheduled-task";
import { sentObject } from "./remote-sent";

const start = "<StartBoundary>2026-01-01T22:00:00</StartBoundary>";
const trigger = (schedule: string, more = "") =>
  `<CalendarTrigger>${start}${more}${schedule}</CalendarTrigger>`;
const task = (...triggers: readonly string[]) =>
  `<Task version="1.2"><Triggers>${triggers.join("")}</Triggers><Settings><Enabled>true</Enabled></Settings></Task>`;

function paceOf(xml: unknown, enabled: unknown = true) {
  const { type, props } = sentObject({
    kind: "any",
    document: { tasks: { round: { enabled } } },
    settings: { tasks: { round: { xml } } },
  });
  const resource = resourceOf({ type, name: "one", urn: "urn", props: { ...props } });
  return paceOfTask(remoteObjectOf(resource as ResourceOf<"command:remote:Command">)!, "round");
}

const weekly = (more: string) => `<ScheduleByWeek>${more}</ScheduleByWeek>`;
const onMondays = weekly("<DaysOfWeek><Monday /></DaysOfWeek>");
const byDate = (more: string) => `<ScheduleByMonth>${more}</ScheduleByMonth>`;
const on = (...days: readonly string[]) =>
  `<DaysOfMonth>${days.map((day) => `<Day>${day}</Day>`).join("")}</DaysOfMonth>`;
const inMonths = (...names: readonly string[]) =>
  `<Months>${names.map((name) => `<${name} />`).join("")}</Months>`;
const firstMonday = (more = "") =>
  `<ScheduleByMonthDayOfWeek><Weeks><Week>1</Week></Weeks><DaysOfWeek><Monday /></DaysOfWeek>${more}</ScheduleByMonthDayOfWeek>`;
const quarters = inMonths("January", "April", "July", "October");
const never = "its task round has no calendar trigger that comes again";

describe("days between two starts of a task", () => {
  it.each([
    ["each day", "<ScheduleByDay></ScheduleByDay>", 1],
    ["each day, in short", "<ScheduleByDay />", 1],
    ["each day, with an attribute", '<ScheduleByDay id="a/b" />', 1],
    ["some days", "<ScheduleByDay><DaysInterval>3</DaysInterval></ScheduleByDay>", 3],
    ["a day of each week", onMondays, 7],
    [
      "a day of some weeks",
      weekly("<WeeksInterval>2</WeeksInterval><DaysOfWeek><Monday /></DaysOfWeek>"),
      14,
    ],
    ["a date of each month", byDate(on("1")), 31],
    ["the last date of each month", byDate(on("Last")), 31],
    ["a date that some months lack", byDate(on("31")), 62],
    ["that and another", byDate(on("28", "31")), 31],
    ["a date of each quarter", byDate(on("1") + quarters), 93],
    ["a date of one month", byDate(on("1") + inMonths("March")), 372],
    ["a date of two months, one after the other", byDate(on("1") + inMonths("May", "June")), 341],
    ["a day of each month's first week", firstMonday(), 35],
    ["a day of each quarter's first week", firstMonday(quarters), 97],
  ])("are of %s at most %s", (_what, schedule, days) => {
    expect(paceOf(task(trigger(schedule)))).toBe(days);
  });

  it("are those of the trigger that comes most often", () => {
    expect(paceOf(task(trigger(firstMonday()), trigger(onMondays)))).toBe(7);
  });

  it("are read of a trigger that is switched on by name", () => {
    expect(paceOf(task(trigger(onMondays, "<Enabled> true </Enabled>")))).toBe(7);
  });
});

describe("no second start", () => {
  it.each([
    ["without triggers", task()],
    ["with a trigger that is off", task(trigger(onMondays, "<Enabled>false</Enabled>"))],
    [
      "with a trigger that ends",
      task(trigger(onMondays, "<EndBoundary>2026-02-01T00:00:00</EndBoundary>")),
    ],
    ["with a trigger in a comment", task(`<!--\n${trigger(onMondays)}\n-->`)],
    ["with a trigger at boot", task("<BootTrigger><Enabled>true</Enabled></BootTrigger>")],
    ["with a trigger without a schedule", task(trigger(""))],
    ["on no day of the week", task(trigger(weekly("<DaysOfWeek></DaysOfWeek>")))],
    ["on no day of the week, in short", task(trigger(weekly("<DaysOfWeek />")))],
    ["with no days of the week", task(trigger(weekly("")))],
    ["on no date", task(trigger(byDate("")))],
    [
      "on no day of a month's week",
      task(trigger("<ScheduleByMonthDayOfWeek></ScheduleByMonthDayOfWeek>")),
    ],
    [
      "with an interval of none",
      task(trigger("<ScheduleByDay><DaysInterval>0</DaysInterval></ScheduleByDay>")),
    ],
    [
      "with an interval that is no number",
      task(trigger(weekly("<WeeksInterval>x</WeeksInterval><DaysOfWeek><Monday /></DaysOfWeek>"))),
    ],
    ["that is no XML", 7],
  ])("has a task %s", (_what, xml) => {
    expect(paceOf(xml)).toBe(never);
  });

  it("has one that is switched off, by its document or by its XML", () => {
    const due = task(trigger(onMondays));
    const off = "its task round is not enabled";
    expect(paceOf(due, false)).toBe(off);
    expect(paceOf(due, "true")).toBe(off);
    expect(paceOf(due.replace("<Enabled>true", "<Enabled>false"))).toBe(off);
  });
});
