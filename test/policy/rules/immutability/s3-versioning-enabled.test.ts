import { unknown, verdictOf, violationsOf } from "../../support";
import { setting } from "./support";

const rule = "s3-versioning-enabled";
const type = "aws:s3/bucketVersioning:BucketVersioning";
const versioning = (versioningConfiguration: unknown, of = type) =>
  setting(of, { versioningConfiguration });

describe(rule, () => {
  it.each([type, "aws:s3/bucketVersioningV2:BucketVersioningV2"])(
    "passes an enabled %s, and judges one that is not",
    async (of) => {
      expect(await violationsOf(rule, [versioning({ status: "Enabled" }, of)])).toEqual([]);
      expect(await violationsOf(rule, [versioning({ status: "Disabled" }, of)])).toHaveLength(1);
    },
  );

  it.each([
    ["suspended", { status: "Suspended" }, "Suspended"],
    ["disabled", { status: "Disabled" }, "Disabled"],
    ["empty", { status: "" }, "unset"],
    ["without a status", { mfaDelete: "Enabled" }, "unset"],
    ["without a configuration", undefined, "unset"],
  ])("fails on versioning that is %s", async (_what, configuration, got) => {
    expect(await violationsOf(rule, [versioning(configuration)])).toEqual([
      `subject: versioningConfiguration.status is ${got}; wanted is Enabled. Fix: set versioningConfiguration.status to Enabled.`,
    ]);
  });

  it("says of which resource the status is not known yet", async () => {
    expect(await verdictOf(rule, [versioning({ status: unknown })])).toEqual({
      violations: [],
      notJudged: expect.stringContaining("versioningConfiguration.status of subject is not known"),
    });
  });
});
