import { always } from "../consistency";
import { parseCalendarEvent } from "../calendar/calendar-event";
import { isScheduleFault } from "../calendar/schedule-fault";
import { parseTimeOfDay } from "../calendar/time-of-day";
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
  neverVerified:
    "Veeam reads backups again in a health check alone, for which no job of this stack asks yet",
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
  { server, store, encryption }: Place,
): AgentInstruction {
  const told = scheduleFor(schedule);
  const fullDay = firstDayOf(told);
  const { restoreDays, gfsWeekly, gfsMonthly, gfsYearly, ...rest } = settings;
  nothingLeft(rest);
  const day = dayOfTheEnd(fullDay, told.time, run.planned);
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
  };
}

function scheduleFor(schedule: string): VeeamSchedule {
  const event = parseCalendarEvent(schedule);
  const told = isScheduleFault(event) ? event : veeamScheduleOf(event);
  if (isScheduleFault(told))
    throw new Error(`the plan made "${schedule}" for Veeam: ${told.reason}`);
  return told;
}

/** The first of each week, as the proof has it. */
function firstDayOf(schedule: VeeamSchedule): Weekday {
  const named = "days" in schedule ? schedule.days : weekdayOf(schedule.day);
  const first = weekdays.find((day) => named.includes(day));
  if (first === undefined)
    throw new Error("the plan made a schedule for Veeam without a day of the week");
  return first;
}

function weekdayOf(day: VeeamMonthDay): readonly Weekday[] {
  return "weekday" in day ? [day.weekday] : [];
}

const minutesPerDay = 1440;

function dayOfTheEnd(start: Weekday, time: string, minutes: number): Weekday {
  const { hour, minute } = parseTimeOfDay(time);
  const days = Math.floor((hour * 60 + minute + minutes) / minutesPerDay);
  return weekdays[(weekdays.indexOf(start) + days) % weekdays.length] as Weekday;
}
