import { billedDays } from "../billed-days";
import { type PriceList } from "../cost/price-list";
import { type Estate } from "../estate";
import { type Finding } from "../finding";
import { groupedBy } from "../grouping";
import { entry, sortedEntries } from "../record";
import { isUnprovable } from "../retention/proven-retention";
import { rounded } from "../rounding";
import { type Arranged } from "./arranged";
import { type CopyGroup } from "./copy-group";
import { type Prover } from "./guarantee";
import { counted } from "./name-list";
import { type PlannedCopy } from "./plan";

/** How many times longer than what is kept anyway a lock may last before somebody must confirm it. */
const farAbove = 4;

const monthsPerYear = 12;

/** What tells whether a lock is as somebody asked for. */
export interface LockFacts {
  readonly estate: Estate;
  readonly arranged: readonly Arranged[];
  readonly copies: readonly PlannedCopy[];
  readonly prove: Prover;
  readonly prices: PriceList;
}

/** Locks that nobody asked for as they are: far longer than what is wanted, or longer than declared. */
export function lockFindings(facts: LockFacts): Finding[] {
  const far = farLocks(facts);
  return [
    ...far,
    ...idleConfirmations(facts, new Set(far.map(({ path }) => path))),
    ...longerLocks(facts),
  ];
}

/** The copies that a group makes. */
function madeBy(group: CopyGroup, copies: readonly PlannedCopy[]): readonly PlannedCopy[] {
  return copies.filter((copy) => copy.class === group.class && copy.place === group.place);
}

/**
 * Locks that last far longer than what is wanted: nobody can undo one, and every copy under it is paid for until its
 * end. An error until the number is confirmed, then a warning.
 */
function farLocks({ estate, arranged, copies, prove, prices }: LockFacts): Finding[] {
  const suspects = arranged.filter(({ group }) => isSuspect(estate, group));
  return [...groupedBy(suspects, ({ group }) => group.path).values()].flatMap((alike) => {
    const provable = alike.flatMap((one) => neededDays(one, prove));
    // What locks nothing, or cannot be proved, is an error of its own.
    if (provable.length === 0) return [];
    const needed = Math.max(...provable);
    const [{ group }] = alike;
    const { lockDays, place, path } = group;
    if (lockDays === undefined || lockDays <= farAbove * needed) return [];
    const held = madeBy(group, copies).reduce((sum, { storedGB }) => sum + storedGB, 0);
    const { storageClass = "STANDARD" } = entry(estate.places, place);
    const yearly = rounded(held * prices.storage[storageClass].amount * monthsPerYear, 0);
    const confirmed = entry(estate.classes, group.class).offsite?.confirmedLockDays === lockDays;
    return [
      {
        severity: confirmed ? "warning" : "error",
        path: `${path}.lockDays`,
        message:
          `locks copies far longer than the ${needed} days that they would be kept without it, and nobody can undo ` +
          `that: about ${Math.ceil(held)} GB in the end, ${yearly} ${prices.currency} a year for storage alone`,
        got: `${lockDays} days`,
        allowed: `at most ${farAbove * needed} days, or more with confirmedLockDays of the same number`,
        fix: confirmed
          ? "nothing, if that is what you want"
          : `make it shorter, or write \`confirmedLockDays: ${lockDays}\` beside it`,
      },
    ];
  });
}

/** Spares the proof where the wish alone shows that the lock is none too long. */
function isSuspect({ places }: Estate, { lockDays, wanted, place }: CopyGroup): boolean {
  const { storageClass = "STANDARD" } = entry(places, place);
  return (
    lockDays !== undefined &&
    lockDays > farAbove * Math.max(wanted.days, billedDays[storageClass] ?? 1)
  );
}

/** Days that copies would be kept without the lock. */
function neededDays({ group, ...one }: Arranged, prove: Prover): number[] {
  const proof = prove(
    { ...one, group: { ...group, lockDays: undefined } },
    { wanted: group.wanted },
  );
  return isUnprovable(proof) || proof.engine !== "s3" ? [] : [proof.settings.expirationDays];
}

/** A confirmation that confirms nothing would confirm a lock that somebody makes longer later. */
function idleConfirmations(
  { estate: { classes }, arranged }: LockFacts,
  far: ReadonlySet<string>,
): Finding[] {
  const known = new Set(arranged.map(({ group }) => group.path));
  return sortedEntries(classes).flatMap(([name, { offsite }]) => {
    const path = `backup:classes.${name}.offsite`;
    const { lockDays, confirmedLockDays } = offsite ?? {};
    const isOther = confirmedLockDays !== lockDays;
    const isNeeded = far.has(`${path}.lockDays`) || !known.has(path);
    if (confirmedLockDays === undefined || (!isOther && isNeeded)) return [];
    return [
      {
        severity: "error",
        path: `${path}.confirmedLockDays`,
        message: isOther
          ? "confirms another number of days than the lock has"
          : "confirms a lock that is not far longer than what is kept anyway",
        got: `${confirmedLockDays} days, beside ${lockDays === undefined ? "no lockDays" : `lockDays of ${lockDays}`}`,
        allowed: "the number of lockDays, where the plan asks for it, or none",
        fix: "take it out, or correct the one of the two that is wrong",
      },
    ];
  });
}

/**
 * Locks that last longer than declared, as they must wherever copies are kept or billed longer. One that is declared shorter than the
 * copies are promised is a contradiction in the file: somebody expects to be rid of them before.
 */
function longerLocks({ arranged, copies }: LockFacts): Finding[] {
  const offsite = arranged.filter(({ group }) => group.role === "offsite");
  return [...groupedBy(offsite, ({ group }) => group.path).values()].flatMap(([{ group }]) => {
    const { lockDays: declared, path } = group;
    const [locked] = madeBy(group, copies);
    if (locked?.lockDays === undefined || locked.lockDays === declared) return [];
    const { lockDays, retention } = locked;
    const why = `${retention.reason}; until then nobody can delete them, and they are paid for`;
    return [
      declared === undefined
        ? {
            severity: "note",
            path: `${path}.lockDays`,
            message: `is not declared, and copies are locked for ${lockDays} days all the same: ${why}`,
            fix: `write \`lockDays: ${lockDays}\`, or keep copies where fewer days are billed`,
          }
        : {
            severity: declared < group.wanted.days ? "error" : "warning",
            path: `${path}.lockDays`,
            message: `is less than the ${lockDays} days for which copies are locked: ${why}`,
            got: counted(declared, "day"),
            allowed: `${lockDays} days, or more`,
            fix: `write \`lockDays: ${lockDays}\`, or keep copies for less, or where fewer days are billed`,
          },
    ];
  });
}
