import { type Estate } from "../estate";
import { entry } from "../record";
import { rounded } from "../rounding";
import { keptHistory, wantedPoints } from "../size/kept-history";
import { storedGB } from "../size/stored-size";
import { consistencyIn } from "./consistency";
import { type CopyGroup } from "./copy-group";
import { intervalDays } from "./frequency";
import { type Guarantees, type Schedules } from "./guarantee";
import { makerOf } from "./maker";
import { type PlannedCopy } from "./plan";

/** One copy for each item of a group; none if its job has no time. */
export function copiesOf(
  estate: Estate,
  group: CopyGroup,
  schedules: Schedules,
  { ofGroup }: Guarantees,
): PlannedCopy[] {
  const [slot, guarantee] = [schedules[group.id], ofGroup.get(group.id)];
  if (slot === undefined || guarantee === undefined) return [];
  const { retention, restorePoints, storedPoints, spanDays } = guarantee;
  const { medium, offsite, encryption, verified } = entry(estate.places, group.place);
  const readBy = entry(estate.places, group.from ?? group.place).engine;
  const consistencyOf = consistencyIn(estate);
  const interval = intervalDays[group.frequency];
  // Of what nothing is proven, no less than what is wanted takes up space.
  const history = retention.proven
    ? { restorePoints: storedPoints, intervalDays: interval || 1, spanDays }
    : keptHistory(group.wanted, wantedPoints(group.wanted, interval), interval);
  return group.items.map((item) => ({
    item: item.name,
    class: group.class,
    place: group.place,
    engine: group.engine,
    job: group.id,
    schedule: slot.schedule,
    retention,
    medium,
    offsite,
    encryption,
    verified,
    ...consistencyOf(readBy, item),
    maker: makerOf(estate, group),
    lockDays: retention.settings["lockDays"] ?? 0,
    restorePoints,
    history,
    storedGB: rounded(storedGB(group.engine, item, history, estate.sizing), 2),
  }));
}
