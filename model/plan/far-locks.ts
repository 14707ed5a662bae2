import { billedDays } from "../billed-days";
import { type PriceList } from "../cost/price-list";
import { type Estate } from "../estate";
import { type Finding } from "../finding";
import { byCodeUnit, groupedBy } from "../grouping";
import { entry } from "../record";
import { isUnprovable } from "../retention/proven-retention";
import { rounded } from "../rounding";
import { type Arranged } from "./arranged";
import { type Prover } from "./guarantee";
import { nameList } from "./name-list";
import { type PlannedCopy } from "./plan";
import { storeLabel } from "./store-label";
import { storePart } from "./store-part";

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

/** A bucket that locks what lies in it: one lock for all, whichever class asks for it. */
interface LockedBucket {
  readonly lockDays: number;
  readonly together: readonly Arranged[];
  /** All that lie there, of whichever class and by whichever place. */
  readonly copies: readonly PlannedCopy[];
}

/** Days for which the copies of a class are locked offsite, by where that is declared. */
export function lockedDays(facts: LockFacts): ReadonlyMap<string, number> {
  return new Map(
    lockedBuckets(facts).flatMap(({ lockDays, together }) =>
      together.map(({ group }) => [group.path, lockDays] as const),
    ),
  );
}

/**
 * Locks that last far longer than what a class wants: nobody can undo one, and every copy under it is paid for until
 * its end. An error until the number is confirmed at each class, then a warning.
 */
export function farLocks(facts: LockFacts): Finding[] {
  return lockedBuckets(facts).flatMap((bucket) => {
    const suspects = bucket.together.filter((one) => isSuspect(facts.estate, one, bucket));
    return [...groupedBy(suspects, ({ group }) => group.path).values()].flatMap((alike) =>
      farLock(facts, bucket, alike),
    );
  });
}

function lockedBuckets({ estate, arranged, copies }: LockFacts): LockedBucket[] {
  const offsite = arranged.filter(({ group }) => group.role === "offsite");
  const lyingIn = groupedBy(copies, ({ place }) => storePart(estate, place));
  return [...groupedBy(offsite, ({ group }) => storePart(estate, group.place))].flatMap(
    ([part, together]) => {
      const held = lyingIn.get(part) ?? [];
      const [lockDays] = held.flatMap((copy) => copy.lockDays ?? []);
      return lockDays === undefined ? [] : [{ lockDays, together, copies: held }];
    },
  );
}

/** Spares the proof where the wish alone shows that the lock is none too long. */
function isSuspect(
  { places }: Estate,
  { group: { wanted, place } }: Arranged,
  { lockDays }: LockedBucket,
): boolean {
  const { storageClass = "STANDARD" } = entry(places, place);
  return lockDays > farAbove * Math.max(wanted.days, billedDays[storageClass] ?? 1);
}

function farLock(
  facts: LockFacts,
  bucket: LockedBucket,
  alike: readonly [Arranged, ...Arranged[]],
): Finding[] {
  const { estate, prove } = facts;
  const { lockDays } = bucket;
  const [{ group }] = alike;
  const provable = alike.flatMap(({ group, ...one }) =>
    keptDays({ ...one, group: { ...group, lockDays: undefined } }, prove),
  );
  const needed = Math.max(...provable);
  // What cannot be proved is an error of its own.
  if (provable.length === 0 || lockDays <= farAbove * needed) return [];
  const confirmed = entry(estate.classes, group.class).offsite?.confirmedLockDays === lockDays;
  const bringer = group.lockDays === lockDays ? undefined : bringerOf(bucket, group.class, prove);
  const store = storeLabel(entry(estate.places, group.place));
  const subject =
    bringer === undefined
      ? "locks copies"
      : `is the lock of the bucket ${store}, to which ${bringer} brings it: it locks copies of ${group.class}`;
  const cure =
    bringer === undefined
      ? "make it shorter"
      : `give ${group.class} or ${bringer} a bucket of its own, make what ${bringer} asks for shorter`;
  return [
    {
      severity: confirmed ? "warning" : "error",
      path: `${group.path}.lockDays`,
      message:
        `${subject} far longer than the ${needed} days that they would be kept without it, and nobody can undo ` +
        `that: ${costInWords(facts, bucket)} for storage alone`,
      got: `${lockDays} days`,
      allowed: `at most ${farAbove * needed} days, or more with confirmedLockDays of the same number`,
      fix: confirmed
        ? "nothing, if that is what you want"
        : `${cure}, or write \`confirmedLockDays: ${lockDays}\` beside it`,
    },
  ];
}

/** Days that copies would be kept if theirs were the only ones in the bucket. */
function keptDays(one: Arranged, prove: Prover): number[] {
  const proof = prove(one, { wanted: one.group.wanted });
  return isUnprovable(proof) || proof.engine !== "s3" ? [] : [proof.settings.expirationDays];
}

/** The neighbour in the bucket that alone would come nearest to its lock; `undefined` where there is none. */
function bringerOf({ together }: LockedBucket, own: string, prove: Prover): string | undefined {
  const others = together
    .filter(({ group }) => group.class !== own)
    .map((one) => ({ name: one.group.class, days: Math.max(0, ...keptDays(one, prove)) }));
  return others.sort((a, b) => b.days - a.days || byCodeUnit(a.name, b.name))[0]?.name;
}

/** Of all that lies in the bucket: the lock is theirs together. */
function costInWords({ estate, prices }: LockFacts, { copies }: LockedBucket): string {
  const stored = copies.reduce((sum, { storedGB }) => sum + storedGB, 0);
  const [place] = copies.map((copy) => copy.place);
  const { storageClass = "STANDARD" } = place === undefined ? {} : entry(estate.places, place);
  const yearly = rounded(stored * prices.storage[storageClass].amount * monthsPerYear, 0);
  const classes = [...new Set(copies.map((copy) => copy.class))].sort();
  const whose = classes.length < 2 ? "" : ` of ${nameList(classes)}`;
  return `about ${Math.ceil(stored)} GB${whose} in the end, ${yearly} ${prices.currency} a year`;
}
