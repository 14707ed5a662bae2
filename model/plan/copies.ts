import { engines } from "../engines/engines";
import { type Estate } from "../estate";
import { entry } from "../record";
import { rounded } from "../rounding";
import { keptHistory, wantedPoints } from "../size/kept-history";
import { storedGB } from "../size/stored-size";
import { type Arranged } from "./arranged";
import { consistencyIn } from "./consistency";
import { type Guarantees } from "./guarantee";
import { makerOf } from "./maker";
import { type PlannedCopy, type Retention } from "./plan";
import { standingOf } from "./standing";

/** One copy for each item of a group. */
export function copiesOf(
  estate: Estate,
  { group, schedule, intervalDays: interval }: Arranged,
  { ofGroup }: Guarantees,
): PlannedCopy[] {
  const guarantee = ofGroup.get(group.id);
  if (guarantee === undefined) return [];
  const { retention, restorePoints, storedPoints, spanDays } = guarantee;
  const { medium, offsite, encryption, verified } = entry(estate.places, group.place);
  const readBy = entry(estate.places, group.from ?? group.place).engine;
  const consistencyOf = consistencyIn(estate);
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
    schedule,
    retention,
    medium,
    offsite,
    encryption,
    verified: verified && engines[group.engine].unreadOn?.[medium] === undefined,
    ...consistencyOf(readBy, item),
    maker: makerOf(estate, group),
    standing: standingOf(estate, group, retention),
    ...lockOf(retention),
    restorePoints,
    history,
    storedGB: rounded(storedGB(group.engine, item, history, estate.sizing), 2),
  }));
}

function lockOf(retention: Retention): Pick<PlannedCopy, "lockDays"> {
  if (!retention.proven || retention.engine !== "s3") return {};
  const { lockDays } = retention.settings;
  return lockDays === undefined ? {} : { lockDays };
}
