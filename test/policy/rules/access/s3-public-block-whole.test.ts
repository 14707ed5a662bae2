import { unknown, verdictOf, violationsOf } from "../../support";

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

  it("says of which setting it is not known yet", async () => {
    const props = { ...whole, blockPublicPolicy: unknown };

    expect(await verdictOf(rule, [{ type, props }])).toEqual({
      violations: [],
      notJudged: expect.stringContaining("blockPublicPolicy of subject is not known yet"),
    });
  });
});
