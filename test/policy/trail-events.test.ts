import { dataEventsOf } from "../../policy/trail-events";

const whole = "arn:aws:s3:::b/";
const both = { reads: true, writes: true };
const neither = { reads: false, writes: false };
const objects = (...values: string[]) => [{ type: "AWS::S3::Object", values }];
const of = (trail: object) => dataEventsOf(trail, () => "b");
const basic = (...eventSelectors: object[]) => of({ eventSelectors });
const ofFields = (...fieldSelectors: object[]) =>
  of({ advancedEventSelectors: [{ fieldSelectors }] });
const category = { field: "eventCategory", equals: ["Data"] };
const type = { field: "resources.type", equals: ["AWS::S3::Object"] };
const advanced = (...more: object[]) => ofFields(category, type, ...more);
const arn = (operators: object) => ({ field: "resources.ARN", ...operators });

describe("event selectors", () => {
  it.each([
    ["the bucket", whole],
    ["every bucket", "arn:aws:s3"],
    ["every bucket of a partition", "arn:aws-us-gov:s3:::"],
    ["the bucket of a partition", "arn:aws-cn:s3:::b/"],
  ])("log both of %s", (_what, value) => {
    expect(basic({ dataResources: objects(value) })).toEqual(both);
    expect(basic({ dataResources: objects("arn:aws:s3:::a/", value) })).toEqual(both);
  });

  it("log what they say, and together what each says", () => {
    const some = (readWriteType: string) => ({ readWriteType, dataResources: objects(whole) });

    expect(basic(some("All"))).toEqual(both);
    expect(basic(some("ReadOnly"))).toEqual({ reads: true, writes: false });
    expect(basic(some("WriteOnly"))).toEqual({ reads: false, writes: true });
    expect(basic(some("ReadOnly"), some("WriteOnly"))).toEqual(both);
  });

  it.each([
    ["nothing", {}],
    ["another bucket", { dataResources: objects("arn:aws:s3:::bb/") }],
    ["a prefix of the bucket", { dataResources: objects(`${whole}vm/`) }],
    ["the bucket without its slash", { dataResources: objects("arn:aws:s3:::b") }],
    ["another type", { dataResources: [{ type: "AWS::Lambda::Function", values: [whole] }] }],
  ])("log neither where they are of %s", (_what, selector) => {
    expect(basic(selector)).toEqual(neither);
  });
});

describe("advanced event selectors", () => {
  it.each([
    ["objects of S3", []],
    ["the bucket", [arn({ startsWiths: ["arn:aws:s3:::a/", whole] })]],
    ["every bucket", [arn({ startsWiths: ["arn:aws:s3:::"] })]],
    ["both values of readOnly", [{ field: "readOnly", equals: ["true", "false"] }]],
    ["no value of readOnly", [{ field: "readOnly", equals: [] }]],
    ["operators without a value", [arn({ startsWiths: [whole], notEquals: [] })]],
  ])("log both of %s", (_what, more) => {
    expect(advanced(...more)).toEqual(both);
  });

  it("log what readOnly says", () => {
    const only = (value: string) => advanced({ field: "readOnly", equals: [value] });

    expect(only("true")).toEqual({ reads: true, writes: false });
    expect(only("false")).toEqual({ reads: false, writes: true });
  });

  it.each([
    ["another bucket", [arn({ startsWiths: ["arn:aws:s3:::bb/"] })]],
    ["a prefix of the bucket", [arn({ startsWiths: [`${whole}vm/`] })]],
    ["one object", [arn({ equals: [`${whole}one`] })]],
    ["the bucket and one object", [arn({ startsWiths: [whole], equals: [`${whole}one`] })]],
    ["all but a prefix", [arn({ startsWiths: [whole], notStartsWiths: [`${whole}vm/`] })]],
    ["all but one object", [arn({ startsWiths: [whole], notEquals: [`${whole}one`] })]],
    ["all but an ending", [arn({ startsWiths: [whole], notEndsWiths: [".log"] })]],
    ["an ending", [arn({ startsWiths: [whole], endsWiths: [".log"] })]],
    ["one kind of request", [{ field: "eventName", equals: ["DeleteObject"] }]],
    ["two conditions", [arn({ startsWiths: [whole] }), arn({ startsWiths: ["x"] })]],
  ])("log neither where they are of %s", (_what, more) => {
    expect(advanced(...more)).toEqual(neither);
  });

  it.each([
    ["no category", [type]],
    ["no type", [category]],
    ["management events", [{ field: "eventCategory", equals: ["Management"] }, type]],
    ["another type", [category, { field: "resources.type", equals: ["AWS::Lambda::Function"] }]],
    ["a category by another operator", [{ field: "eventCategory", startsWiths: ["Data"] }, type]],
  ])("log neither where they have %s", (_what, fields) => {
    expect(ofFields(...fields)).toEqual(neither);
  });
});

it("is neither without selectors", () => {
  expect(of({})).toEqual(neither);
});

it("reads no bucket's name where a selector is of all", () => {
  const unread = () => {
    throw new Error("read");
  };

  expect(
    dataEventsOf({ eventSelectors: [{ dataResources: objects("arn:aws:s3") }] }, unread),
  ).toEqual(both);
});
