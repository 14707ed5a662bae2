import { months } from "../../model/calendar/month";
import { type VeeamMonthDay, type VeeamSchedule } from "../../model/calendar/veeam-schedule";
import { type AgentRetention, type HealthCheck } from "../../model/engines/veeam";
import { weekdays, type Weekday } from "../../model/calendar/weekday";

/** What is declared of a job, apart from where it runs. */
export interface VeeamJobSettings {
  /** Name of the repository the backups go to. */
  readonly repository: string;
  /** Name of the protection group whose computers are backed up. */
  readonly protectionGroup: string;
  /** Folders; cluster shared volumes are no use here, the agent leaves them out. */
  readonly paths: readonly string[];
  /** On the clock of the Veeam server. */
  readonly schedule: VeeamSchedule;
  /** An active full is made in each week's run of that day: long-term points are whole backups. */
  readonly fullDay: Weekday;
  readonly retention: AgentRetention;
  /** When the newest backup is read again. Default: never, and one that a hand switches on is drift. */
  readonly healthCheck?: HealthCheck | undefined;
  /** Default: as it is in Veeam. */
  readonly notifications?: JobNotifications | undefined;
}

/** Who is told how a job ended; Veeam sends mail once it is set up there, which its PowerShell cannot. */
export interface JobNotifications {
  /** Where mail goes. */
  readonly address: string;
  /** Whether good runs are told too, not warnings and failures alone. */
  readonly success: boolean;
}

/** The job in Veeam's own words, every one of which is read back from the job's properties; all but its key and description. */
export function agentJobDocument(
  name: string,
  settings: VeeamJobSettings,
): Record<string, unknown> {
  const { repository, protectionGroup, paths, schedule, fullDay, retention, healthCheck } =
    settings;
  const { notifications } = settings;
  return {
    activeFull: { days: [capitalised(fullDay)], schedule: "Weekly" },
    backupType: "SelectedFiles",
    compression: "Optimal",
    // Else Veeam removes backups of a computer that was not seen for a while.
    deletedComputers: "kept",
    enabled: true,
    gfs: gfsOf(retention),
    healthCheck: healthCheck === undefined ? null : checkOf(healthCheck),
    masks: { exclude: [], include: [] },
    name,
    ...(notifications && { notifications: { ...notifications } }),
    optimization: "LocalTarget",
    paths,
    protectionGroups: [protectionGroup],
    repository,
    retention: { keep: retention.restoreDays, type: "RestoreDays" },
    retries: { count: 3, minutes: 30 },
    schedule: scheduleOf(schedule),
    scheduled: true,
    terminated: false,
  };
}

/** The levels in use; Veeam takes the month's from the week's, and the year's from the month's. */
function gfsOf({ gfs: { weekly, monthly, yearly } }: AgentRetention) {
  return {
    ...(weekly && { weekly: { keep: weekly.count, when: capitalised(weekly.day) } }),
    ...(monthly !== undefined && { monthly: { keep: monthly, when: "First" } }),
    ...(yearly !== undefined && { yearly: { keep: yearly, when: "January" } }),
  };
}

/** Once a month would leave most backups unread, so it is the days of the week that are told. */
function checkOf({ days, time }: HealthCheck) {
  const named = atLeastOne("days", namesOf(days));
  // As Veeam's list is read back.
  return { days: [...named].sort(), schedule: "Weekly", time: `${time}:00` };
}

function scheduleOf(schedule: VeeamSchedule) {
  const time = `${schedule.time}:00`;
  if ("days" in schedule) {
    return { type: "Daily", days: atLeastOne("days", namesOf(schedule.days)), time };
  }
  const inYear = months.filter((month) => schedule.months.includes(month)).map(capitalised);
  return {
    type: "Monthly",
    day: monthDay(schedule.day),
    months: atLeastOne("months", inYear),
    time,
  };
}

function namesOf(days: readonly Weekday[]): readonly string[] {
  return weekdays.filter((day) => days.includes(day)).map(capitalised);
}

function monthDay(day: VeeamMonthDay): string {
  return "week" in day
    ? `${capitalised(day.week)} ${capitalised(day.weekday)}`
    : `OnDay ${capitalised(String(day.dayOfMonth))}`;
}

/** Veeam would put Saturday, or every month, in the place of none. */
function atLeastOne(what: string, names: readonly string[]): readonly string[] {
  if (names.length > 0) return names;
  throw new RangeError(`a Veeam schedule has no ${what}; it needs at least one`);
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
