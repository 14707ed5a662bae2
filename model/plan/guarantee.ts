import { billedDays } from "../billed-days";
import { longestGapHours } from "../calendar/longest-gap";
import { canonicalJson } from "../canonical-json";
import { engines } from "../engines/engines";
import { type Engine, type Estate } from "../estate";
import { type Finding } from "../finding";
import { groupedBy } from "../grouping";
import { memoized } from "../memoized";
import { entry } from "../record";
import { Remembered } from "../../lib/remembered";
import {
  type AnyProvenRetention,
  isUnprovable,
  type ProvenRetention,
  type Unprovable,
  type Wish,
} from "../retention/proven-retention";
import { yearsToSimulate } from "../retention/years-to-simulate";
import { type Arranged } from "./arranged";
import { exportHistories } from "./export-history";
import { type Retention } from "./plan";
import { runsIn } from "./runs";
import { storePart } from "./store-part";
import { most } from "./wanted-retention";

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

/** Guarantees, and what stands in the way of one. */
export interface Guarantees {
  /** By the name of the group. */
  readonly ofGroup: ReadonlyMap<string, Guarantee>;
  /** By the part of a store: what its prune job keeps. */
  readonly atPart: ReadonlyMap<string, Guarantee>;
  readonly findings: readonly Finding[];
}

/**
 * Proves what every group's copies are guaranteed. Groups in one part of a store share its settings, whatever places
 * they name: those that keep enough for the one whose backups come at the worst times are taken for all of them.
 */
export function guarantees(
  estate: Estate,
  arranged: readonly Arranged[],
  prove: Prover,
): Guarantees {
  const ownerOf = ({ group }: Arranged) =>
    engines[group.engine].settingsOf === "store" ? storePart(estate, group.place) : group.id;
  const proofs = [...groupedBy(arranged, ownerOf)].flatMap(([owner, together]) =>
    proofsTogether(together, prove).map((one) => ({ ...one, owner })),
  );
  const all = proofs.map((one) => ({ ...one, guarantee: guaranteeOf(one) }));
  return {
    ofGroup: new Map(all.map(({ arranged: { group }, guarantee }) => [group.id, guarantee])),
    atPart: new Map(all.map(({ owner, guarantee }) => [owner, guarantee])),
    findings: distinct(proofs.flatMap((one) => unprovenOf(one, prove))),
  };
}

type Proof = AnyProvenRetention | Unprovable;

/** Proves what the copies of a group are guaranteed if their settings must keep so much. */
export type Prover = (one: Arranged, wish: Wish) => Proof;

/** A plan of the lab has about a hundred; a review, and the tests, plan nearly the same estate again and again. */
const proofs = new Remembered<Proof>(10_000);

/**
 * The prover of an estate. It proves what is alike only once, whichever estate it is in: same engine, same times of its
 * own and of what it brings, same wishes.
 *
 * @param prunesOf - schedule of what prunes a part of a store; `undefined` where nothing does, or has a time for it
 */
export function proverOf(estate: Estate, prunesOf: (part: string) => string | undefined): Prover {
  const { timezone: zone } = estate.site;
  const gapDays = memoized((schedule) => (longestGapHours(schedule, zone) ?? 24) / 24);
  const runs = runsIn(zone);
  const exportsOf = exportHistories(runs);
  return ({ group, schedule, run, source }, wish) => {
    const { place, engine, lockDays } = group;
    const { storageClass } = entry(estate.places, place);
    const prunes = prunesOf(storePart(estate, place));
    const runMinutes = engine === "veeam" ? run : undefined;
    const given = { ...wish, zone, storageClass, lockDays, runMinutes };
    const heldDays = [lockDays, wish.leastDays, billedDays[storageClass ?? "STANDARD"]];
    const between = [schedule, source?.schedule, source?.check?.schedule];
    // A copy that never pauses counts as one a day.
    const years = yearsToSimulate(
      wish.wanted,
      between.reduce((sum, one) => sum + (one === undefined ? 0 : gapDays(one)), 0),
      Math.max(0, ...heldDays.filter((days) => days !== undefined)),
    );
    const brought = source && exportsOf(schedule, source, years);
    const key = canonicalJson({ engine, ...given, schedule, prunes, source: brought?.source });
    return proofs.of(key, () =>
      engines[engine].prove({
        ...given,
        backups: brought?.exports ?? runs(schedule, years),
        prunes: prunes === undefined ? [] : runs(prunes, years),
      }),
    );
  };
}

