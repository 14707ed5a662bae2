import { remediatedBy, secret } from "../../remediated";
import { type Sent, unknown, verdictOf, violationsOf } from "../../support";

const rule = "s3-public-block-whole";
const type = "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock";
const whole = {
  ...{ bucket: "b", blockPublicAcls: true, blockPublicPolicy: true },
  ...{ ignorePublicAcls: true, restrictPublicBuckets: true },
};
const settings = Object.keys(whole).filter((key) => key !== "bucket");

describe(rule, () => {
  it.each([type, "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock"])(
    "judges a %s",
    async (of) => {
      expect(await violationsOf(rule, [{ type: of, props: whole }])).toEqual([]);
      expect(await violationsOf(rule, [{ type: of, props: {} }])).toHaveLength(4);
    },
  );

  it.each(settings)("fails where %s is false or left out", async (name) => {
    const fix = `wanted is true. Fix: set ${name} to true.`;

    expect(await violationsOf(rule, [{ type, props: { ...whole, [name]: false } }])).toEqual([
      `subject: ${name} is false; ${fix}`,
    ]);
    expect(await violationsOf(rule, [{ type, props: { ...whole, [name]: undefined } }])).toEqual([
      `subject: ${name} is unset, which is false; ${fix}`,
    ]);
  });

  it.each(settings)(
    "fails on an access point that turns %s off, which is on by itself",
    async (name) => {
      const point = (publicAccessBlockConfiguration?: object): Sent => ({
        ...{ type: "aws:s3/accessPoint:AccessPoint" },
        props: { bucket: "b", publicAccessBlockConfiguration },
      });

      expect(await violationsOf(rule, [point(), point({}), point({ [name]: true })])).toEqual([]);
      expect(await violationsOf(rule, [point({ [name]: false })])).toEqual([
        `subject: publicAccessBlockConfiguration.${name} is false, so that the access point can open its bucket; wanted is true. Fix: take publicAccessBlockConfiguration.${name} out.`,
      ]);
    },
  );

  it("says of which setting it is not known yet", async () => {
    const props = { ...whole, blockPublicPolicy: unknown };

    expect(await verdictOf(rule, [{ type, props }])).toEqual({
      violations: [],
      notJudged: expect.stringContaining("blockPublicPolicy of subject is not known yet"),
    });
  });

  it.each([
    ["one that is off", { ...whole, ignorePublicAcls: false }],
    ["those that are left out", { bucket: "b" }],
    ["all of them", Object.fromEntries(settings.map((name) => [name, false]))],
  ])("switches on %s at the level remediate", async (_what, props) => {
    const mended = (await remediatedBy(rule, { type, props })) as Sent["props"];

    expect(mended).toEqual({ ...props, ...whole, bucket: props.bucket });
    expect(await violationsOf(rule, [{ type, props: mended }])).toEqual([]);
  });

  it("keeps what is secret, and what is not known", async () => {
    const props = {
      ...whole,
      bucket: secret("b"),
      blockPublicAcls: secret(false),
      region: unknown,
    };

    expect(await remediatedBy(rule, { type, props })).toEqual({
      ...props,
      blockPublicAcls: secret(true),
    });
  });

  it.each([
    ["of what is whole", { type, props: whole }],
    ["while a setting is not known", { type, props: { ...whole, blockPublicAcls: unknown } }],
    [
      "of an account, whose buckets are of other programs too",
      { type: "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock", props: {} },
    ],
    ["of another type", { type: "aws:s3/bucket:Bucket", props: {} }],
  ])("changes nothing %s", async (_what, sent) => {
    expect(await remediatedBy(rule, sent)).toBeUndefined();
  });

  it.each(["mandatory", "advisory", "disabled"] as const)(
    "changes nothing at the level %s",
    async (level) => {
      expect(await remediatedBy(rule, { type, props: {} }, level)).toBeUndefined();
    },
  );
});
