import { byCodeUnit, groupedBy } from "../grouping";
import { type ClockChange } from "../window/clock-change";
import { openTogether } from "../window/opening-hours";
import { type Cell, overloaded } from "../window/overload";
import { slotsBetween } from "../window/week";
import { type Task, usersOf } from "./task";

/** More work for one resource than there is time for in some windows: no arrangement whatever can hold it. */
export interface Shortage {
  /** Names of the windows; `undefined` stands for jobs that may run at any time. */
  readonly windows: readonly (string | undefined)[];
  readonly resource: string;
  readonly tasks: readonly Task[];
  readonly per: "day" | "week";
  /** Slots. */
  readonly needed: number;
  /** Slots that there are, on the day of the year or in the week on which they are fewest. */
  readonly open: number;
  /** Slots that there are as a rule: more than `open` if it is when the clocks go forward that they are too few. */
  readonly usual: number;
}

/** The most windows of which every choice is weighed against the hours that they have together. */
const mostWindows = 32;

/** What is missing for certain. Tasks that do not even fit alone are left out of it. */
export function shortagesOf(tasks: readonly Task[], changes: readonly ClockChange[]): Shortage[] {
  const fitting = tasks.filter(({ runs, slots }) => runs > 0 && slots > 0);
  const users = [...usersOf(fitting)].sort(([a], [b]) => byCodeUnit(a, b));
  return users.flatMap(([resource, own]) => {
    const shares = [...groupedBy(own, ({ request }) => JSON.stringify([request.window])).values()];
    const alone = shares.flatMap((share) => shortageInWindow(resource, share) ?? []);
    if (alone.length > 0 || !isTooMuchForSome(shares)) return alone;
    return shortageAcross(resource, shares, changes) ?? [];
  });
}

/** Slots that are missing. */
export function missingIn({ needed, open }: Shortage): number {
  return needed - open;
}

type Share = readonly [Task, ...Task[]];

function shortageInWindow(resource: string, share: Share): Shortage | undefined {
  const [{ hours, request }] = share;
  const { starts, leastInWeek, inDay, leastInDay } = hours;
  const bound = (
    tasks: readonly Task[],
    per: "day" | "week",
    [open, usual]: readonly [number, number],
  ): Shortage => {
    const needed = per === "day" ? sum(tasks, ({ slots }) => slots) : workOf(tasks);
    return { windows: [request.window], resource, tasks, per, needed, open, usual };
  };
  return [
    bound(
      share.filter(({ frequency }) => frequency === "daily"),
      "day",
      [leastInDay, inDay],
    ),
    bound(share.filter(isSkipped), "week", [leastInWeek, starts.length]),
    bound(share, "week", [starts.length, starts.length]),
  ].find(({ needed, open }) => needed > open);
}

/** The windows and the hours that they have together are looked at only where there could be too much. */
function isTooMuchForSome(shares: readonly Share[]): boolean {
  const least = Math.min(...shares.map(([{ hours }]) => hours.leastInWeek));
  return sum(shares, workOf) > least;
}

/** In a week in which nobody moves the clocks, or else in one in which they go forward. */
function shortageAcross(
  resource: string,
  shares: readonly Share[],
  changes: readonly ClockChange[],
): Shortage | undefined {
  const forward = changes.filter(({ shift }) => shift > 0);
  const usual = overload(shares, undefined);
  const found = usual ?? forward.flatMap((change) => overload(shares, change) ?? [])[0];
  if (found === undefined) return undefined;
  const { chosen, change } = found;
  const tasks = chosen.flat().filter((task) => change === undefined || isSkipped(task));
  const slots = (of: ClockChange | undefined) => openSlots(chosen, of).length;
  return {
    windows: chosen.map(([{ request }]) => request.window),
    resource,
    tasks,
    per: "week",
    needed: workOf(tasks),
    open: slots(change),
    usual: slots(undefined),
  };
}

/** The shares that have more work than the hours of all their windows together hold. */
function overload(shares: readonly Share[], change: ClockChange | undefined) {
  const work = shares.map((share) =>
    workOf(share.filter((task) => change === undefined || isSkipped(task))),
  );
  const numbers =
    shares.length > mostWindows
      ? allIfTooMuch(
          sum(work, (slots) => slots),
          openSlots(shares, change).length,
          shares.length,
        )
      : overloaded(work, cellsOf(shares, change));
  return numbers.length === 0 ? undefined : { chosen: numbers.map((n) => shares[n]!), change };
}

function allIfTooMuch(work: number, open: number, shares: number): number[] {
  return work > open ? [...Array(shares).keys()] : [];
}

function cellsOf(shares: readonly Share[], change: ClockChange | undefined): Cell[] {
  const openIn = (slot: number) =>
    shares.flatMap(([{ hours }], window) => (hours.room[slot]! > 0 ? [window] : []));
  const cells = groupedBy(openSlots(shares, change), (slot) => openIn(slot).join(","));
  return [...cells.values()].map((slots) => ({ windows: openIn(slots[0]), slots: slots.length }));
}

/** Slots of the week in which any of their windows is open, without those that the clocks skip. */
function openSlots(shares: readonly Share[], change: ClockChange | undefined): number[] {
  const open = openTogether(shares.map(([{ hours }]) => hours));
  return open.filter((slot) => !(change && slotsBetween(change.at, slot) < change.shift));
}

/** Whether its runs are not put off when the clocks skip them: an hourly job has one run less. */
function isSkipped({ frequency }: Task): boolean {
  return frequency !== "hourly";
}

/** Slots a week. */
function workOf(tasks: readonly Task[]): number {
  return sum(tasks, ({ slots, runs }) => slots * runs);
}

function sum<Entry>(entries: readonly Entry[], of: (entry: Entry) => number): number {
  return entries.reduce((total, entry) => total + of(entry), 0);
}
