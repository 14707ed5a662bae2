import { unknown, verdictOf, violationsOf } from "../../support";
import { setting } from "./support";

const rule = "minio-versioning-enabled";
const versioning = (versioningConfiguration: unknown) =>
  setting("minio:index/s3BucketVersioning:S3BucketVersioning", { versioningConfiguration });

describe(rule, () => {
  it.each([
    { status: "Enabled" },
    { status: "Enabled", excludedPrefixes: [], excludeFolders: false },
  ])("passes %j", async (configuration) => {
    expect(await violationsOf(rule, [versioning(configuration)])).toEqual([]);
  });

  it.each([
    [
      "status is Suspended; wanted is Enabled. Fix: set",
      "status to Enabled",
      { status: "Suspended" },
    ],
    ["status is unset; wanted is Enabled. Fix: set", "status to Enabled", { status: "" }],
    ["status is unset; wanted is Enabled. Fix: set", "status to Enabled", undefined],
    [
      "excludedPrefixes is tmp/, a/; wanted is none. Fix: take",
      "excludedPrefixes out",
      { status: "Enabled", excludedPrefixes: ["tmp/", "a/"] },
    ],
    [
      "excludeFolders is true; wanted is false. Fix: set",
      "excludeFolders to false",
      { status: "Enabled", excludeFolders: true },
    ],
  ])("fails with: %s %s", async (problem, fix, configuration) => {
    expect(await violationsOf(rule, [versioning(configuration)])).toEqual([
      `subject: versioningConfiguration.${problem} versioningConfiguration.${fix}.`,
    ]);
  });

  it("tells all at once", async () => {
    const all = { status: "Suspended", excludedPrefixes: ["a"], excludeFolders: true };

    expect(await violationsOf(rule, [versioning(all)])).toHaveLength(3);
  });

  it("says of which resource the status is not known yet", async () => {
    expect(await verdictOf(rule, [versioning({ status: unknown })])).toEqual({
      violations: [],
      notJudged: expect.stringContaining("versioningConfiguration.status of subject is not known"),
    });
  });
});
