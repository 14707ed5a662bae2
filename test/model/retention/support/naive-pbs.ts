/**
 * Proxmox Backup Server's prune written once more from its documentation, with dates as text and no regard for time:
 * what the model says is held against it.
 */
export interface NaiveKeep {
  readonly last?: number;
  readonly daily?: number;
  readonly weekly?: number;
  readonly monthly?: number;
  readonly yearly?: number;
}

const day = 86_400_000;
const clocks = new Map<string, Intl.DateTimeFormat>();
const dates = new Map<string, string>();

/** YYYY-MM-DD on the clocks of the zone. */
export function dateIn(zone: string, instant: number): string {
  const key = `${zone} ${instant}`;
  const known = dates.get(key);
  if (known !== undefined) return known;
  const clock =
    clocks.get(zone) ??
    new Intl.DateTimeFormat("sv-SE", {
      timeZone: zone,
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
    });
  clocks.set(zone, clock);
  const date = clock.format(instant);
  dates.set(key, date);
  return date;
}

/** The Thursday of the ISO week names the week. */
export function isoWeek(date: string): string {
  const midnight = Date.parse(`${date}T00:00:00Z`);
  const weekday = (new Date(midnight).getUTCDay() + 6) % 7;
  return new Date(midnight + (3 - weekday) * day).toISOString().slice(0, 10);
}

const periods = [
  ["last", (instant: number) => String(instant)],
  ["daily", (instant: number, zone: string) => dateIn(zone, instant)],
  ["weekly", (instant: number, zone: string) => isoWeek(dateIn(zone, instant))],
  ["monthly", (instant: number, zone: string) => dateIn(zone, instant).slice(0, 7)],
  ["yearly", (instant: number, zone: string) => dateIn(zone, instant).slice(0, 4)],
] as const;

/** What stays of `held`. */
export function naivePrune(held: readonly number[], keep: NaiveKeep, zone: string): number[] {
  if (Object.values(keep).every((count) => count === 0)) return [...held];
  const kept = new Set<number>();
  const dropped = new Set<number>();
  const newestFirst = [...held].sort((a, b) => b - a);
  for (const [option, name] of periods) {
    const covered = new Set([...kept].map((instant) => name(instant, zone)));
    let taken = 0;
    let previous = "";
    for (const instant of newestFirst) {
      if (kept.has(instant) || dropped.has(instant)) continue;
      const period = name(instant, zone);
      if (covered.has(period)) continue;
      if (period === previous) dropped.add(instant);
      else if (taken === (keep[option] ?? 0)) break;
      else {
        kept.add(instant);
        taken += 1;
        previous = period;
      }
    }
  }
  return held.filter((instant) => kept.has(instant));
}
