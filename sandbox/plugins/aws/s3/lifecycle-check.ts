import type { CheckFailure } from "../../protocol/resource-type";
import { atMostOne, faultIf, oneOf, wholeNumber } from "../faults";
import { checkFilter } from "./lifecycle-filter-check";
import type { Expiration, LifecycleRule } from "./lifecycle-rule";
import { checkMoves } from "./lifecycle-transition-check";

/** S3 takes at most 1,000 rules a bucket (Amazon S3 User Guide, "Managing the lifecycle of objects"). */
const mostRules = 1_000;
const mostIdCharacters = 255;
/** S3 keeps from 1 to 100 noncurrent versions beside the current one. */
const mostNewerVersions = 100;

/** What a rule can do; one that does none of it is refused. */
const actions = [
  "abortIncompleteMultipartUpload",
  "expiration",
  "noncurrentVersionExpiration",
  "noncurrentVersionTransitions",
  "transitions",
] as const satisfies readonly (keyof LifecycleRule)[];

const midnight = /^\d{4}-\d{2}-\d{2}(T00:00:00(\.0+)?Z)?$/;

const checkDate = (property: string, date: string | undefined): CheckFailure[] =>
  faultIf(
    date !== undefined && !(midnight.test(date) && !Number.isNaN(Date.parse(date))),
    property,
    `got ${JSON.stringify(date)}; allowed: a date at midnight UTC, such as 2030-01-31T00:00:00Z`,
  );

/** Whether a time is present without a value: it is known only while the update runs. */
const isUnknown = (expiration: Expiration): boolean =>
  (["date", "days"] as const).some((name) => name in expiration && expiration[name] === undefined);

function checkExpiration(expiration: Expiration, at: string): CheckFailure[] {
  const { expiredObjectDeleteMarker, days, date } = expiration;
  const marker = expiredObjectDeleteMarker === true || undefined;
  const given = { date, days, expiredObjectDeleteMarker: marker };
  return [
    ...atMostOne(at, given, Object.keys(given)),
    ...faultIf(
      Object.values(given).every((value) => value === undefined) && !isUnknown(expiration),
      at,
      "got nothing to expire; allowed: exactly one of date, days, expiredObjectDeleteMarker",
    ),
    ...wholeNumber(`${at}.days`, days, 1),
    ...checkDate(`${at}.date`, date),
  ];
}

function checkCurrent({ expiration, transitions = [] }: LifecycleRule, at: string): CheckFailure[] {
  const timed = [...transitions, ...(expiration ? [expiration] : [])];
  return [
    ...(expiration ? checkExpiration(expiration, `${at}.expiration`) : []),
    ...transitions.flatMap((transition, index) => [
      ...atMostOne(`${at}.transitions[${index}]`, transition, ["date", "days"]),
      ...checkDate(`${at}.transitions[${index}].date`, transition.date),
    ]),
    ...faultIf(
      timed.some(({ date }) => date !== undefined) && timed.some(({ days }) => days !== undefined),
      at,
      "got dates and days in one rule; allowed: one kind for all its transitions and its expiration",
    ),
    ...checkMoves({
      at: `${at}.transitions`,
      daysName: "days",
      moves: transitions
        .filter(({ date }) => date === undefined)
        .map(({ days = 0, storageClass }) => ({ days, storageClass })),
      end: { property: `${at}.expiration.days`, days: expiration?.days },
    }),
  ];
}

function checkNoncurrent(rule: LifecycleRule, at: string): CheckFailure[] {
  const { noncurrentVersionExpiration: end, noncurrentVersionTransitions: moves = [] } = rule;
  const place = `${at}.noncurrentVersionExpiration`;
  return [
    ...wholeNumber(`${place}.noncurrentDays`, end?.noncurrentDays, 1),
    ...wholeNumber(
      `${place}.newerNoncurrentVersions`,
      end?.newerNoncurrentVersions,
      1,
      mostNewerVersions,
    ),
    ...moves.flatMap(({ newerNoncurrentVersions }, index) =>
      wholeNumber(
        `${at}.noncurrentVersionTransitions[${index}].newerNoncurrentVersions`,
        newerNoncurrentVersions,
        1,
        mostNewerVersions,
      ),
    ),
    ...checkMoves({
      at: `${at}.noncurrentVersionTransitions`,
      daysName: "noncurrentDays",
      moves: moves.map(({ noncurrentDays, storageClass }) => ({
        days: noncurrentDays,
        storageClass,
      })),
      end: { property: `${place}.noncurrentDays`, days: end?.noncurrentDays },
    }),
  ];
}

function checkRule(rule: LifecycleRule, at: string): CheckFailure[] {
  const acts = actions.some((action) => {
    // Present without a value: known only while the update runs.
    if (!(action in rule)) return false;
    return Object.keys(rule[action] ?? { unknown: true }).length > 0;
  });
  return [
    ...faultIf(
      rule.id.length < 1 || rule.id.length > mostIdCharacters,
      `${at}.id`,
      `got ${rule.id.length} characters; allowed: 1 to ${mostIdCharacters}`,
    ),
    ...oneOf(`${at}.status`, rule.status, ["Enabled", "Disabled"]),
    ...faultIf(!acts, at, `got no action; allowed: at least one of ${actions.join(", ")}`),
    ...checkFilter(rule, at),
    ...checkCurrent(rule, at),
    ...checkNoncurrent(rule, at),
    ...wholeNumber(
      `${at}.abortIncompleteMultipartUpload.daysAfterInitiation`,
      rule.abortIncompleteMultipartUpload?.daysAfterInitiation,
      1,
    ),
  ];
}

/** Every fault for which S3 refuses lifecycle rules; moto accepts nearly all of them. */
export function checkLifecycleRules(rules: readonly LifecycleRule[] = []): CheckFailure[] {
  const ids = rules.map(({ id }) => id);
  return [
    ...faultIf(
      rules.length < 1 || rules.length > mostRules,
      "rules",
      `got ${rules.length} rules; allowed: 1 to ${mostRules}`,
    ),
    ...rules.flatMap((rule, index) => [
      ...faultIf(
        ids.indexOf(rule.id) < index,
        `rules[${index}].id`,
        `got ${JSON.stringify(rule.id)} a second time; allowed: an id of its own for every rule`,
      ),
      ...checkRule(rule, `rules[${index}]`),
    ]),
  ];
}
