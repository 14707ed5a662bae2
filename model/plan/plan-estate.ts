import { longestGapHours } from "../calendar/longest-gap";
import { type Estate } from "../estate";
import { byCodeUnit } from "../grouping";
import { type PriceList } from "../cost/price-list";
import { type Finding } from "../finding";
import { memoized } from "../memoized";
import { assumptions } from "./assumptions";
import { planCapacity } from "./capacity";
import { capacityFindings } from "./capacity-findings";
import { planCost } from "./cost";
import { planCoverage } from "./coverage";
import { inventoryFindings } from "./inventory";
import { copiesOf } from "./copies";
import { copyGroups } from "./copy-group";
import { type Guarantees, guarantees } from "./guarantee";
import { guestFindings } from "./guest-findings";
import { planItems, plannedDrives } from "./items";
import { copyJob, type JobDraft } from "./job-draft";
import { planObjectives } from "./objectives";
import { placeJobs, type Placement } from "./placement";
import { type Plan, type PlannedCopy, type PlannedJob } from "./plan";
import { siteLoss } from "./site-loss";
import { sizeFindings } from "./size-findings";
import { careJobs } from "./store-care";

/**
 * What an estate guarantees: pure, the same whatever the machine, its time zone and the order in the file.
 *
 * @param today - YYYY-MM-DD: exemptions expire and prices grow old
 */
export function planEstate(estate: Estate, prices: PriceList, today: string): Plan {
  const items = planItems(estate);
  const groups = copyGroups(estate, items);
  const drafts = [...groups.map((group) => copyJob(estate, group)), ...careJobs(estate, groups)];
  const placement = placeJobs(drafts, estate.windows, estate.site.timezone);
  // What has no time makes no copies; the placement's findings say so.
  const placed = groups.filter(({ id }) => placement.slots[id] !== undefined);
  const proofs = guarantees(estate, placed, placement.slots);
  const jobs = drafts.flatMap((draft) => plannedJob(draft, placement, proofs)).sort(byId);
  const copies = placed
    .flatMap((group) => copiesOf(estate, group, placement.slots, proofs))
    .sort(byItem);

  const gapHours = memoized((schedule) => longestGapHours(schedule, estate.site.timezone));
  const objectives = planObjectives(estate, items, jobs, copies, gapHours);
  const coverage = planCoverage(estate, items, copies, today);
  const capacity = planCapacity(estate, items, copies, today);
  const cost = planCost(estate, items, copies, prices, today);
  return {
    items: [...items, ...plannedDrives(estate)],
    jobs,
    copies,
    objectives: objectives.objectives,
    siteLoss: siteLoss(coverage.coverage, copies, objectives.objectives),
    coverage: coverage.coverage,
    capacity,
    cost: cost.cost,
    findings: [
      ...inventoryFindings(estate),
      ...sizeFindings(estate, items),
      ...placement.findings,
      ...proofs.findings,
      ...objectives.findings,
      ...coverage.findings,
      ...guestFindings(estate, copies, today),
      ...capacityFindings(capacity),
      ...cost.findings,
      ...assumptions(estate, items),
    ].sort(bySeverity),
  };
}

function plannedJob(
  { frequency: _frequency, after: _after, path: _path, ...job }: JobDraft,
  { slots }: Placement,
  { ofGroup, atPlace }: Guarantees,
): PlannedJob[] {
  const slot = slots[job.id];
  if (slot === undefined) return [];
  const guarantee =
    ofGroup.get(job.id) ?? (job.kind === "prune" ? atPlace.get(job.place) : undefined);
  return [{ ...job, ...slot, ...(guarantee ? { retention: guarantee.retention } : {}) }];
}

const severities = ["error", "warning", "note"];

/** Worst first, then in the order of the paths. */
function bySeverity(a: Finding, b: Finding): number {
  return (
    severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
    byCodeUnit(a.path, b.path) ||
    byCodeUnit(a.message, b.message)
  );
}

function byId(a: PlannedJob, b: PlannedJob): number {
  return byCodeUnit(a.id, b.id);
}

function byItem(a: PlannedCopy, b: PlannedCopy): number {
  return byCodeUnit(a.item, b.item) || byCodeUnit(a.job, b.job);
}
