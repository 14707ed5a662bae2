import { type Misfit } from "../engines/engine";
import { engines } from "../engines/engines";
import { communityWorkloads } from "../engines/veeam";
import { type Engine, type Estate, type OffsiteCopy, type ProtectionClass } from "../estate";
import { type Finding } from "../finding";
import { groupedBy } from "../grouping";
import { entry, sortedEntries } from "../record";
import { canBring, canRun, misfitOf } from "./fit";
import { counted, nameList } from "./name-list";
import { type PlannedItem } from "./plan";

/** What engines cannot take or cannot be told: each would be lost without a word. */
export function fitFindings(estate: Estate, items: readonly PlannedItem[]): Finding[] {
  return [
    ...sortedEntries(estate.classes).flatMap(([name, protection]) =>
      classFindings(estate, name, protection),
    ),
    ...misfits(estate, items),
    ...workloadFindings(estate, items),
  ];
}

function classFindings(estate: Estate, name: string, protection: ProtectionClass): Finding[] {
  const path = `backup:classes.${name}`;
  const { offsite } = protection;
  return [
    ...frequencyFinding(estate, path, protection),
    ...(offsite === undefined
      ? []
      : [
          ...frequencyFinding(estate, `${path}.offsite`, offsite),
          ...wayFinding(estate, `${path}.offsite`, protection.place, offsite),
          ...lockFinding(estate, `${path}.offsite`, offsite),
        ]),
  ];
}

function frequencyFinding(
  estate: Estate,
  path: string,
  told: ProtectionClass | OffsiteCopy,
): Finding[] {
  if (canRun(estate, told)) return [];
  const { engine } = entry(estate.places, told.place);
  const { product, frequencies } = engines[engine];
  return [
    {
      severity: "error",
      path: `${path}.frequency`,
      message: `${product}, the engine of ${told.place}, cannot be told to run so often`,
      got: told.frequency,
      allowed: frequencies.join(", "),
      fix: "choose one of them, or a place of another engine",
    },
  ];
}

function wayFinding(estate: Estate, path: string, from: string, { place }: OffsiteCopy): Finding[] {
  if (canBring(estate, from, place)) return [];
  const { product } = engines[entry(estate.places, place).engine];
  const source = engines[entry(estate.places, from).engine].product;
  return [
    {
      severity: "error",
      path: `${path}.place`,
      message: `no way leads from ${from} (${source}) to ${place} (${product})`,
      got: place,
      allowed: targetsOf(entry(estate.places, from).engine),
      fix: "name an offsite place of another engine",
    },
  ];
}

function targetsOf(from: Engine): string {
  const targets = Object.values(engines).filter(({ takesFrom }) => takesFrom[from] !== undefined);
  return `a place of ${targets.map(({ product }) => product).join(", ") || "nothing"}`;
}

function lockFinding(estate: Estate, path: string, { place, lockDays }: OffsiteCopy): Finding[] {
  const { product, locks } = engines[entry(estate.places, place).engine];
  if (lockDays === undefined || locks) return [];
  return [
    {
      severity: "error",
      path: `${path}.lockDays`,
      message: `${product}, the engine of ${place}, cannot be told to lock copies`,
      got: String(lockDays),
      allowed: "no lockDays, or a place of Amazon S3",
      fix: "take it out, or name another place",
    },
  ];
}

/** Items that the engine of one of their classes cannot back up: one finding for all of a class that are alike. */
function misfits(estate: Estate, items: readonly PlannedItem[]): Finding[] {
  const found = items.flatMap((item) =>
    item.classes.flatMap((name) => {
      const { place } = entry(estate.classes, name);
      const misfit = misfitOf(estate, place, item);
      return misfit === undefined ? [] : [{ item, name, place, misfit }];
    }),
  );
  return found.map((one) => misfitFinding(estate, one));
}

function misfitFinding(
  estate: Estate,
  {
    item,
    name,
    place,
    misfit: { got, allowed },
  }: {
    readonly item: PlannedItem;
    readonly name: string;
    readonly place: string;
    readonly misfit: Misfit;
  },
): Finding {
  const { product } = engines[entry(estate.places, place).engine];
  return {
    severity: "error",
    path: `${item.path}.classes`,
    message: `${product}, the engine of ${place} of class ${name}, cannot back up ${item.name}`,
    got,
    allowed,
    fix: `take ${name} out, and name a class whose engine can`,
  };
}

/** One computer is one workload, however many classes it is in. */
function workloadFindings(estate: Estate, items: readonly PlannedItem[]): Finding[] {
  const inVeeam = items.filter((item) =>
    item.classes.some(
      (name) => entry(estate.places, entry(estate.classes, name).place).engine === "veeam",
    ),
  );
  if (inVeeam.length <= communityWorkloads) return [];
  const classes = groupedBy(
    inVeeam.flatMap((item) => item.classes),
    (name) => name,
  );
  const names = nameList(inVeeam.map(({ name }) => name));
  return [
    {
      severity: "error",
      path: `backup:classes.${[...classes.keys()][0]}`,
      message: `Veeam's Community Edition takes fewer workloads: ${names}`,
      got: counted(inVeeam.length, "workload"),
      allowed: `at most ${communityWorkloads}`,
      fix: "protect some of them with another engine",
    },
  ];
}
