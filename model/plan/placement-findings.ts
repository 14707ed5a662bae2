import { type Finding } from "../finding";
import { openTogether } from "../window/opening-hours";
import { lengthOf, slotsPerWeek } from "../window/week";
import { type Arrangement } from "./arrangement";
import { missingIn, type Shortage } from "./shortage";
import { type Stretches } from "./stretches";
import { needsOf, type Task } from "./task";
import { byWindow, describeTask, listed, longerFirst, nameOf, pathOf } from "./window-words";

/** What is known of jobs that found no place. */
export interface Causes {
  /** What is missing for certain. */
  readonly shortages: readonly Shortage[];
  /** What is left of the week. */
  readonly stretches: Stretches;
  /** Whether a job would have a place if nobody ever moved the clocks. */
  readonly fitsWithoutMoves: (task: Task) => boolean;
  /** By what they need: every job, those that found a place included. */
  readonly users: ReadonlyMap<string, readonly Task[]>;
}

/** One error for each window that cannot hold its jobs: which they are, how long they need, how much is missing. */
export function shortageFindings({ unplaced }: Arrangement, causes: Causes): Finding[] {
  return byWindow(unplaced, (task) => task).map((own) => {
    const [first] = own;
    const { window } = first.request;
    const certain = causes.shortages
      .filter(({ windows }) => windows.includes(window))
      .sort((a, b) => missingIn(b) - missingIn(a) || (a.resource < b.resource ? -1 : 1));
    const explained = new Set(certain.flatMap(({ tasks }) => tasks));
    const others = own.filter((task) => !explained.has(task));
    const reasons = [
      ...certain.map(describeShortage),
      ...listed(others, (task) => describePlace(task, causes)),
      ...describeUse(others, causes),
    ];
    return {
      severity: "error",
      path: pathOf(first),
      message: `${describeHours(first)} cannot hold all of its jobs: ${reasons.join("; ")}`,
      fix: fixOf(first, certain),
    };
  });
}

function describeHours({ request, hours: { starts, longest } }: Task): string {
  return `${nameOf(request.window)}, open ${lengthOf(starts.length)} a week and ${lengthOf(longest)} at a time,`;
}

function describeShortage(shortage: Shortage): string {
  const { resource, windows, tasks, per, needed, open } = shortage;
  const names = listed([...tasks].sort(longerFirst), describeTask).join(", ");
  const together =
    windows.length === 1 ? "" : ` in ${listed(windows, nameOf).join(" and ")} together`;
  return (
    `${resource} is needed for ${lengthOf(needed)} a ${per}${together} and there are ` +
    `${lengthOf(open)}${describeClocks(shortage)}, ${lengthOf(missingIn(shortage))} missing (${names})`
  );
}

const clockWords = {
  day: ["on the day on which", "on any other"],
  week: ["in the week in which", "in any other"],
} as const;

/** Why there is less than the hours of the windows say. */
function describeClocks({ per, open, usual }: Shortage): string {
  if (open === usual) return "";
  const [when, otherwise] = clockWords[per];
  return ` ${when} the clocks go forward (${lengthOf(usual)} ${otherwise})`;
}

/** A task without a place: what it needs in a row, and what there is of it. */
function describePlace(task: Task, { stretches, fitsWithoutMoves, users }: Causes): string {
  const longest = stretches.longest(task);
  const { resources, exclusive = [] } = task.request;
  const needs = task.runs === 0 ? [] : [...resources, ...exclusive].sort();
  const free = needs.length === 0 ? "" : ` with ${needs.join(", ")} free`;
  const clocks = fitsWithoutMoves(task) ? " on the days on which the clocks are moved" : "";
  return (
    `${describeTask(task)} in a row, but the longest stretch${free} is ${lengthOf(longest)}${clocks}, ` +
    `${lengthOf(task.slots - longest)} missing${describeRivals(task, users)}`
  );
}

/** Jobs that leave it no longer stretch because they run so often, and that it cannot share with. */
function describeRivals(task: Task, users: Causes["users"]): string {
  const needs = task.runs === 0 ? [] : needsOf(task);
  const rivals = [...new Set(needs.flatMap((need) => users.get(need) ?? []))].filter(
    (other) => other.period < task.period && task.slots + other.slots > other.period,
  );
  if (rivals.length === 0) return "";
  const words = listed(rivals.sort(longerFirst), (other) => {
    const common = needsOf(other).filter((need) => needs.includes(need));
    const { request, frequency, slots } = other;
    return `${request.id} at ${request.path} runs ${frequency} for ${lengthOf(slots)} with ${common.sort().join(", ")}`;
  });
  return `: ${words.join(", ")}`;
}

/** What jobs need in all that have no place although there is time enough, and what there is of it. */
function describeUse(others: readonly Task[], { users }: Causes): string[] {
  const needs = new Set(others.filter(({ runs }) => runs > 0).flatMap(needsOf));
  return listed([...needs].sort(), (need) => {
    const own = users.get(need) ?? [];
    const work = own.reduce((sum, { slots, runs }) => sum + slots * runs, 0);
    const open = openTogether(own.map(({ hours }) => hours)).length;
    return `${need} is needed for ${lengthOf(work)} a week in all, of ${lengthOf(open)} in which it may be used`;
  });
}

/** What is open all week cannot be made longer. */
function fixOf({ request: { window }, hours }: Task, [shortage]: readonly Shortage[]): string {
  const more =
    shortage === undefined ? "" : ` by at least ${lengthOf(missingIn(shortage))} a ${shortage.per}`;
  const isWhole = hours.starts.length === slotsPerWeek;
  const longer =
    window === undefined || isWhole ? "" : `make backup:windows.${window} longer${more}, or `;
  return (
    `${longer}give some of these jobs another window, another day or a rarer schedule, ` +
    "or make them shorter: a faster link, or another place for some of the copies"
  );
}
