import { lifecycleRules } from "../../../components/vault/lifecycle";

const kept = { expirationDays: 371, noncurrentDays: 12 };

describe("the lifecycle of an archive bucket", () => {
  it("archives at once what is large enough, and lets versions and markers go when they hide nothing", () => {
    expect(lifecycleRules("GLACIER", kept)).toEqual([
      {
        id: "archive",
        status: "Enabled",
        filter: { objectSizeGreaterThan: 131072 },
        transitions: [{ days: 0, storageClass: "GLACIER" }],
      },
      {
        id: "expire",
        status: "Enabled",
        filter: { prefix: "" },
        expiration: { days: 371 },
        noncurrentVersionExpiration: { noncurrentDays: 12 },
        abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
      },
      {
        id: "delete-markers",
        status: "Enabled",
        filter: { prefix: "" },
        expiration: { expiredObjectDeleteMarker: true },
      },
    ]);
  });

  it("moves nothing that stays in S3 Standard", () => {
    const rules = lifecycleRules("STANDARD", kept);

    expect(rules.map(({ id }) => id)).toEqual(["expire", "delete-markers"]);
  });

  it("moves to STANDARD_IA after 30 days, before which S3 refuses it", () => {
    const [archive] = lifecycleRules("STANDARD_IA", kept);

    expect(archive?.transitions).toEqual([{ days: 30, storageClass: "STANDARD_IA" }]);
  });
});
