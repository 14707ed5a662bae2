import { longestGapHours } from "../calendar/longest-gap";
import { type PriceList } from "../cost/price-list";
import { type Estate } from "../estate";
import { type Finding } from "../finding";
import { byCodeUnit } from "../grouping";
import { memoized } from "../memoized";
import { optionalEntry } from "../record";
import { arrangedGroups } from "./arranged-groups";
import { assumptions } from "./assumptions";
import { planCapacity } from "./capacity";
import { capacityFindings } from "./capacity-findings";
import { copiesOf } from "./copies";
import { copyGroups } from "./copy-group";
import { planCost } from "./cost";
import { planCoverage } from "./coverage";
import { longExemptionFindings } from "./exemption-findings";
import { fitFindings } from "./fit-findings";
import { rhythms } from "./frequency";
import { frequencyFindings } from "./frequency-findings";
import { type Guarantees, guarantees, proverOf } from "./guarantee";
import { instructionsOf } from "./instructions";
import { inventoryFindings } from "./inventory";
import { guestFindings } from "./guest-findings";
import { datastoreFindings } from "./datastore-findings";
import { escrowFindings } from "./escrow-findings";
import {
  deletionWindowFindings,
  keyAccessFindings,
  limitFindings,
  logFindings,
  mixedArchiveFindings,
  watchFindings,
} from "./vault-findings";
import { heldGroups } from "./held-groups";
import { idleArchives } from "./idle-archives";
import { idleClasses } from "./idle-classes";
import { planItems, plannedDrives } from "./items";
import { copyJob, type JobDraft } from "./job-draft";
import { lockFindings } from "./lock-findings";
import { planObjectives } from "./objectives";
import { mergedHistories } from "./merged-histories";
import { overfullPlaces } from "./overfull";
import { placeJobs, type Placement } from "./placement";
import { type Plan, type PlannedCopy, type PlannedJob } from "./plan";
import { siteLoss } from "./site-loss";
import { sizeFindings } from "./size-findings";
import { replicaFindings } from "./replica-findings";
import { withStanding } from "./standing";
import { careJobs } from "./store-care";
import { storeFindings } from "./store-findings";
import { storePart } from "./store-part";
import { syncCollisions } from "./sync-collisions";
import { syncFindings } from "./sync-findings";
import { syncMerges } from "./sync-merges";
import { planSyncJobs } from "./sync-jobs";
import { broughtBy } from "./synced-copies";
import { trafficFindings } from "./traffic-findings";

/**
 * What an estate guarantees: pure, the same whatever the machine, its time zone and the order in the file.
 *
 * @param today - YYYY-MM-DD: exemptions expire and prices grow old
 */
export function planEstate(estate: Estate, prices: PriceList, today: string): Plan {
  const items = planItems(estate);
  const rhythmIn = rhythms(estate);
  const groups = copyGroups(estate, items, rhythmIn);
  const heldIn = heldGroups(estate, groups);
  const gapHours = memoized((schedule) => longestGapHours(schedule, estate.site.timezone));
  const syncs = planSyncJobs(estate, heldIn, gapHours);
  const copying = groups.map((group) => ({ group, job: copyJob(estate, group) }));
  const drafts = [...copying.map(({ job }) => job), ...careJobs(estate, groups, heldIn)];
  const fixed = syncs.map((sync) => sync.fixed);
  const placement = placeJobs(drafts, estate.windows, estate.site.timezone, fixed);
  const arranged = arrangedGroups(estate, groups, drafts, placement, rhythmIn);
  const prunes = new Map(
    drafts.flatMap(({ kind, place, id }) =>
      kind === "prune"
        ? [[storePart(estate, place), optionalEntry(placement.slots, id)?.schedule] as const]
        : [],
    ),
  );
  const prove = proverOf(estate, (part) => prunes.get(part));
  const proofs = guarantees(estate, arranged, prove);
  const jobs = [
    ...drafts.flatMap((draft) => plannedJob(estate, draft, placement, proofs)),
    ...syncs.map(({ job }) => job),
  ].sort((a, b) => byCodeUnit(a.id, b.id));
  const stored = arranged.flatMap((one) => copiesOf(estate, one, proofs)).sort(byItem);
  const brought = broughtBy(estate, syncs, stored, items);
  const capacity = planCapacity(estate, items, stored, brought, today);
  const copies = withStanding(estate, stored, overfullPlaces(estate, capacity));

  const timed = new Set(arranged.map(({ group }) => group));
  const untimed = groups.filter((group) => !timed.has(group));
  const objectives = planObjectives(estate, items, jobs, copies, gapHours, untimed);
  const coverage = planCoverage(estate, items, copies, today);
  const cost = planCost(estate, items, copies, prices, today);
  return {
    site: estate.site,
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
      ...fitFindings(estate, items),
      ...frequencyFindings(estate, copying, rhythmIn),
      ...storeFindings(estate, today),
      ...longExemptionFindings(estate, today),
      ...replicaFindings(estate, groups),
      ...idleArchives(estate, items, groups),
      ...idleClasses(estate, items),
      ...mergedHistories(estate, groups),
      ...placement.findings,
      ...datastoreFindings(estate),
      ...escrowFindings(estate),
      ...keyAccessFindings(estate),
      ...mixedArchiveFindings(estate),
      ...watchFindings(estate),
      ...deletionWindowFindings(estate),
      ...logFindings(estate, copies),
      ...limitFindings(estate, cost.cost),
      ...trafficFindings(estate),
      ...syncFindings(estate, syncs, prunedPlaces(jobs)),
      ...syncMerges(estate, syncs, groups),
      ...syncCollisions(syncs, withoutTime(drafts, placement), estate.site.timezone),
      ...proofs.findings,
      ...lockFindings({ estate, arranged, copies, prove, prices }),
      ...objectives.findings,
      ...coverage.findings,
      ...guestFindings(estate, copies, today),
      ...capacityFindings(capacity),
      ...cost.findings,
      ...assumptions(estate, items),
    ].sort(bySeverity),
    instructions: instructionsOf(estate, arranged, proofs, jobs),
  };
}

function prunedPlaces(jobs: readonly PlannedJob[]): ReadonlySet<string> {
  return new Set(jobs.filter(({ kind }) => kind === "prune").map(({ place }) => place));
}

function withoutTime(drafts: readonly JobDraft[], { slots }: Placement): JobDraft[] {
  return drafts.filter(({ id }) => optionalEntry(slots, id) === undefined);
}

function plannedJob(
  estate: Estate,
  { frequency: _frequency, after: _after, path: _path, ...job }: JobDraft,
  { slots, minutes, firstRuns }: Placement,
  { ofGroup, atPart }: Guarantees,
): PlannedJob[] {
  const slot = optionalEntry(slots, job.id);
  if (slot === undefined) return [];
  const beside = optionalEntry(minutes, job.id);
  const firstRun = optionalEntry(firstRuns, job.id);
  const guarantee =
    ofGroup.get(job.id) ??
    (job.kind === "prune" ? atPart.get(storePart(estate, job.place)) : undefined);
  return [
    {
      ...job,
      schedule: slot.schedule,
      ...(beside === undefined
        ? {}
        : { durationMinutes: beside, aloneMinutes: job.durationMinutes }),
      ...(firstRun ? { firstRun } : {}),
      ...(guarantee ? { retention: guarantee.retention } : {}),
    },
  ];
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

function byItem(a: PlannedCopy, b: PlannedCopy): number {
  return byCodeUnit(a.item, b.item) || byCodeUnit(a.job, b.job);
}
