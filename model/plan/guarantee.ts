import { billedDays } from "../billed-days";
import { longestGapHours } from "../calendar/longest-gap";
import { canonicalJson } from "../canonical-json";
import { type Engine, type Estate, type WantedRetention } from "../estate";
import { type Finding } from "../finding";
import { groupedBy } from "../grouping";
import { memoized } from "../memoized";
import { entry } from "../record";
import { isUnprovable, type ProvenRetention, type Unprovable } from "../retention/proven-retention";
import { proveRetention } from "../retention/prove";
import { yearsToSimulate } from "../retention/years-to-simulate";
import { type CopyGroup } from "./copy-group";
import { type Retention } from "./plan";
import { runsOf } from "./runs";
import { most, raisedBy } from "./wanted-retention";

/** What the copies of a group are guaranteed. */
export interface Guarantee {
  readonly retention: Retention;
  /** Most restore points at a time. */
  readonly restorePoints: number;
  /** Most restore points at a time that take up space. */
  readonly storedPoints: number;
  /** Days from the oldest of them to the newest, at most. */
  readonly spanDays: number;
}

/** The schedule of each job that has one, by name. */
export type Schedules = Readonly<Record<string, { readonly schedule: string }>>;

/** Guarantees, and what stands in the way of one. */
export interface Guarantees {
  /** By the name of the group. */
  readonly ofGroup: ReadonlyMap<string, Guarantee>;
  /** By the name of the place: what its prune job keeps. */
  readonly atPlace: ReadonlyMap<string, Guarantee>;
  readonly findings: readonly Finding[];
}

/**
 * Proves what every group's copies are guaranteed. Where groups share their settings, those that keep enough for the one
 * whose backups come at the worst times are taken for all of them.
 */
export function guarantees(
  estate: Estate,
  groups: readonly CopyGroup[],
  schedules: Schedules,
): Guarantees {
  const prove = cachedProver(estate, schedules);
  const proofs = [...groupedBy(groups, settingsOwner).values()].flatMap((together) =>
    proofsTogether(together, prove),
  );
  const all = proofs.map(({ group, proof }) => ({ group, guarantee: guaranteeOf(group, proof) }));
  return {
    ofGroup: new Map(all.map(({ group, guarantee }) => [group.id, guarantee])),
    atPlace: new Map(all.map(({ group, guarantee }) => [group.place, guarantee])),
    findings: proofs.flatMap(({ group, proof }) =>
      isUnprovable(proof) ? [unproven(group, proof)] : [],
    ),
  };
}

type Proof = ProvenRetention | Unprovable;
type Prover = (group: CopyGroup, wanted: WantedRetention) => Proof;

/** Many groups are alike: same engine, same times, same wishes. */
function cachedProver(estate: Estate, schedules: Schedules): Prover {
  const proofs = new Map<string, Proof>();
  const { timezone: zone } = estate.site;
  const gapDays = memoized((schedule) => (longestGapHours(schedule, zone) ?? 24) / 24);
  const runsIn = memoized((years) => memoized((schedule) => runsOf(schedule, zone, Number(years))));
  return ({ id, place, engine, lockDays }, wanted) => {
    const { storageClass } = entry(estate.places, place);
    const [backups, prunes] = [schedules[id]?.schedule, schedules[`${place}-prune`]?.schedule];
    const key = canonicalJson({ engine, wanted, backups, prunes, storageClass, lockDays });
    const known = proofs.get(key);
    if (known) return known;
    const heldDays = Math.max(lockDays ?? 0, billedDays[storageClass ?? "STANDARD"] ?? 0);
    // A copy that never pauses counts as one a day.
    const years = yearsToSimulate(wanted, backups === undefined ? 1 : gapDays(backups), heldDays);
    const runs = runsIn(String(years));
    const proof = proveRetention({
      engine,
      wanted,
      zone,
      backups: backups === undefined ? [] : runs(backups),
      prunes: prunes === undefined ? [] : runs(prunes),
      storageClass,
      lockDays,
    });
    proofs.set(key, proof);
    return proof;
  };
}

interface GroupProof {
  readonly group: CopyGroup;
  readonly proof: Proof;
}

/** Engines that are told once for a whole place what to keep: by a prune job, by a lifecycle. */
const settingsOfPlace: ReadonlySet<Engine> = new Set(["pbs", "s3", "minio"]);

/** What the settings belong to: the place, or the job itself. */
function settingsOwner({ engine, place, id }: CopyGroup): string {
  return settingsOfPlace.has(engine) ? `place ${place}` : `job ${id}`;
}

/** Proofs of groups that share their settings. */
function proofsTogether(groups: readonly CopyGroup[], prove: Prover): GroupProof[] {
  const reasons = new Map<string, string>();
  for (let wish = groups.map(({ wanted }) => wanted).reduce(most); ;) {
    const proofs = groups.map((group) => ({ group, proof: prove(group, wish) }));
    const proven = proofs.flatMap(({ proof }) => (isUnprovable(proof) ? [] : [proof]));
    // The reason is that of the first wish that comes to these settings: a raised one is always "as wanted".
    for (const { settings, reason } of proven) {
      const key = canonicalJson(settings);
      reasons.set(key, reasons.get(key) ?? reason);
    }
    const raised = proven.reduce((wanted, { settings }) => raisedBy(wanted, settings), wish);
    if (
      new Set(proven.map(({ settings }) => canonicalJson(settings))).size <= 1 ||
      raised === wish
    ) {
      return proofs.map(({ group, proof }) => ({ group, proof: withReason(proof, reasons) }));
    }
    wish = raised;
  }
}

function withReason(proof: Proof, reasons: ReadonlyMap<string, string>): Proof {
  if (isUnprovable(proof)) return proof;
  return { ...proof, reason: reasons.get(canonicalJson(proof.settings)) ?? proof.reason };
}

/** What the class wants is shown as declared, not as raised for a neighbour. */
function guaranteeOf({ wanted }: CopyGroup, proof: Proof): Guarantee {
  if (isUnprovable(proof)) return { retention: unprovenRetention(wanted, proof), ...nothing };
  const { settings, reason, proven, restorePoints, storedPoints, spanDays } = proof;
  const { keepsAtLeastDays, oldestAtLeastDays, steadyAfterDays } = proof;
  const promise = { keepsAtLeastDays, oldestAtLeastDays, steadyAfterDays };
  const retention = { wanted, settings, reason, proven, ...promise };
  return { retention, restorePoints, storedPoints, spanDays };
}

const nothing = { restorePoints: 0, storedPoints: 0, spanDays: 0 };

function unprovenRetention(wanted: WantedRetention, { unprovable: reason }: Unprovable): Retention {
  const promise = { keepsAtLeastDays: 0, oldestAtLeastDays: 0, steadyAfterDays: null };
  return { wanted, settings: {}, reason, proven: false, ...promise };
}

/** An estate whose proof falls short is refused; what an operator configures elsewhere can only be pointed at. */
function unproven(group: CopyGroup, { unprovable, fix }: Unprovable): Finding {
  const { place, engine, path, wanted } = group;
  return {
    severity: engine === "iperius" ? "warning" : "error",
    path: `${path}.retention`,
    message: `cannot be proved at ${place}: ${unprovable}`,
    got: canonicalJson(wanted),
    fix,
  };
}
