import { dueAt, OracleBucket, type BucketSettings } from "./s3-oracle";

const at = (text: string) => Date.parse(`${text}Z`);
const enabled = (rule: object) => ({ id: "rule", status: "Enabled", ...rule });
const bucket = (rules: readonly object[], more: Partial<BucketSettings> = {}) =>
  new OracleBucket({ versioned: true, rules: rules.map(enabled), ...more }, at("2014-01-15T10:30"));
const keys = (of: OracleBucket) => of.listed().map(({ key }) => key);
const big = 1_000_000;

describe("S3's lifecycle, as the oracle acts it out", () => {
  it("counts days from the creation and acts at the midnight after them, as in Amazon's example", () => {
    expect(dueAt(at("2014-01-15T10:30"), 3)).toBe(at("2014-01-19T00:00"));
    const one = bucket([{ expiration: { days: 3 } }]);
    one.put("a", big);
    one.pass(3.5);
    expect(keys(one)).toEqual(["a"]);
    one.pass(0.1);
    expect(keys(one)).toEqual([]);
  });

  it("hides an object of a versioned bucket and keeps its version, and deletes it of another", () => {
    const [versioned, plain] = [true, false].map((is) =>
      bucket([{ expiration: { days: 1 } }], { versioned: is }),
    );
    for (const one of [versioned!, plain!]) {
      one.put("a", big);
      one.pass(30);
      expect(keys(one)).toEqual([]);
    }
    expect(versioned!.everything().map(({ isMarker }) => isMarker)).toEqual([false, true]);
    expect(plain!.everything()).toEqual([]);
  });

  it("counts noncurrent days from when the next version came, not from the creation", () => {
    const one = bucket([{ noncurrentVersionExpiration: { noncurrentDays: 3 } }]);
    one.put("a", big);
    one.pass(100);
    one.put("a", big);
    one.pass(3);
    expect(one.everything()).toHaveLength(2);
    one.pass(1);
    expect(one.everything()).toHaveLength(1);
    expect(keys(one)).toEqual(["a"]);
  });

  it("keeps so many newer noncurrent versions, however old they are", () => {
    const expiration = { noncurrentDays: 1, newerNoncurrentVersions: 2 };
    const one = bucket([{ noncurrentVersionExpiration: expiration }]);
    for (let count = 0; count < 5; count++) one.put("a", big);
    one.pass(50);
    expect(one.everything()).toHaveLength(3);
  });

  it("ends no version while it is locked, but hides it", () => {
    const rules = [{ expiration: { days: 1 }, noncurrentVersionExpiration: { noncurrentDays: 1 } }];
    const one = bucket(rules, { lockDays: 30 });
    const id = one.put("a", big);
    one.pass(20);
    expect(keys(one)).toEqual([]);
    expect(one.everything().some((version) => version.id === id)).toBe(true);
    expect(() => one.end(id)).toThrow("it is locked");
    one.pass(12);
    expect(one.everything().some((version) => version.id === id)).toBe(false);
  });

  it("takes a marker away once nothing is under it, where a rule says so, and not before", () => {
    const without = bucket([{ noncurrentVersionExpiration: { noncurrentDays: 5 } }]);
    const withRule = bucket([
      { noncurrentVersionExpiration: { noncurrentDays: 5 } },
      { expiration: { expiredObjectDeleteMarker: true } },
    ]);
    for (const one of [without, withRule]) {
      one.put("a", big);
      one.hide("a");
      one.pass(4);
      expect(one.everything()).toHaveLength(2);
      one.pass(10);
    }
    expect(without.everything()).toHaveLength(1);
    expect(withRule.everything()).toEqual([]);
  });

  it("moves nothing below 128 KiB to another class, unless a rule names sizes itself", () => {
    const transitions = [{ days: 0, storageClass: "GLACIER" }];
    const usual = bucket([{ transitions }]);
    const named = bucket([{ transitions, filter: { objectSizeGreaterThan: 10 } }]);
    for (const one of [usual, named]) {
      one.put("small", 131_071);
      one.put("large", 131_072);
      one.pass(1);
    }
    const classes = (of: OracleBucket) => of.everything().map(({ storageClass }) => storageClass);
    expect([classes(usual), classes(named)]).toEqual([
      ["STANDARD", "GLACIER"],
      ["GLACIER", "GLACIER"],
    ]);
  });

  it("aborts an upload that is not completed, and looks at nothing that is not below a prefix", () => {
    const rule = { abortIncompleteMultipartUpload: { daysAfterInitiation: 7 } };
    const one = bucket([{ ...rule, filter: { prefix: "a/" } }]);
    one.begin("a/x");
    one.begin("b/x");
    one.pass(7);
    expect(one.unfinished()).toHaveLength(2);
    one.pass(1);
    expect(one.unfinished().map(({ key }) => key)).toEqual(["b/x"]);
  });

  it("does nothing of a rule that is off", () => {
    const one = bucket([{ status: "Disabled", expiration: { days: 1 } }]);
    one.put("a", big);
    one.pass(10);
    expect(keys(one)).toEqual(["a"]);
  });

  it.each([
    [{ expiration: { days: 1, expiredObjectDeleteMarker: true } }, "S3 takes no days"],
    [{ noncurrentVersionTransitions: [] }, "does not know noncurrentVersionTransitions"],
    [{ filter: { tag: {} } }, "does not know tag"],
  ])("fails for a rule that it does not know, or S3 does not take: %j", (rule, words) => {
    expect(() => bucket([rule])).toThrow(words);
  });
});
