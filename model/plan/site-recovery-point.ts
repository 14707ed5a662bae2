import { type Estate } from "../estate";
import { type Finding } from "../finding";
import { entry } from "../record";
import { type PlannedJob } from "./plan";
import { storeLabel } from "./store-label";
import {
  type AgingCopy,
  type GapHours,
  isFinding,
  type Outcome,
  type Part,
  recoveryPoint,
  sumOf,
} from "./recovery-point";

/**
 * How much of the newest work is lost at worst when the whole lab is gone, just before a copy offsite is complete: all
 * since the run before it, and what the copy that this one brought was behind already. That was the newest there was,
 * and from Proxmox Backup Server the newest that was verified: the export brings no other.
 *
 * @param first - the copy that is brought offsite
 * @param checksOf - by store of Proxmox Backup Server, the job that verifies what is new there
 */
export function siteRecoveryPoint(
  offsite: AgingCopy,
  first: AgingCopy,
  checksOf: ReadonlyMap<string, PlannedJob>,
  gapHours: GapHours,
): Outcome | Finding {
  const brought = recoveryPoint(offsite, gapHours);
  if (isFinding(brought)) return brought;
  const behind = recoveryPoint(first, gapHours);
  // It is told of the first copy itself.
  if (isFinding(behind)) return behind;
  const verified =
    first.place.engine === "pbs" ? verification(offsite, first, checksOf, gapHours) : [];
  if ("severity" in verified) return verified;
  const parts = [
    { hours: behind.hours, what: "by which the copy that is brought is behind" },
    ...verified,
  ];
  const more = sumOf(parts, behind.estimated || verified.length > 0);
  return {
    hours: brought.hours + more.hours,
    reason: `${brought.reason} + ${more.reason}`,
    estimated: brought.estimated || more.estimated,
    atBest: false,
  };
}

/** How long it takes at worst until a new copy is verified. Minutes of a verification are always an estimate. */
function verification(
  { path }: AgingCopy,
  { place }: AgingCopy,
  checksOf: ReadonlyMap<string, PlannedJob>,
  gapHours: GapHours,
): readonly Part[] | Finding {
  const store = storeLabel(place);
  const checks = checksOf.get(store);
  const gap = checks && gapHours(checks.schedule);
  if (checks === undefined || gap === undefined) return neverVerified(path, store);
  const { schedule, durationMinutes } = checks;
  return [{ hours: gap + durationMinutes / 60, what: `until that is verified (${schedule})` }];
}

function neverVerified(path: string, store: string): Finding {
  return {
    severity: "error",
    path: `${path}.place`,
    message: `nothing verifies ${store}, and only what is verified is brought offsite from there`,
    fix: "give the place whose copies these are a care window that has room for its verification",
  };
}

/** The jobs that verify what is new, by the store of a place of Proxmox Backup Server. */
export function checksByStore(
  { places }: Pick<Estate, "places">,
  jobs: readonly PlannedJob[],
): ReadonlyMap<string, PlannedJob> {
  return new Map(
    jobs
      .filter(({ kind }) => kind === "verify")
      .map((job) => [storeLabel(entry(places, job.place)), job]),
  );
}
