import { type Estate } from "../estate";
import { type Finding } from "../finding";
import { byCodeUnit } from "../grouping";
import { entry } from "../record";
import { rounded } from "../rounding";
import { type CopyGroup } from "./copy-group";
import { type HeldBack, heldBackIn } from "./held-back";
import { type Objective, type PlannedCopy, type PlannedItem, type PlannedJob } from "./plan";
import {
  type AgingCopy,
  type GapHours,
  isFinding,
  type Outcome,
  recoveryPoint,
} from "./recovery-point";
import { recoveryTime } from "./recovery-time";
import { shortfalls } from "./shortfall";
import { siteRecoveryNotes } from "./site-recovery";
import { checksByStore, siteRecoveryPoint } from "./site-recovery-point";

/** Objectives, and what is wrong with them. */
export interface ObjectivesPart {
  readonly objectives: readonly Objective[];
  readonly findings: readonly Finding[];
}

interface Demand {
  readonly kind: Objective["kind"];
  readonly wantedHours?: number;
  readonly outcome: Outcome | Finding;
}

/**
 * What each class promises its items, and what the estate can keep of it: RPO and RTO from the first copy, and those
 * of the site from each copy offsite. Sorted by item, class and kind.
 *
 * @param gapHours - of the site's schedules
 * @param untimed - groups whose jobs found no time: how long a restore would take does not depend on it
 */
export function planObjectives(
  estate: Estate,
  items: readonly PlannedItem[],
  jobs: readonly PlannedJob[],
  copies: readonly PlannedCopy[],
  gapHours: GapHours,
  untimed: readonly CopyGroup[] = [],
): ObjectivesPart {
  const view = viewOf(estate, items, jobs, copies, remembered(gapHours));
  const made = copies.flatMap((copy) => {
    const item = view.itemOf.get(copy.item);
    if (!item) return [];
    return demandsOf(view, item, copy).map((demand) => judged(copy, demand, view.heldBack));
  });
  const results = [...made, ...untimed.flatMap((group) => untimedRestores(view, group))];
  const objectives = results.filter((result) => "kind" in result).sort(inOrder);
  const faults = results.filter((result) => "severity" in result);
  return {
    objectives,
    findings: [
      ...withoutRepeats(faults),
      ...shortfalls(objectives),
      ...siteRecoveryNotes(estate, items, copies),
    ],
  };
}

/** Thousands of copies share a few schedules, and walking one takes milliseconds. */
function remembered(gapHours: GapHours): GapHours {
  const known = new Map<string, number | undefined>();
  return (schedule) => {
    if (!known.has(schedule)) known.set(schedule, gapHours(schedule));
    return known.get(schedule);
  };
}

/** What objectives are made of. */
interface View {
  readonly estate: Estate;
  readonly itemOf: ReadonlyMap<string, PlannedItem>;
  readonly minutesOf: ReadonlyMap<string, number>;
  readonly checksOf: ReadonlyMap<string, PlannedJob>;
  /** The first copy of an item in a class. */
  readonly firstOf: ReadonlyMap<string, PlannedCopy>;
  readonly gapHours: GapHours;
  readonly heldBack: HeldBack;
}

function viewOf(
  estate: Estate,
  items: readonly PlannedItem[],
  jobs: readonly PlannedJob[],
  copies: readonly PlannedCopy[],
  gapHours: GapHours,
): View {
  const firsts = copies.filter((copy) => isFirst(estate, copy));
  return {
    estate,
    itemOf: new Map(items.map((item) => [item.name, item])),
    minutesOf: new Map(jobs.map(({ id, durationMinutes }) => [id, durationMinutes])),
    checksOf: checksByStore(estate, jobs),
    firstOf: new Map(firsts.map((copy) => [`${copy.item} ${copy.class}`, copy])),
    gapHours,
    heldBack: heldBackIn(estate),
  };
}

function isFirst({ classes }: Estate, copy: PlannedCopy): boolean {
  return copy.place === entry(classes, copy.class).place;
}

