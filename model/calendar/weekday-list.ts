import { ascending, values } from "./field";
import { Refusal } from "./schedule-fault";
import { weekdays } from "./weekday";

/**
 * The days of a list such as `mon..fri,sun`, as ISO numbers, ascending. A range may go over the end of the week.
 *
 * @param otherwise - what else might have stood there, for the refusal
 * @throws Refusal that names what is no day
 */
export function parseWeekdayList(list: string, otherwise = ""): number[] {
  return ascending(
    list.split(",").flatMap((item) => {
      const [first = 0, last = first, ...more] = item
        .split("..")
        .map((name) => weekdayOf(name, otherwise));
      if (more.length > 0) throw new Refusal(`"${item}" is more than one range of days`);
      return values(first, last < first ? last + 7 : last).map((day) => ((day - 1) % 7) + 1);
    }),
  );
}

function weekdayOf(name: string, otherwise: string): number {
  const given = name.toLowerCase();
  const index = weekdays.findIndex((full) => full === given || full.slice(0, 3) === given);
  if (index < 0) throw new Refusal(`"${name}" is not a day of the week (mon … sun)${otherwise}`);
  return index + 1;
}
