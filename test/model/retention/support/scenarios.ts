import fc from "fast-check";
import { day, hour, utc } from "./instants";

const minute = 60_000;

/** Zones with summer time, with odd distances from UTC, with a day left out, and with clocks put back at midnight. */
const zones = [
  "UTC",
  "America/New_York",
  "Europe/Berlin",
  "Asia/Kathmandu",
  "Australia/Lord_Howe",
  "Pacific/Apia",
  "America/Havana",
  "Africa/Casablanca",
];

const years = 4;

/** A schedule in few words, so that a counterexample can be read. */
export interface Scenario {
  readonly zone: string;
  /** Hours since 1970 UTC of the first backup. */
  readonly start: number;
  /** Milliseconds between backups. */
  readonly distance: number;
  /** How late a backup may be, in minutes: less than this. */
  readonly late: number;
  readonly seed: number;
  /** Milliseconds between prunes; 0: one right after each backup. */
  readonly pruneDistance: number;
  /** Hours of the first prune after the first backup. */
  readonly pruneAfter: number;
  readonly keep: Readonly<Record<"last" | "daily" | "weekly" | "monthly" | "yearly", number>>;
}

export const scenarios: fc.Arbitrary<Scenario> = fc.record({
  zone: fc.constantFrom(...zones),
  start: fc.integer({ min: utc("2000-01-01 00:00") / hour, max: utc("2035-01-01 00:00") / hour }),
  distance: fc.constantFrom(7 * day, 7 * day, day, day, 12 * hour, 2 * day, 14 * day, 31 * day),
  late: fc.constantFrom(0, 1, 300),
  seed: fc.nat(),
  pruneDistance: fc.constantFrom(0, day, day, 7 * day),
  pruneAfter: fc.nat(23),
  keep: fc.record({
    last: fc.constantFrom(0, 0, 0, 1, 3),
    daily: fc.constantFrom(0, 0, 1, 7, 14),
    weekly: fc.constantFrom(0, 1, 4, 5, 6),
    monthly: fc.constantFrom(0, 1, 2, 6),
    yearly: fc.constantFrom(0, 0, 0, 1),
  }),
});

/** Four years of backups and prunes. */
export function instantsOf(scenario: Scenario): { backups: number[]; prunes: number[] } {
  const { distance, late, seed, pruneDistance, pruneAfter } = scenario;
  const start = scenario.start * hour;
  const random = randomly(seed);
  const backups = apart(distance, start).map(
    (instant) => instant + Math.floor(random() * late) * minute,
  );
  const prunes = pruneDistance === 0 ? backups : apart(pruneDistance, start + pruneAfter * hour);
  return { backups, prunes };
}

function apart(distance: number, start: number): number[] {
  const count = Math.floor((years * 365 * day) / distance);
  return Array.from({ length: count }, (_, at) => start + at * distance);
}

/** Numbers from 0 to 1 that depend on the seed alone (Park and Miller's minimal standard). */
export function randomly(seed: number): () => number {
  const modulus = 2_147_483_647;
  let state = (seed % (modulus - 1)) + 1;
  return () => (state = (state * 16_807) % modulus) / modulus;
}
