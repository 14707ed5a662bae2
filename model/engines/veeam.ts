import { always } from "../consistency";
import { parseCalendarEvent } from "../calendar/calendar-event";
import { isScheduleFault } from "../calendar/schedule-fault";
import { formatTimeOfDay, parseTimeOfDay } from "../calendar/time-of-day";
import {
  type VeeamMonthDay,
  type VeeamSchedule,
  veeamScheduleOf,
} from "../calendar/veeam-schedule";
import { type Weekday, weekdays } from "../calendar/weekday";
import { type Estate, type Place } from "../estate";
import { osFamilyOf } from "../guest-os";
import { nothingLeft } from "../nothing-left";
import { type Arranged } from "../plan/arranged";
import { type ProvenRetention } from "../retention/proven-retention";
import { proveVeeam } from "../retention/veeam-retention";
import { chain } from "../size/layout";
import { optionalEntry } from "../record";
import { type EngineModel, type Misfit } from "./engine";

/**
 * Workloads that the Community Edition backs up. Source: Veeam, "Licensing Policy", Community Edition: ten instances,
 * of which a server takes one.
 */
export const communityWorkloads = 10;

/** Source: Veeam Agent for Linux User Guide, "Health Check for Object Storage"; the default of Veeam's agents there. */
const listedAlone =
  "on object storage Veeam's health check lists the blocks that a backup is made of, and reads none of them";

/** Veeam Backup & Replication, Community Edition, with its agent on Windows servers. */
export const veeam: EngineModel<"veeam"> = {
  product: "Veeam",
  takes: { fileServer: runsWindows },
  // Files are read from a VSS snapshot; the stack does not switch application-aware processing on.
  consistency: {
    fileServer: always("file-system", "read from a VSS snapshot, applications not asked"),
  },
  takesFrom: {},
  maker: "stack",
  // Its schedules say days of the week, or one day of a month, and one time.
  frequencies: ["daily", "weekly", "monthly"],
  media: ["nvme", "disk", "object", "cloud"],
  encryption: ["aes-256", "none"],
  readsImages: false,
  locks: false,
  unreadOn: { object: listedAlone, cloud: listedAlone },
  settingsOf: "job",
  // Every job has a chain of its own.
  mergesHistories: false,
  prove: proveVeeam,
  storage: { layout: chain, reduces: true },
  // Planned with the full that it makes every week.
  traffic: { reads: "everything", sends: "everything" },
};

function runsWindows({ fileServers, guests }: Estate, item: string): Misfit | undefined {
  const guest = optionalEntry(fileServers, item)?.guest;
  const os = guest === undefined ? undefined : optionalEntry(guests, guest)?.os;
  if (os === undefined || osFamilyOf(os) === "windows") return undefined;
  return { got: `${guest} runs ${os}`, allowed: "Windows, where its agent runs" };
}

/** A backup job of the agent, in the terms of Veeam. */
export interface AgentInstruction {
  /** The Veeam server; only where there are several. */
  readonly server?: string;
  readonly job: string;
  readonly class: string;
  readonly repository: string;
  /** Names of the file servers. */
  readonly items: readonly string[];
  readonly schedule: VeeamSchedule;
  /** Day of the week whose run makes a full. */
  readonly fullDay: Weekday;
  readonly retention: AgentRetention;
  readonly encrypted: boolean;
  /** When it reads what it has stored again; only where the place is verified. */
  readonly healthCheck?: HealthCheck;
}

/**
 * Veeam reads the newest restore point alone, however it came to be, and begins only when nothing else uses the
 * backup. Source: Veeam Backup & Replication User Guide, "Health Check for Backup Files". So each restore point is read
 * once if a check comes after each run.
 */
export interface HealthCheck {
  readonly days: readonly Weekday[];
  /** HH:MM on the clock of the Veeam server. */
  readonly time: string;
}

export interface AgentRetention {
  readonly restoreDays: number;
  /** Levels that are left out are off. */
  readonly gfs: {
    /** For so many weeks the full that ends on that day stays. */
    readonly weekly?: { readonly count: number; readonly day: Weekday };
    readonly monthly?: number;
    readonly yearly?: number;
  };
}

/**
 * What the agent's job is told.
 *
 * @throws Error if Veeam cannot be told that schedule: the frequencies that it takes rule that out
 */
export function agentInstruction(
  { group, schedule, run }: Arranged,
  { settings }: ProvenRetention<"veeam">,
  { server, store, encryption, verified }: Place,
): AgentInstruction {
  const told = veeamScheduleFor(schedule);
  const fullDay = firstDayOf(told);
  const { restoreDays, gfsWeekly, gfsMonthly, gfsYearly, ...rest } = settings;
  nothingLeft(rest);
  const end = hoursAtEnd(told.time, run.planned);
  const day = later(Math.floor(end / hoursPerDay))(fullDay);
  return {
    ...(server === undefined ? {} : { server }),
    job: group.id,
    class: group.class,
    repository: store,
    items: group.items.map(({ name }) => name),
    schedule: told,
    fullDay,
    retention: {
      restoreDays,
      gfs: {
        ...(gfsWeekly === undefined ? {} : { weekly: { count: gfsWeekly, day } }),
        ...(gfsMonthly === undefined ? {} : { monthly: gfsMonthly }),
        ...(gfsYearly === undefined ? {} : { yearly: gfsYearly }),
      },
    },
    encrypted: encryption === "aes-256",
    ...(verified && { healthCheck: checkAfter(told, end) }),
  };
}

/**
 * A schedule of the plan, as a Veeam server can keep it.
 *
 * @throws Error if it cannot: the frequencies that are allowed rule that out
 */
export function veeamScheduleFor(schedule: string): VeeamSchedule {
  const event = parseCalendarEvent(schedule);
  const told = isScheduleFault(event) ? event : veeamScheduleOf(event);
  if (isScheduleFault(told))
    throw new Error(`the plan made "${schedule}" for Veeam: ${told.reason}`);
  return told;
}

/** The first of each week, as the proof has it. */
function firstDayOf(schedule: VeeamSchedule): Weekday {
  const [first] = daysOf(schedule);
  if (first === undefined)
    throw new Error("the plan made a schedule for Veeam without a day of the week");
  return first;
}

/** Days of the week on which it may run, in their order. */
function daysOf(schedule: VeeamSchedule): readonly Weekday[] {
  const named = "days" in schedule ? schedule.days : weekdayOf(schedule.day);
  return inOrder(named);
}

function inOrder(days: readonly Weekday[]): Weekday[] {
  return weekdays.filter((day) => days.includes(day));
}

function weekdayOf(day: VeeamMonthDay): readonly Weekday[] {
  return "weekday" in day ? [day.weekday] : [];
}

const [minutesPerHour, hoursPerDay] = [60, 24];

/** The day of the week so many days after one. */
const later =
  (days: number) =>
  (day: Weekday): Weekday =>
    weekdays[(weekdays.indexOf(day) + days) % weekdays.length] as Weekday;

/** When a run that begins at a time and takes so many minutes is over, in hours since the midnight before it. */
function hoursAtEnd(time: string, minutes: number): number {
  const { hour, minute } = parseTimeOfDay(time);
  return hour + (minute + minutes) / minutesPerHour;
}

/** At the full hour: minutes would move with each change of a size. */
function checkAfter(schedule: VeeamSchedule, end: number): HealthCheck {
  const hour = Math.ceil(end);
  return {
    days: inOrder(daysOf(schedule).map(later(Math.floor(hour / hoursPerDay)))),
    time: formatTimeOfDay({ hour: hour % hoursPerDay, minute: 0 }),
  };
}
