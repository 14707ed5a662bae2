import { months } from "../../model/calendar/month";
import { type VeeamMonthDay, type VeeamSchedule } from "../../model/calendar/veeam-schedule";
import { type Weekday, weekdays } from "../../model/calendar/weekday";

/** What a task of Windows runs, as whom and when. */
export interface ScheduledTaskArgs {
  readonly description: string;
  /** A program, without a path where Windows finds it. */
  readonly command: string;
  readonly arguments: string;
  /** The account. Default: SYSTEM. */
  readonly account?: string | undefined;
  /** On the clock of the machine. */
  readonly schedule: VeeamSchedule;
}

/** Whom Windows calls `SYSTEM`. Source: Microsoft, "Well-known SIDs". */
const systemSid = "S-1-5-18";

/** Of which a task counts its days; any that has gone by. */
const firstDay = "2026-01-01";

/** How a task runs, apart from when: longer than any window, and whenever a machine that was down is up again. */
const manner = {
  MultipleInstancesPolicy: "IgnoreNew",
  DisallowStartIfOnBatteries: "false",
  StopIfGoingOnBatteries: "false",
  StartWhenAvailable: "true",
  Enabled: "true",
  ExecutionTimeLimit: "P9D",
} as const;

/**
 * A task as Windows registers it. `New-ScheduledTaskTrigger` knows no days of a month, so it is said in XML.
 *
 * Source: Microsoft, "Task Scheduler Schema".
 */
export function scheduledTask(task: ScheduledTaskArgs): string {
  const { description, command, account, schedule } = task;
  const principal = [
    leaf("UserId", account ?? systemSid),
    ...(account === undefined ? [] : [leaf("LogonType", "Password")]),
    leaf("RunLevel", "HighestAvailable"),
  ];
  return [
    '<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">',
    `<RegistrationInfo>${leaf("Description", description)}</RegistrationInfo>`,
    `<Triggers>${trigger(schedule)}</Triggers>`,
    `<Principals><Principal id="Author">${principal.join("")}</Principal></Principals>`,
    `<Settings>${Object.entries(manner)
      .map(([name, value]) => leaf(name, value))
      .join("")}</Settings>`,
    `<Actions Context="Author"><Exec>${leaf("Command", command)}${leaf("Arguments", task.arguments)}</Exec></Actions>`,
    "</Task>",
  ].join("\n");
}

/** A schedule in a reviewer's words: `tuesday of the first week, 22:00`. */
export function inWords(schedule: VeeamSchedule): string {
  if ("days" in schedule) return `${inOrder(schedule.days).join(", ")}, ${schedule.time}`;
  const { day, time } = schedule;
  const on = "week" in day ? `${day.weekday} of the ${day.week} week` : `day ${day.dayOfMonth}`;
  const all = schedule.months.length === months.length;
  return `${on}${all ? "" : ` of ${schedule.months.join(", ")}`}, ${time}`;
}

const inOrder = (days: readonly Weekday[]) => weekdays.filter((day) => days.includes(day));

function trigger(schedule: VeeamSchedule): string {
  const start = leaf("StartBoundary", `${firstDay}T${schedule.time}:00`) + leaf("Enabled", "true");
  if ("days" in schedule) {
    const days = `<DaysOfWeek>${inOrder(schedule.days).map(flag).join("")}</DaysOfWeek>`;
    return calendar(start, "ScheduleByWeek", days + leaf("WeeksInterval", "1"));
  }
  const inMonths = `<Months>${months
    .filter((month) => schedule.months.includes(month))
    .map(flag)
    .join("")}</Months>`;
  return ofMonth(start, schedule.day, inMonths);
}

function ofMonth(start: string, day: VeeamMonthDay, inMonths: string): string {
  if ("week" in day) {
    const weeks = { first: "1", second: "2", third: "3", fourth: "4", last: "Last" };
    const on = `<Weeks>${leaf("Week", weeks[day.week])}</Weeks><DaysOfWeek>${flag(day.weekday)}</DaysOfWeek>`;
    return calendar(start, "ScheduleByMonthDayOfWeek", on + inMonths);
  }
  const on = day.dayOfMonth === "last" ? "Last" : String(day.dayOfMonth);
  const days = `<DaysOfMonth>${leaf("Day", on)}</DaysOfMonth>`;
  return calendar(start, "ScheduleByMonth", days + inMonths);
}

const calendar = (start: string, kind: string, content: string) =>
  `<CalendarTrigger>${start}<${kind}>${content}</${kind}></CalendarTrigger>`;

const flag = (name: string) => `<${name.charAt(0).toUpperCase()}${name.slice(1)} />`;

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
};

function leaf(name: string, text: string): string {
  return `<${name}>${text.replace(/[&<>]/g, (sign) => entities[sign] as string)}</${name}>`;
}
