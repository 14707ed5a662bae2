import { checkLifecycleRules } from "../../../plugins/aws/s3/lifecycle-check";
import type { LifecycleRule } from "../../../plugins/aws/s3/lifecycle-rule";

type Rule = Record<string, unknown>;

const faults = (...rules: Rule[]) =>
  checkLifecycleRules(rules as unknown as LifecycleRule[]).map(
    ({ property, reason }) => `${property}: ${reason}`,
  );
const rule = (more: Rule): Rule => ({ id: "r", status: "Enabled", ...more });
const moves = (...transitions: Rule[]) => rule({ transitions });
const expiring = (more: Rule) => rule({ expiration: { days: 30 }, ...more });

test.each<[string, Rule]>([
  ["objects move to Glacier at once", moves({ days: 0, storageClass: "GLACIER" })],
  ["a move without a day happens on day 0", moves({ storageClass: "GLACIER_IR" })],
  [
    "objects go down the waterfall",
    moves(
      { days: 30, storageClass: "STANDARD_IA" },
      { days: 60, storageClass: "GLACIER" },
      { days: 61, storageClass: "DEEP_ARCHIVE" },
    ),
  ],
  [
    "dates all through",
    rule({
      expiration: { date: "2031-01-01T00:00:00Z" },
      transitions: [{ date: "2030-01-01", storageClass: "GLACIER" }],
    }),
  ],
  [
    "only unfinished uploads are cleaned",
    rule({ abortIncompleteMultipartUpload: { daysAfterInitiation: 1 } }),
  ],
  ["an action only the update knows", rule({ expiration: undefined })],
  ["days only the update knows", rule({ expiration: { days: undefined } })],
])("passes where %s", (_, one) => {
  expect(faults(one)).toEqual([]);
});

