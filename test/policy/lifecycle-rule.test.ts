import {
  enabledRules,
  endingOf,
  type LifecycleResource,
  movesOf,
  noncurrentDays,
  noncurrentMovesOf,
  uploadDays,
} from "../../policy/lifecycle-rule";
import { scopeOf } from "../../policy/lifecycle-scope";

const resource = (type: string, props: object) => ({ type, props }) as LifecycleResource;
const setting = (...rules: object[]) =>
  enabledRules(
    resource("aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration", { rules }),
  );
const inline = (rule: object, type = "aws:s3/bucket:Bucket") =>
  enabledRules(resource(type, { lifecycleRules: [rule] }));
/** A rule in which reading anything but that fails. */
const only = (parts: object) =>
  new Proxy(parts, {
    get(target, key) {
      if (!(key in target)) throw new Error(`${String(key)} was read`);
      return Reflect.get(target, key) as unknown;
    },
  });

describe("rules of a lifecycle", () => {
  it("are those that are not disabled, each where it stands", () => {
    const rules = setting({ status: "Disabled" }, { status: "Enabled", prefix: "a" }, {});

    expect(rules.map(({ path }) => path)).toEqual(["rules.1", "rules.2"]);
    expect(rules[0]!.rule.prefix).toBe("a");
  });

  it("are those of a bucket itself, in its earlier form too", () => {
    const type = "aws:s3/bucketV2:BucketV2";

    expect(inline({ enabled: false })).toEqual([]);
    expect(inline({ enabled: true }).map(({ path }) => path)).toEqual(["lifecycleRules.0"]);
    expect(inline({ enabled: true }, type).map(({ path }) => path)).toEqual(["lifecycleRules.0"]);
  });

  it.each([
    ["aws:s3/bucket:Bucket"],
    ["aws:s3/bucketV2:BucketV2"],
    ["aws:s3/bucketLifecycleConfigurationV2:BucketLifecycleConfigurationV2"],
  ])("are none where a %s has none", (type) => {
    expect(enabledRules(resource(type, {}))).toEqual([]);
  });
});

describe("when current versions end", () => {
  it.each<[string, object | undefined, object | undefined]>([
    ["never, without an expiration", undefined, undefined],
    ["never, by one that says nothing", {}, undefined],
    ["never, by no days", { days: 0 }, undefined],
    ["never, by what a provider answers for delete markers", { days: 0, date: "" }, undefined],
    ["never, beside delete markers", only({ expiredObjectDeleteMarker: true }), undefined],
    ["after the first day", { days: 1 }, { days: 1 }],
    ["after days, where markers stay", { days: 9, expiredObjectDeleteMarker: false }, { days: 9 }],
    ["on a date", { date: "2030-01-01", days: 0 }, { date: "2030-01-01" }],
  ])("is %s", (_what, expiration, ending) => {
    expect(endingOf({ ...(expiration && { expiration }) })).toEqual(ending);
  });

  it.each([
    ["aws:s3/bucket:Bucket", { expiration: { days: 5 } }],
    ["aws:s3/bucketV2:BucketV2", { expirations: [{ days: 5 }] }],
  ])("is read from a %s itself", (type, parts) => {
    const [ofBucket] = inline({ enabled: true, ...parts }, type);

    expect(endingOf(ofBucket!.rule)).toEqual({ days: 5 });
  });
});

describe("what a rule at a bucket itself is for", () => {
  it.each([
    [{ prefix: "vm/" }, { prefix: "vm/", tags: {} }],
    [{ tags: { class: "hot" } }, { prefix: "", tags: { class: "hot" } }],
    [{}, { prefix: "", tags: {} }],
  ])("is, of %j, %j", (said, scope) => {
    const [ofBucket] = inline({ enabled: true, ...said });
    expect(scopeOf(ofBucket!.rule)).toMatchObject(scope);
  });
});

describe("when noncurrent versions and uploads end", () => {
  it.each([
    [undefined, undefined],
    [0, undefined],
    [1, 1],
    [90, 90],
  ])("is, of %s days, %s", (days, ends) => {
    const bucket = { noncurrentVersionExpiration: { days } };
    const earlier = { noncurrentVersionExpirations: [{ days }] };
    const rules = [
      ...setting({ noncurrentVersionExpiration: { noncurrentDays: days } }),
      ...inline({ enabled: true, ...bucket }),
      ...inline({ enabled: true, ...earlier }, "aws:s3/bucketV2:BucketV2"),
    ];
    const uploads = [
      ...setting({ abortIncompleteMultipartUpload: { daysAfterInitiation: days } }),
      ...inline({ enabled: true, abortIncompleteMultipartUploadDays: days }),
    ];

    expect(rules.map(({ rule }) => noncurrentDays(rule))).toEqual([ends, ends, ends]);
    expect(uploads.map(({ rule }) => uploadDays(rule))).toEqual([ends, ends]);
  });

  it("is never where nothing is said", () => {
    expect(noncurrentDays({})).toBeUndefined();
    expect(uploadDays({})).toBeUndefined();
    for (const { rule } of inline({ enabled: true })) {
      expect(noncurrentDays(rule)).toBeUndefined();
      expect(uploadDays(rule)).toBeUndefined();
    }
  });
});

describe("moves to other classes", () => {
  const moves = [{ storageClass: "GLACIER" }, { days: 0, storageClass: "GLACIER_IR" }];

  it("are on the day on which versions are made where nothing else is said, and on day 0 as said", () => {
    expect(movesOf({ transitions: [...moves, { days: 9, storageClass: "DEEP_ARCHIVE" }] })).toEqual(
      [
        { path: "transitions.0", days: 0, storageClass: "GLACIER" },
        { path: "transitions.1", days: 0, storageClass: "GLACIER_IR" },
        { path: "transitions.2", days: 9, storageClass: "DEEP_ARCHIVE" },
      ],
    );
  });

  it("are counted of noncurrent versions from the day on which they were replaced", () => {
    const noncurrentVersionTransitions = [
      ...moves.slice(0, 1),
      { noncurrentDays: 9, storageClass: "DEEP_ARCHIVE" },
    ];

    expect(noncurrentMovesOf({ noncurrentVersionTransitions })).toEqual([
      { path: "noncurrentVersionTransitions.0", days: 0, storageClass: "GLACIER" },
      { path: "noncurrentVersionTransitions.1", days: 9, storageClass: "DEEP_ARCHIVE" },
    ]);
  });

  it("are none where none is said", () => {
    expect(movesOf({})).toEqual([]);
    expect(noncurrentMovesOf({})).toEqual([]);
  });

  it("are read from a bucket itself", () => {
    const [ofBucket] = inline({
      enabled: true,
      transitions: [{ days: 3, storageClass: "GLACIER" }],
      noncurrentVersionTransitions: [{ days: 4, storageClass: "GLACIER" }],
    });

    expect(movesOf(ofBucket!.rule).map(({ days }) => days)).toEqual([3]);
    expect(noncurrentMovesOf(ofBucket!.rule).map(({ days }) => days)).toEqual([4]);
  });
});
