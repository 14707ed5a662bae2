import { day, lastYear, nextWallTime, type Recurrence } from "./recurrence";
import { type Schedule } from "./schedule";
import { type WallTime, type Zone } from "./zone";

/** How often something runs whose time of day the clocks show twice, because they are put back. */
export type RepeatedTime = "first" | "both";

const end = Date.UTC(lastYear + 1, 0, 2);

/**
 * What recurs on the wall clocks of a zone. A time that the clocks skip when they go forward has no run: that is how
 * every engine of the estate either behaves or may behave. Times that they repeat are the engine's choice.
 */
export function zonedSchedule(
  recurrence: Recurrence,
  zone: Zone,
  repeatedTime: RepeatedTime,
): Schedule {
  // No clock goes back by a day, so later than that nothing is repeated.
  const leavesOut = (instant: number, wall: WallTime, moved: number) =>
    repeatedTime === "first" && instant - moved < day && zone.instants(wall)[0] !== instant;
  return {
    next(after) {
      if (!(after < end)) return undefined;
      for (let from = Math.max(after, -1); ;) {
        const { from: moved, until, offset } = zone.periodAt(from + 1);
        const wall = nextWallTime(recurrence, from + offset);
        if (wall === undefined) return undefined;
        const instant = wall - offset;
        if (instant >= until) from = until - 1;
        else if (leavesOut(instant, wall, moved)) from = instant;
        else return instant;
      }
    },
  };
}
