import { dateIn, isoWeek } from "./naive-pbs";

/** Veeam's retention written once more from its documentation, with dates as text. */
export interface NaiveGfs {
  readonly weekly?: number;
  readonly monthly?: number;
  readonly yearly?: number;
}

const day = 86_400_000;
const utcDay = (date: string) => Date.parse(`${date}T00:00:00Z`) / day;
const weekday = (date: string) => new Date(utcDay(date) * day).getUTCDay();

/** The date so many months later; where the month is too short, its last. */
function addMonths(date: string, months: number): number {
  const [year = 0, month = 0, dayOfMonth = 0] = date.split("-").map(Number);
  const target = year * 12 + month - 1 + months;
  for (let last = dayOfMonth; ; last -= 1) {
    const found = new Date(Date.UTC(Math.floor(target / 12), target % 12, last));
    if (found.getUTCMonth() === target % 12) return found.getTime() / day;
  }
}

/** What a session leaves; the first backup of each ISO week is a full one. */
export function naiveVeeam(
  backups: readonly number[],
  zone: string,
  restoreDays: number,
  gfs: NaiveGfs,
): (held: readonly number[], now: number) => number[] {
  const date = (instant: number) => dateIn(zone, instant);
  const fulls = backups.filter(
    (instant, at) =>
      at === 0 || isoWeek(date(instant)) !== isoWeek(date(backups[at - 1] as number)),
  );
  const flags = flagsOf(backups, fulls, date, gfs);
  return (held, now) => {
    const today = utcDay(date(now));
    let left = [...held];
    const heads = fulls.filter((full) => held.includes(full));
    heads.forEach((full, at) => {
      const next = heads[at + 1];
      if (next === undefined) return;
      const chain = held.filter((instant) => instant >= full && instant < next);
      if (today - utcDay(date(chain.at(-1) as number)) <= restoreDays) return;
      const flagged = (flags.get(full) ?? 0) > today;
      const gone = chain.filter((instant) => !(flagged && instant === full));
      if (left.length - gone.length >= 3) left = left.filter((instant) => !gone.includes(instant));
    });
    return left;
  };
}

const levels = ["weekly", "monthly", "yearly"] as const;

function flagsOf(
  backups: readonly number[],
  fulls: readonly number[],
  date: (instant: number) => string,
  gfs: NaiveGfs,
): Map<number, number> {
  const flags = new Map<number, number>();
  const firstDay = weekday(date(fulls[0] as number));
  const waits = { weekly: false, monthly: false, yearly: false };
  const done = { weekly: "", monthly: "", yearly: "" };
  const depends = { weekly: [], monthly: ["weekly"], yearly: ["monthly"] } as const;
  for (const instant of backups) {
    const on = date(instant);
    const name = { weekly: on, monthly: on.slice(0, 7), yearly: on.slice(0, 4) };
    const due = {
      weekly: weekday(on) === firstDay,
      monthly: Number(on.slice(8)) <= 7,
      yearly: on.slice(5, 7) === "01",
    };
    const got: string[] = [];
    for (const level of levels.filter((each) => (gfs[each] ?? 0) > 0)) {
      const below = depends[level].filter((other) => (gfs[other] ?? 0) > 0);
      const eligible = fulls.includes(instant) && below.every((other) => got.includes(other));
      waits[level] ||= due[level] && done[level] !== name[level];
      if (!eligible || !waits[level]) continue;
      waits[level] = false;
      done[level] = name[level];
      got.push(level);
      flags.set(instant, Math.max(flags.get(instant) ?? 0, endOf(level, on, gfs[level] ?? 0)));
    }
  }
  return flags;
}

function endOf(level: (typeof levels)[number], on: string, count: number): number {
  if (level === "weekly") return utcDay(on) + 7 * count;
  return addMonths(on, level === "monthly" ? count : 12 * count) + 1;
}
