import { bundlesRule } from "../../../model/retention/git-bundles";
import { History } from "../../../model/retention/history";
import { newestCopiesRule } from "../../../model/retention/newest-copies";
import { pbsRule } from "../../../model/retention/pbs-retention";
import { forgetRule } from "../../../model/retention/restic-forget";
import { pgBackRestRule } from "../../../model/retention/pgbackrest-time";
import { type Rule } from "../../../model/retention/rule";
import { s3CopiesRule, s3VersionsRule } from "../../../model/retention/s3-lifecycle";
import { replay } from "../../../model/retention/simulation";
import { type VeeamGfs } from "../../../model/retention/veeam-gfs";
import { veeamRules } from "../../../model/retention/veeam-retention";
import { day, every, hour, utc } from "./support/instants";

type RuleOf = (history: History) => Rule;

const week = 7 * day;
// A Monday, with which ISO weeks and so the chains begin.
const monday = utc("2024-07-01 06:00");

const historyOf = (backups: readonly number[]) =>
  new History({ backups, prunes: backups, zone: "UTC" });

const veeam =
  (restoreDays: number, gfs: VeeamGfs = {}): RuleOf =>
  (history) =>
    veeamRules(history, gfs)(restoreDays);
const pgBackRest =
  (days: number): RuleOf =>
  (history) =>
    pgBackRestRule(history, days);
const newest =
  (retain: number): RuleOf =>
  (history) =>
    newestCopiesRule(history, retain);
const bundles =
  (keepDays: number, keepLast: number): RuleOf =>
  (history) =>
    bundlesRule(history, { keepDays, keepLast });

const dumps =
  (keepWithinDays: number, keepLast: number): RuleOf =>
  (history) =>
    forgetRule(history, { keepWithinDays, keepLast });

describe("how far a rule looks back", () => {
  it.each<[what: string, distance: number, rule: RuleOf, days: number]>([
    // The longest thing that is kept, a flag's wait and its end, two chains, and three points.
    ["Veeam's days over chains of a week", day, veeam(30), 30 + 2 + 14 + 3],
    ["Veeam's days over fulls alone", week, veeam(30), 30 + 2 + 14 + 21],
    ["Veeam's weeks", day, veeam(30, { weekly: 8 }), 56 + 2 + 14 + 3],
    ["Veeam's months", day, veeam(30, { weekly: 8, monthly: 6 }), 186 + 2 + 14 + 3],
    ["Veeam's years", day, veeam(30, { weekly: 8, monthly: 6, yearly: 2 }), 732 + 2 + 14 + 3],
    // The full that is old enough, the chain before it, and a session.
    ["pgBackRest's days over chains", day, pgBackRest(30), 30 + 14 + 1],
    ["pgBackRest's days over fulls alone", week, pgBackRest(30), 30 + 14 + 7],
    ["copies six hours apart", 6 * hour, newest(10), 66 / 24],
    ["bundles by number", week, bundles(365, 54), 55 * 7],
    ["bundles by days", week, bundles(400, 54), 407],
    ["dumps by number", week, dumps(30, 6), 49],
    ["dumps by days", week, dumps(400, 6), 407],
  ])("spans %s", (_what, distance, rule, days) => {
    expect(rule(historyOf(every(distance, 1, monday))).reach).toBe(days * day);
  });
});

/** The copies that are left after each instant. */
function played(backups: readonly number[], ruleOf: RuleOf): ReadonlyMap<number, string> {
  const history = historyOf(backups);
  const left = new Map<number, string>();
  replay(history, ruleOf(history), {
    deleted: () => true,
    after(held, now) {
      left.set(now, held.map((at) => history.backups[at]).join());
      return true;
    },
  });
  return left;
}

describe("the beginning of a history", () => {
  it.each<[what: string, distance: number, years: number, rule: RuleOf]>([
    [
      "PBS by days, weeks and months",
      day,
      3,
      (of) => pbsRule(of, { keepDaily: 7, keepWeekly: 4, keepMonthly: 6 }),
    ],
    ["PBS by years", week, 8, (of) => pbsRule(of, { keepWeekly: 5, keepYearly: 3 })],
    ["Veeam by days", day, 2, veeam(30)],
    ["Veeam by its three points", 31 * day, 3, veeam(5)],
    ["Veeam by weeks", day, 2, veeam(10, { weekly: 8 })],
    ["Veeam by months", day, 3, veeam(10, { weekly: 2, monthly: 6 })],
    ["Veeam by years", day, 8, veeam(10, { yearly: 2 })],
    ["pgBackRest by days", day, 2, pgBackRest(30)],
    ["pgBackRest by days, of fulls alone", week, 2, pgBackRest(30)],
    ["copies by number", 6 * hour, 1, newest(10)],
    ["bundles by number", week, 4, bundles(30, 54)],
    ["bundles by days", week, 4, bundles(400, 5)],
    ["copies in S3", week, 2, (of) => s3CopiesRule(of, { expirationDays: 90 })],
    ["versions in S3", day, 2, (of) => s3VersionsRule(of, { noncurrentDays: 90 })],
    [
      "versions in S3 by number",
      day,
      2,
      (of) => s3VersionsRule(of, { noncurrentDays: 1, newerNoncurrentVersions: 30 }),
    ],
  ])(
    "has no influence on %s once that time is over, and has before",
    (_what, distance, years, ruleOf) => {
      const late = every(distance, years, monday);
      const before = Array.from(
        { length: Math.ceil(late.length / 2) },
        (_, at) => monday - (at + 1) * distance,
      );
      const [long, short] = [played([...before, ...late], ruleOf), played(late, ruleOf)];
      const differs = [...short.keys()].filter((now) => long.get(now) !== short.get(now));
      const last = differs.at(-1) ?? -Infinity;
      expect(last).toBeGreaterThan(monday);
      expect(last).toBeLessThan(monday + ruleOf(historyOf(late)).reach);
    },
  );
});