function demandsOf(view: View, item: PlannedItem, copy: PlannedCopy): Demand[] {
  const { estate, gapHours } = view;
  const { rpoHours, rtoHours } = entry(estate.classes, copy.class);
  const restored = recoveryTime(estate, item, copy.place, gapHours(copy.schedule));
  const first: Demand[] = isFirst(estate, copy)
    ? [
        {
          kind: "rpo",
          wantedHours: rpoHours,
          outcome: recoveryPoint(aging(view, item, copy), gapHours),
        },
        { kind: "rto", wantedHours: rtoHours, outcome: restored },
      ]
    : [];
  if (!copy.offsite) return first;
  return [...first, ...siteDemand(view, item, copy), { kind: "site-rto", outcome: restored }];
}

/** What is brought offsite is no newer than the first copy; where that never gets made there is nothing to bring. */
function siteDemand(view: View, item: PlannedItem, copy: PlannedCopy): Demand[] {
  const { estate, firstOf, checksOf, gapHours } = view;
  const own = aging(view, item, copy);
  if (isFirst(estate, copy)) return [{ kind: "site-rpo", outcome: recoveryPoint(own, gapHours) }];
  const first = firstOf.get(`${copy.item} ${copy.class}`);
  if (first === undefined) return [];
  const outcome = siteRecoveryPoint(own, aging(view, item, first), checksOf, gapHours);
  const wantedHours = entry(estate.classes, copy.class).offsite?.rpoHours;
  return [{ kind: "site-rpo", wantedHours, outcome }];
}

function aging({ estate, minutesOf }: View, item: PlannedItem, copy: PlannedCopy): AgingCopy {
  const place = entry(estate.places, copy.place);
  const first = isFirst(estate, copy);
  return {
    copy,
    place,
    path: `backup:classes.${copy.class}${first ? "" : ".offsite"}`,
    runMinutes: minutesOfJob(minutesOf, copy),
    measured: item.measured && (first || entry(estate.links, place.link).measured),
  };
}

function minutesOfJob(minutesOf: View["minutesOf"], { job, item }: PlannedCopy): number {
  const minutes = minutesOf.get(job);
  if (minutes === undefined)
    throw new Error(`no job of the plan makes the copy of ${item}: ${job}`);
  return minutes;
}

/** Restores from copies that nothing has the time to make. */
function untimedRestores({ estate, heldBack }: View, group: CopyGroup): (Objective | Finding)[] {
  const { class: name, place, role, items } = group;
  const demand =
    role === "backup"
      ? ({ kind: "rto", wantedHours: entry(estate.classes, name).rtoHours } as const)
      : ({ kind: "site-rto" } as const);
  return items.map((item) =>
    judged(
      { item: item.name, class: name, place },
      { ...demand, outcome: recoveryTime(estate, item, place, undefined) },
      heldBack,
    ),
  );
}

type Judged = Pick<PlannedCopy, "item" | "class" | "place"> & Partial<PlannedCopy>;

function judged(
  copy: Judged,
  { kind, wantedHours, outcome }: Demand,
  heldBack: HeldBack,
): Objective | Finding {
  if (isFinding(outcome)) return outcome;
  const hours = rounded(outcome.hours, 3);
  const rule = heldBack(kind, copy);
  return {
    item: copy.item,
    kind,
    class: copy.class,
    place: copy.place,
    ...(wantedHours === undefined ? {} : { wantedHours }),
    hours,
    met: isSaid(copy) ? isMet(hours, wantedHours, rule) : null,
    reason: outcome.reason + (rule === undefined ? "" : `, or longer where ${rule} applies`),
    estimated: outcome.estimated,
    atBest: outcome.atBest,
  };
}

/** What is too long already is no shorter for what holds it back; of the rest nobody knows how long it is then. */
function isMet(hours: number, wantedHours = Infinity, rule?: string): boolean | null {
  if (hours > wantedHours) return false;
  return rule === undefined ? true : null;
}

/** Of a copy that is not kept for certain nothing is promised, however quick it would be. */
function isSaid({ standing }: Judged): boolean {
  return standing === "kept";
}

/** The same fault of a class or place shows at each of its items. */
function withoutRepeats(findings: readonly Finding[]): Finding[] {
  return [
    ...new Map(findings.map((finding) => [`${finding.path} ${finding.message}`, finding])).values(),
  ];
}

function inOrder(a: Objective, b: Objective): number {
  return (
    byCodeUnit(a.item, b.item) ||
    byCodeUnit(a.class, b.class) ||
    byCodeUnit(a.kind, b.kind) ||
    byCodeUnit(a.place, b.place)
  );
}