test.each<[Rule, string]>([
  [rule({}), "rules[0]: got no action; allowed: at least one of abortIncompleteMultipartUpload"],
  [rule({ transitions: [] }), "rules[0]: got no action"],
  [expiring({ id: "" }), "rules[0].id: got 0 characters; allowed: 1 to 255"],
  [expiring({ id: "r".repeat(256) }), "rules[0].id: got 256 characters"],
  [expiring({ status: "On" }), 'rules[0].status: got "On"; allowed: Enabled, Disabled'],
  [
    rule({ expiration: { days: 0 } }),
    "rules[0].expiration.days: got 0; allowed: a whole number of at least 1",
  ],
  [rule({ expiration: { days: 1.5 } }), "rules[0].expiration.days: got 1.5"],
  [
    rule({ expiration: { expiredObjectDeleteMarker: false } }),
    "rules[0].expiration: got nothing to expire",
  ],
  [
    rule({ expiration: { days: 1, expiredObjectDeleteMarker: true } }),
    "rules[0].expiration: got days and expiredObjectDeleteMarker together",
  ],
  [rule({ expiration: { date: "2030-01-01T12:00:00Z" } }), "rules[0].expiration.date: got"],
  [rule({ expiration: { date: "2030-13-45" } }), "allowed: a date at midnight UTC"],
  [
    expiring({ transitions: [{ date: "2030-01-01", storageClass: "GLACIER" }] }),
    "rules[0]: got dates and days in one rule",
  ],
  [
    moves({ days: 1, storageClass: "COLD" }),
    'rules[0].transitions[0].storageClass: got "COLD"; allowed: STANDARD_IA',
  ],
  [
    moves({ days: 29, storageClass: "STANDARD_IA" }),
    "rules[0].transitions[0].days: got 29; allowed: a whole number of at least 30",
  ],
  [moves({ days: -1, storageClass: "GLACIER" }), "rules[0].transitions[0].days: got -1"],
  [
    moves({ days: 1, storageClass: "GLACIER" }, { days: 2, storageClass: "GLACIER" }),
    "rules[0].transitions[1].storageClass: got GLACIER a second time",
  ],
  [
    moves({ days: 30, storageClass: "STANDARD_IA" }, { days: 59, storageClass: "GLACIER" }),
    "rules[0].transitions[1].days: got 59 for GLACIER; allowed: at least 60",
  ],
  [
    moves({ days: 5, storageClass: "DEEP_ARCHIVE" }, { days: 5, storageClass: "GLACIER" }),
    "rules[0].transitions[0].days: got 5 for DEEP_ARCHIVE; allowed: at least 6",
  ],
  [
    expiring({ transitions: [{ days: 30, storageClass: "GLACIER" }] }),
    "rules[0].expiration.days: got 30; allowed: more than 30, the day of the transition to GLACIER",
  ],
  [
    rule({ noncurrentVersionExpiration: { noncurrentDays: 0 } }),
    "rules[0].noncurrentVersionExpiration.noncurrentDays: got 0",
  ],
  [
    rule({ noncurrentVersionExpiration: { noncurrentDays: 1, newerNoncurrentVersions: 101 } }),
    "rules[0].noncurrentVersionExpiration.newerNoncurrentVersions: got 101; allowed: a whole number from 1 to 100",
  ],
  [
    rule({
      noncurrentVersionTransitions: [
        { noncurrentDays: 1, newerNoncurrentVersions: 0, storageClass: "GLACIER" },
      ],
    }),
    "rules[0].noncurrentVersionTransitions[0].newerNoncurrentVersions: got 0",
  ],
  [
    rule({
      noncurrentVersionTransitions: [{ noncurrentDays: 9, storageClass: "GLACIER" }],
      noncurrentVersionExpiration: { noncurrentDays: 9 },
    }),
    "rules[0].noncurrentVersionExpiration.noncurrentDays: got 9; allowed: more than 9",
  ],
  [
    rule({ abortIncompleteMultipartUpload: { daysAfterInitiation: 0 } }),
    "rules[0].abortIncompleteMultipartUpload.daysAfterInitiation: got 0",
  ],
  [
    expiring({ prefix: "a/", filter: { prefix: "a/" } }),
    "rules[0]: got filter and prefix together",
  ],
  [
    expiring({ filter: { prefix: "a/", objectSizeLessThan: 5 } }),
    "rules[0].filter: got objectSizeLessThan and prefix together",
  ],
  [
    expiring({ filter: { and: { prefix: "a/" } } }),
    "rules[0].filter.and: got 1 predicates; allowed: two or more",
  ],
  [
    expiring({ filter: { and: { objectSizeGreaterThan: 9, objectSizeLessThan: 9 } } }),
    "rules[0].filter.and.objectSizeLessThan: got 9; allowed: more than objectSizeGreaterThan, which is 9",
  ],
  [
    expiring({ filter: { objectSizeGreaterThan: -1 } }),
    "rules[0].filter.objectSizeGreaterThan: got -1",
  ],
  [
    expiring({
      filter: { tag: { key: "k", value: "v" } },
      abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
    }),
    "rules[0].abortIncompleteMultipartUpload: got it in a rule with a tag filter",
  ],
  [
    rule({
      filter: { and: { prefix: "a/", tags: { k: "v" } } },
      expiration: { expiredObjectDeleteMarker: true },
    }),
    "rules[0].expiration.expiredObjectDeleteMarker: got it in a rule with a tag filter",
  ],
])("fails for %j", (one, fault) => {
  expect(faults(one)).toEqual([expect.stringContaining(fault)]);
});

test("fails for no rule, for too many, and for one id twice", () => {
  expect(faults()).toEqual(["rules: got 0 rules; allowed: 1 to 1000"]);
  const many = Array.from({ length: 1_001 }, (_, index) => expiring({ id: `r${index}` }));
  expect(faults(...many)).toEqual(["rules: got 1001 rules; allowed: 1 to 1000"]);
  expect(faults(expiring({}), expiring({}))).toEqual([
    'rules[1].id: got "r" a second time; allowed: an id of its own for every rule',
  ]);
});

test("fails with every fault at once", () => {
  expect(faults(rule({ id: "", status: "On" }))).toHaveLength(3);
});
