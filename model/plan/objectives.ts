import { type Estate } from "../estate";
import { type Finding } from "../finding";
import { byCodeUnit } from "../grouping";
import { entry } from "../record";
import { rounded } from "../rounding";
import { type Objective, type PlannedCopy, type PlannedItem, type PlannedJob } from "./plan";
import { type GapHours, isFinding, type Outcome, recoveryPoint } from "./recovery-point";
import { recoveryTime } from "./recovery-time";
import { shortfalls } from "./shortfall";
import { siteRecoveryNotes } from "./site-recovery";

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
 * What each class promises its items, and what the estate can keep of it: RPO and RTO from the first copy, and the
 * RTO of the site from each copy offsite. Sorted by item, class and kind.
 *
 * @param gapHours - of the site's schedules
 */
export function planObjectives(
  estate: Estate,
  items: readonly PlannedItem[],
  jobs: readonly PlannedJob[],
  copies: readonly PlannedCopy[],
  gapHours: GapHours,
): ObjectivesPart {
  const gap = remembered(gapHours);
  const itemOf = new Map(items.map((item) => [item.name, item]));
  const minutesOf = new Map(jobs.map(({ id, durationMinutes }) => [id, durationMinutes]));
  const results = copies.flatMap((copy) => {
    const item = itemOf.get(copy.item);
    if (!item) return [];
    const demands = demandsOf(estate, item, copy, minutesOf.get(copy.job) ?? 0, gap);
    return demands.map((demand) => judged(copy, demand));
  });
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

function demandsOf(
  estate: Estate,
  item: PlannedItem,
  copy: PlannedCopy,
  runMinutes: number,
  gapHours: GapHours,
): Demand[] {
  const { place: first, rpoHours, rtoHours } = entry(estate.classes, copy.class);
  const place = entry(estate.places, copy.place);
  const restored = recoveryTime(estate, item, copy.place, gapHours(copy.schedule));
  const site: Demand[] = copy.offsite ? [{ kind: "site-rto", outcome: restored }] : [];
  if (copy.place !== first) return site;
  const point = recoveryPoint(copy, place, runMinutes, item.measured, gapHours);
  return [
    { kind: "rpo", wantedHours: rpoHours, outcome: point },
    { kind: "rto", wantedHours: rtoHours, outcome: restored },
    ...site,
  ];
}

function judged(copy: PlannedCopy, { kind, wantedHours, outcome }: Demand): Objective | Finding {
  if (isFinding(outcome)) return outcome;
  const hours = rounded(outcome.hours, 3);
  return {
    item: copy.item,
    kind,
    class: copy.class,
    place: copy.place,
    ...(wantedHours === undefined ? {} : { wantedHours }),
    hours,
    met: wantedHours === undefined || hours <= wantedHours,
    reason: outcome.reason,
    estimated: outcome.estimated,
    atBest: outcome.atBest,
  };
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
