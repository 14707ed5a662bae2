import { type History } from "./history";
import { day, type Period, periodNumber } from "./period";

/** For how many weeks, months and years Veeam keeps certain full backups; 0 or left out: none. */
export interface VeeamGfs {
  readonly weekly?: number;
  readonly monthly?: number;
  readonly yearly?: number;
}

/** Days since 1970 on the clocks of the server. */
export type DayNumber = number;

interface Level {
  readonly name: keyof VeeamGfs;
  /** Where one of those levels is in use, only what has its flag can get this one. */
  readonly lower: readonly (keyof VeeamGfs)[];
  /** Whether the flag falls due on that day. */
  isDue(date: Date, weekdayOfFulls: number): boolean;
  /** It falls due but once in each. */
  readonly period: Period;
  /** The day on which a flag given on `from` is taken away. */
  until(from: DayNumber, count: number): DayNumber;
}

/** Lowest first. The weekly flag falls due on the day of the full, the monthly in the first week, the yearly in January. */
const levels: readonly Level[] = [
  {
    name: "weekly",
    lower: [],
    isDue: (date, weekdayOfFulls) => date.getUTCDay() === weekdayOfFulls,
    period: "daily",
    until: (from, count) => from + count * 7,
  },
  {
    name: "monthly",
    lower: ["weekly"],
    isDue: (date) => date.getUTCDate() <= 7,
    period: "monthly",
    until: (from, count) => monthsLater(from, count) + 1,
  },
  {
    name: "yearly",
    lower: ["monthly"],
    isDue: (date) => date.getUTCMonth() === 0,
    period: "yearly",
    until: (from, count) => monthsLater(from, count * 12) + 1,
  },
];

/** A level in use, which remembers whether it waits for a backup to give its flag to. */
class Flag {
  readonly #level: Level;
  readonly #weekdayOfFulls: number;
  #waits = false;
  #givenIn?: number;

  constructor(level: Level, weekdayOfFulls: number) {
    this.#level = level;
    this.#weekdayOfFulls = weekdayOfFulls;
  }

  /** Whether the backup of that day gets the flag. @param eligible - whether it may */
  isGiven(date: Date, eligible: boolean): boolean {
    const period = periodNumber[this.#level.period](date.getTime());
    const due = this.#level.isDue(date, this.#weekdayOfFulls) && this.#givenIn !== period;
    const given = eligible && (due || this.#waits);
    this.#waits = !given && (due || this.#waits);
    if (given) this.#givenIn = period;
    return given;
  }
}

/**
 * Until which day the flags of each backup keep it; 0 without any. A level whose day comes gives its flag to the full
 * backup made then or, if there is none, to the next. With several levels in use, a higher flag goes to a backup that
 * gets the lower one.
 *
 * Source: Veeam Backup & Replication 13 User Guide, "Assignment of GFS Flags" and "Removal of GFS Flags".
 *
 * @param endsDaysLater - days after its start on which a full is complete, which is when it gets its flags
 */
export function flaggedUntil(history: History, gfs: VeeamGfs, endsDaysLater = 0): DayNumber[] {
  const ended = (at: number) => new Date(wallDate(history, at).getTime() + endsDaysLater * day);
  // The first backup is a full one.
  const weekdayOfFulls = ended(0).getUTCDay();
  const isInUse = (name: keyof VeeamGfs) => (gfs[name] ?? 0) > 0;
  const inUse = levels
    .filter(({ name }) => isInUse(name))
    .map((level) => ({
      level,
      needed: level.lower.filter(isInUse),
      flag: new Flag(level, weekdayOfFulls),
    }));
  return history.backups.map((_, at) => {
    const date = ended(at);
    const today = Math.floor(date.getTime() / day);
    const given = new Set<keyof VeeamGfs>();
    const ends = inUse.map(({ level, needed, flag }) => {
      const eligible = history.isFull(at) && needed.every((name) => given.has(name));
      if (!flag.isGiven(date, eligible)) return 0;
      given.add(level.name);
      return level.until(today, gfs[level.name] ?? 0);
    });
    return Math.max(0, ...ends);
  });
}

/** Reads in UTC what the clocks of the server read at the backup. */
function wallDate(history: History, at: number): Date {
  return new Date(history.zone.wallTime(history.backups[at] ?? 0));
}

/** Where the month is too short, its last day. */
function monthsLater(from: DayNumber, months: number): DayNumber {
  const date = new Date(from * day);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + months];
  const lastOfMonth = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return Date.UTC(year, month, Math.min(date.getUTCDate(), lastOfMonth)) / day;
}
