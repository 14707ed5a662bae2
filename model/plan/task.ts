import { entry, mapRecord } from "../record";
import { type Window } from "../estate";
import { type ClockChange } from "../window/clock-change";
import { OpeningHours } from "../window/opening-hours";
import { type Pattern, Patterns, type ScheduledFrequency } from "../window/pattern";
import { slotsOf } from "../window/week";
import { type JobRequest } from "./job-request";

/** A request as the week sees it. */
export interface Task {
  readonly request: JobRequest;
  readonly frequency: ScheduledFrequency;
  readonly hours: OpeningHours;
  /** Slots that a run holds its resources. */
  readonly slots: number;
  /** All that is possible within these hours. */
  readonly patterns: Patterns;
  /** Runs in a week; 0: its window has no room for it, even if it were the only one. */
  readonly runs: number;
  /** How many jobs stand before it in the longest row of jobs that wait for each other. */
  readonly level: number;
}

/** A task and when it runs. */
export interface PlacedTask {
  readonly task: Task;
  readonly pattern: Pattern;
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
  const open = (window: Window | undefined) => {
    const hours = OpeningHours.of(window, changes);
    return { hours, patterns: new Patterns(hours) };
  };
  const always = open(undefined);
  const opened = mapRecord(windows, open);
  return [...byId.keys()].sort().flatMap((id) => {
    const request = byId.get(id) as JobRequest;
    const { frequency, window, durationMinutes } = request;
    if (frequency === "continuous") return [];
    const { hours, patterns } = window === undefined ? always : entry(opened, window);
    const slots = slotsOf(durationMinutes);
    const runs = patterns.of(frequency, slots)[0]?.runs.length ?? 0;
    return [{ request, frequency, hours, patterns, slots, runs, level: level(id) }];
  });
}

function twice(requests: readonly JobRequest[]): string {
  const seen = new Set<string>();
  const again = requests.filter(({ id }) => seen.has(id) || !seen.add(id)).map(({ id }) => id);
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
