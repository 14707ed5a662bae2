import { type Finding } from "../finding";
import { groupedBy } from "../grouping";
import { sortedEntries } from "../record";
import { type CopyGroup } from "./copy-group";
import { farLocks, lockedDays, type LockFacts } from "./far-locks";
import { counted } from "./name-list";
import { type PlannedCopy } from "./plan";
import { unmadeDemands } from "./unmade-demands";

/** Locks that nobody asked for as they are: far longer than what is wanted, longer than declared, or of what nobody makes. */
export function lockFindings(facts: LockFacts): Finding[] {
  const far = farLocks(facts);
  const told = new Set(far.map(({ path }) => path));
  return [
    ...far,
    ...idleConfirmations(facts, told),
    ...unmadeDemands(facts),
    // How long it is and what that costs is told already.
    ...longerLocks(facts).filter(({ severity, path }) => severity === "error" || !told.has(path)),
  ];
}

/** The copies that a group makes. */
function madeBy(group: CopyGroup, copies: readonly PlannedCopy[]): readonly PlannedCopy[] {
  return copies.filter((copy) => copy.class === group.class && copy.place === group.place);
}

/** A confirmation that confirms nothing would confirm a lock that somebody makes longer later. */
function idleConfirmations(facts: LockFacts, far: ReadonlySet<string>): Finding[] {
  const known = new Set(facts.arranged.map(({ group }) => group.path));
  const locked = lockedDays(facts);
  return sortedEntries(facts.estate.classes).flatMap(([name, { offsite }]) => {
    const path = `backup:classes.${name}.offsite`;
    const { lockDays, confirmedLockDays } = offsite ?? {};
    const days = locked.get(path) ?? lockDays;
    const isOther = confirmedLockDays !== days;
    const isNeeded = far.has(`${path}.lockDays`) || !known.has(path);
    if (confirmedLockDays === undefined || (!isOther && isNeeded)) return [];
    const really = days === lockDays ? "" : `, and copies are locked for ${days} days`;
    return [
      {
        severity: "error",
        path: `${path}.confirmedLockDays`,
        message: isOther
          ? "confirms another number of days than the lock has"
          : "confirms a lock that is not far longer than what is kept anyway",
        got: `${confirmedLockDays} days, beside ${lockDays === undefined ? "no lockDays" : `lockDays of ${lockDays}`}${really}`,
        allowed: "the days for which copies are locked, where the plan asks for it, or none",
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
