import { repeats } from "../grouping";
import { entry, mapRecord } from "../record";
import { type Window } from "../estate";
import { type ClockChange } from "../window/clock-change";
import { OpeningHours } from "../window/opening-hours";
import { type Pattern, Patterns, periods, type ScheduledFrequency } from "../window/pattern";
import { slotsOf } from "../window/week";
import { type JobRequest } from "./job-request";

/** A request as the week sees it. */
export interface Task {
  readonly request: JobRequest;
  readonly frequency: ScheduledFrequency;
  /** Slots from one run to the next. */
  readonly period: number;
  readonly hours: OpeningHours;
  /** Slots that a run holds its resources; 0 of what never pauses, whose first run alone needs a time. */
  readonly slots: number;
  /** The same of the first run; as many where it takes no longer. */
  readonly firstSlots: number;
  /** All that is possible within these hours, */
  readonly patterns: Patterns;
  /** and in all of the week. */
  readonly anytime: Patterns;
  /** Runs in a week; 0: its window has no room for it, even if it were the only one. */
  readonly runs: number;
  /** How many jobs stand before it in the longest row of jobs that wait for each other. */
  readonly level: number;
}

/** A task and when it runs. */
export interface PlacedTask {
  readonly task: Task;
  readonly pattern: Pattern;
  /** Slots of a run, at most. */
  readonly length: number;
  /** Its first run; left out where that takes no longer than any other, and where no week has room for it. */
  readonly first?: {
    /** Of the first round, from 1. */
    readonly week: number;
    /** Slots of it, whichever run of the pattern it is. */
    readonly length: number;
    /** When somebody is to begin it, because it has no place within the window. */
    readonly byHand?: Pattern;
  };
}

/** All that no two jobs have at once, as a rule. */
export function needsOf({ request: { resources, exclusive = [] } }: Task): string[] {
  return [...resources, ...exclusive];
}

/** The tasks by what they need, each in their order. */
export function usersOf(tasks: readonly Task[]): ReadonlyMap<string, readonly Task[]> {
  const users = new Map<string, Task[]>();
  for (const task of tasks) {
    for (const need of new Set(needsOf(task))) {
      const own = users.get(need);
      if (own) own.push(task);
      else users.set(need, [task]);
    }
  }
  return users;
}

/** Whether its first run takes longer than those that follow. */
export function isSlowAtFirst({ slots, firstSlots }: Task): boolean {
  return firstSlots > slots;
}

/** Opening hours with all that is possible in them. */
interface Opened {
  readonly hours: OpeningHours;
  readonly patterns: Patterns;
}

/**
 * The requests that need a time, sorted by id.
 *
 * @throws Error if two requests have one id, if a window is not declared, or if jobs wait for each other
 */
export function tasksOf(
  requests: readonly JobRequest[],
  windows: Readonly<Record<string, Window>>,
  changes: readonly ClockChange[],
): Task[] {
  const byId = new Map(requests.map((request) => [request.id, request]));
  if (byId.size < requests.length) throw new Error(`two jobs have one id: ${twice(requests)}`);
  const level = levelsOf(byId);
  const open = (window: Window | undefined): Opened => {
    const hours = OpeningHours.of(window, changes);
    return { hours, patterns: new Patterns(hours) };
  };
  const always = open(undefined);
  const opened = mapRecord(windows, open);
  return [...byId.keys()].sort().flatMap((id) => {
    const request = byId.get(id) as JobRequest;
    const { window } = request;
    const within = window === undefined ? always : entry(opened, window);
    return taskOf(request, within, always.patterns, level(id));
  });
}

function taskOf(
  request: JobRequest,
  { hours, patterns }: Opened,
  anytime: Patterns,
  level: number,
): Task {
  const { durationMinutes, firstRunMinutes = durationMinutes } = request;
  const isContinuous = request.frequency === "continuous";
  const frequency = request.frequency === "continuous" ? "weekly" : request.frequency;
  const slots = isContinuous ? 0 : slotsOf(durationMinutes);
  return {
    request,
    frequency,
    period: periods[frequency],
    hours,
    patterns,
    anytime,
    slots,
    firstSlots: Math.max(slots, slotsOf(firstRunMinutes)),
    runs: patterns.of(frequency, slots)[0]?.runs.length ?? 0,
    level,
  };
}

function twice(requests: readonly JobRequest[]): string {
  const again = repeats(requests, ({ id }) => id).map(([{ id }]) => id);
  return [...new Set(again)].sort().join(", ");
}

function levelsOf(requests: ReadonlyMap<string, JobRequest>): (id: string) => number {
  const levels = new Map<string, number>();
  const waiting = new Set<string>();
  const level = (id: string): number => {
    const known = levels.get(id);
    if (known !== undefined) return known;
    if (waiting.has(id))
      throw new Error(`jobs wait for each other: ${[...waiting].sort().join(", ")}`);
    waiting.add(id);
    const before = (requests.get(id)?.after ?? []).filter((other) => requests.has(other));
    const found = before.reduce((most, other) => Math.max(most, level(other) + 1), 0);
    waiting.delete(id);
    levels.set(id, found);
    return found;
  };
  return level;
}
