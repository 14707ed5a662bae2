import { scheduleOf } from "../window/pattern-schedule";
import { minutesIn } from "../window/week";
import { type FirstRun } from "./plan";
import { atItsShare, type Sharing } from "./sharing";
import { isSlowAtFirst, type PlacedTask, type Task } from "./task";

/** The first run of a placed job; `undefined` where it takes no longer than the others. */
export function firstRunOf(place: PlacedTask, sharing: Sharing): FirstRun | undefined {
  const { task, first } = place;
  if (!isSlowAtFirst(task)) return undefined;
  if (first === undefined) return { week: null, minutes: minutesOf(task, 0, sharing) };
  const begun = first.byHand ?? (task.slots === 0 ? place.pattern : undefined);
  return {
    week: first.week,
    minutes: minutesOf(task, first.length, sharing),
    ...(begun ? { start: scheduleOf("weekly", begun).schedule } : {}),
  };
}

/** Minutes that it takes at most, if that many slots are kept for it. */
function minutesOf(task: Task, length: number, sharing: Sharing): number {
  if (length > atItsShare(task, sharing).firstSlots) return minutesIn(length);
  const { durationMinutes, firstRunMinutes = durationMinutes } = task.request;
  return firstRunMinutes * (sharing.jobs.get(task) ?? 1);
}
