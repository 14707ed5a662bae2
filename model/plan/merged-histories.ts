import { engines } from "../engines/engines";
import { type Estate } from "../estate";
import { type Finding } from "../finding";
import { groupedBy } from "../grouping";
import { entry } from "../record";
import { type CopyGroup } from "./copy-group";
import { type PlannedItem } from "./plan";
import { storeLabel } from "./store-label";
import { storePart } from "./store-part";

interface Landing {
  readonly item: PlannedItem;
  readonly group: CopyGroup;
}

/**
 * Items that several jobs copy into one part of a store, where their restore points become one history: each job's
 * retention is proved as if it were alone there.
 */
export function mergedHistories(estate: Estate, groups: readonly CopyGroup[]): Finding[] {
  const landings = groups
    .filter(({ engine }) => engines[engine].mergesHistories)
    .flatMap((group) => group.items.map((item): Landing => ({ item, group })));
  const meeting = groupedBy(
    landings,
    ({ item, group }) => `${storePart(estate, group.place)}\n${item.name}`,
  );
  const findings = [...meeting.values()]
    .filter(({ length }) => length > 1)
    .map((own) => {
      const classes = [...new Set(own.map(({ group }) => group.class))].sort();
      return classes.length > 1 ? ofClasses(estate, own, classes) : ofOneClass(estate, own);
    });
  // The same class shows at each of its items.
  return [
    ...new Map(findings.map((finding) => [finding.path + finding.message, finding])).values(),
  ];
}

type Landings = readonly [Landing, ...Landing[]];

const allowedPlaces = "a place with a namespace of its own";

function ofClasses(estate: Estate, own: Landings, classes: readonly string[]): Finding {
  const [{ item }] = own;
  return {
    severity: "error",
    path: `${item.path}.classes`,
    message:
      `the copies of ${item.name} by ${classes.join(" and ")} are one history in ${wordsOf(estate, own)}, of which ` +
      "restore points are removed whichever class they are of: none keeps what is proved of it alone",
    got: classes.join(", "),
    allowed: `one of these classes, or ${allowedPlaces} for each`,
    fix: `take all but one of them out of ${item.path}.classes, or give each of them ${allowedPlaces}`,
  };
}

/** Its offsite copy goes where the first one is. */
function ofOneClass(estate: Estate, own: Landings): Finding {
  const { group } = own.find(({ group: { role } }) => role === "offsite") ?? own[0];
  return {
    severity: "error",
    path: `${group.path}.place`,
    message: `the copies that are brought to ${group.place} are one history with those that they are made of, in ${wordsOf(estate, own)}`,
    got: group.place,
    allowed: "a place in another store",
    fix: "name a place offsite, or take the offsite copy out",
  };
}

function wordsOf({ places }: Estate, [{ group }]: Landings): string {
  const { engine, namespace, ...place } = entry(places, group.place);
  const store = storeLabel(place);
  const part = namespace === undefined ? store : `${store}, namespace ${namespace}`;
  return `${part} of ${engines[engine].product}`;
}
