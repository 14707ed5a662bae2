import { type WantedRetention } from "../estate";
import { day, longest } from "./period";
import { type EngineCase, proveRetention } from "./prove";
import { type ProvenRetention, type Unprovable } from "./proven-retention";

/**
 * Proofs, each made once: the items of an estate share a handful of cases. Two cases are one if their instants are
 * the same arrays, so whoever asks for many items should make the instants of each schedule once.
 */
export class RetentionProofs {
  readonly #names = new WeakMap<readonly number[], number>();
  readonly #proofs = new Map<string, ProvenRetention | Unprovable>();
  #named = 0;

  /** @see proveRetention */
  prove(given: EngineCase): ProvenRetention | Unprovable {
    const key = this.#key(given);
    const proof = this.#proofs.get(key) ?? proveRetention(given);
    this.#proofs.set(key, proof);
    return proof;
  }

  #key({
    engine,
    wanted,
    zone,
    backups,
    prunes,
    fulls,
    storageClass,
    lockDays,
  }: EngineCase): string {
    const { last, daily, weekly, monthly, yearly, days } = wanted;
    const instants = [backups, prunes, fulls].map((array) => array && this.#name(array));
    const counts = [last, daily, weekly, monthly, yearly, days];
    return JSON.stringify([engine, zone, storageClass, lockDays, ...counts, ...instants]);
  }

  #name(instants: readonly number[]): number {
    const name = this.#names.get(instants) ?? (this.#named += 1);
    this.#names.set(instants, name);
    return name;
  }
}

/** Years that are simulated at least: enough for weeks and months to meet in most ways. */
const leastYears = 10;

/** Milliseconds: a year to look at, and one more of each period that may be covered already. */
const margin = 2 * longest.yearly + 6 * longest.monthly;

/**
 * Years of backups and prunes that are enough to prove what is wanted.
 *
 * @param longestGapDays - days that pass at most between two backups, up to 31
 * @param heldDays - days during which copies stay for other reasons: they are locked, or billed. Default: none
 */
export function yearsToSimulate(
  wanted: WantedRetention,
  longestGapDays: number,
  heldDays = 0,
): number {
  const gap = longestGapDays * day;
  const spans = [
    Math.max(wanted.days, heldDays) * day,
    (wanted.last ?? 0) * gap,
    (wanted.daily ?? 0) * Math.max(gap, longest.daily),
    (wanted.weekly ?? 0) * Math.max(gap, longest.weekly),
    (wanted.monthly ?? 0) * Math.max(gap, longest.monthly),
    (wanted.yearly ?? 0) * longest.yearly,
  ];
  const needed = spans.reduce((sum, span) => sum + span, margin);
  return Math.max(leastYears, Math.ceil(needed / longest.yearly));
}
