import { canonicalJson } from "../canonical-json";
import { engines } from "../engines/engines";
import { type Finding } from "../finding";
import { groupedBy } from "../grouping";
import { entry } from "../record";
import { type Arranged } from "./arranged";
import { type LockFacts } from "./far-locks";
import { guarantees } from "./guarantee";
import { makerOf } from "./maker";
import { nameList } from "./name-list";
import { type Retention } from "./plan";
import { storeLabel } from "./store-label";
import { storePart } from "./store-part";

/**
 * Classes whose copies nobody makes yet, and whose wishes nonetheless change for how long a store keeps and locks the
 * copies that are made.
 */
export function unmadeDemands(facts: Omit<LockFacts, "prices">): Finding[] {
  const { estate, arranged } = facts;
  const sharing = arranged.filter(({ group }) => engines[group.engine].settingsOf === "store");
  const stores = groupedBy(sharing, ({ group }) => storePart(estate, group.place));
  return [...stores.values()].flatMap((together) => {
    const isMade = ({ group }: Arranged) => makerOf(estate, group) !== "nobody";
    const made = together.filter(isMade);
    const unmade = together.filter((one) => !isMade(one));
    if (made.length === 0 || unmade.length === 0) return [];
    return [...groupedBy(unmade, ({ group }) => group.path).values()].flatMap((alike) =>
      changedBy(alike, made, facts),
    );
  });
}

/** What becomes of copies that are made with what a class asks for that nobody makes copies of. */
function changedBy(
  alike: readonly [Arranged, ...Arranged[]],
  made: readonly Arranged[],
  { estate, prove }: Omit<LockFacts, "prices">,
): Finding[] {
  const alone = guarantees(estate, made, prove).ofGroup;
  const beside = guarantees(estate, [...made, ...alike], prove).ofGroup;
  const changed = made.flatMap(({ group }) => {
    const [before, after] = [alone.get(group.id)?.retention, beside.get(group.id)?.retention];
    if (before === undefined || after === undefined || !isOther(before, after)) return [];
    return [{ name: group.class, before, after }];
  });
  const [first] = changed;
  if (first === undefined) return [];
  const [{ group }] = alike;
  const store = storeLabel(entry(estate.places, group.place));
  const classes = nameList([...new Set(changed.map(({ name }) => name))]);
  return [
    {
      severity: "warning",
      path: group.path,
      message:
        `nobody makes these copies yet, and for their sake alone other copies are kept for longer, those of ${classes} ` +
        `in the bucket ${store}: ${first.after.reason}, instead of: ${first.before.reason}`,
      allowed: "a bucket of its own, or wishes that change nothing for copies that are made",
      fix: "name a place in another bucket, or take this out until something makes these copies",
    },
  ];
}

/** What is promised of a copy may differ all the same: a store is told nothing else. */
function isOther(before: Retention, after: Retention): boolean {
  return canonicalJson(before.settings ?? {}) !== canonicalJson(after.settings ?? {});
}