interface GroupProof {
  readonly arranged: Arranged;
  /** All that share its settings, itself included. */
  readonly together: readonly Arranged[];
  readonly proof: Proof;
}

/** Proofs of groups that share their settings. */
function proofsTogether(together: readonly [Arranged, ...Arranged[]], prove: Prover): GroupProof[] {
  const reasons = new Map<string, string>();
  const lockDays = longestLock(together);
  const proofOf = (arranged: Arranged, wish: Wish) =>
    prove({ ...arranged, group: { ...arranged.group, lockDays } }, wish);
  for (let wish: Wish = { wanted: together.map(({ group }) => group.wanted).reduce(most) }; ;) {
    const proofs = together.map((arranged) => ({
      arranged,
      together,
      proof: proofOf(arranged, wish),
    }));
    const proven = proofs.flatMap(({ proof }) => (isUnprovable(proof) ? [] : [proof]));
    // The reason is that of the first wish that comes to these settings: a raised one is always "as wanted".
    for (const { settings, reason } of proven) {
      const key = canonicalJson(settings);
      reasons.set(key, reasons.get(key) ?? reason);
    }
    const raised = proven.reduce<Wish>(raisedBy, wish);
    const different = new Set(proven.map(({ settings }) => canonicalJson(settings)));
    if (different.size <= 1)
      return proofs.map((one) => ({ ...one, proof: withReason(one.proof, reasons) }));
    if (raised === wish)
      throw new Error(`one store would be told several things: ${[...different].join(", ")}`);
    wish = raised;
  }
}

/** A store has one lock for all that lies in it, whichever class asks for it. */
function longestLock(together: readonly Arranged[]): number | undefined {
  const days = together.flatMap(({ group }) => group.lockDays ?? []);
  return days.length === 0 ? undefined : Math.max(...days);
}

function raisedBy<E extends Engine>(wish: Wish, { engine, settings }: ProvenRetention<E>): Wish {
  return engines[engine].raisedBy?.(wish, settings) ?? wish;
}

function withReason(proof: Proof, reasons: ReadonlyMap<string, string>): Proof {
  if (isUnprovable(proof)) return proof;
  return { ...proof, reason: reasons.get(canonicalJson(proof.settings)) ?? proof.reason };
}

/** What the class wants is shown as declared, not as raised for a neighbour. */
function guaranteeOf({ arranged: { group }, proof }: GroupProof): Guarantee {
  const { wanted, engine } = group;
  if (isUnprovable(proof)) {
    const promise = { keepsAtLeastDays: 0, oldestAtLeastDays: 0, steadyAfterDays: null } as const;
    const retention = {
      engine,
      wanted,
      reason: proof.unprovable,
      proven: false,
      ...promise,
    } as const;
    return { retention, restorePoints: 0, storedPoints: 0, spanDays: 0 };
  }
  const { restorePoints, storedPoints, spanDays } = proof;
  return { retention: { ...proof, wanted }, restorePoints, storedPoints, spanDays };
}

/** Several groups of a class have one declaration. */
const distinct = (findings: readonly Finding[]): Finding[] => [
  ...new Map(findings.map((one) => [canonicalJson(one), one])).values(),
];

/** Of groups that share their settings those are at fault whose own wish cannot be proved; none of them alone: all. */
function unprovenOf({ arranged, proof, together }: GroupProof, prove: Prover): Finding[] {
  if (!isUnprovable(proof)) return [];
  const isAtFault = (one: Arranged) => isUnprovable(prove(one, { wanted: one.group.wanted }));
  return isAtFault(arranged) || !together.some(isAtFault) ? [unproven(arranged, proof)] : [];
}

/** An estate whose proof falls short is refused; what an operator configures elsewhere can only be pointed at. */
function unproven({ group }: Arranged, { unprovable, fix }: Unprovable): Finding {
  const { place, engine, path, wanted } = group;
  return {
    severity: engines[engine].maker === "operator" ? "warning" : "error",
    path: `${path}.retention`,
    message: `cannot be proved at ${place}: ${unprovable}`,
    got: canonicalJson(wanted),
    fix,
  };
}
