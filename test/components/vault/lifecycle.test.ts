import { lifecycleRules } from "../../../components/vault/lifecycle";

describe("the lifecycle of an archive bucket", () => {
  it("archives at once what is large enough, and lets hidden versions go a day later", () => {
    expect(lifecycleRules({ storageClass: "GLACIER", retentionDays: 90 })).toEqual([
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
        expiration: { days: 90 },
        noncurrentVersionExpiration: { noncurrentDays: 1 },
        abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
      },
    ]);
  });

  it("moves nothing that stays in S3 Standard", () => {
    const rules = lifecycleRules({ storageClass: "STANDARD", retentionDays: 365 });

    expect(rules.map(({ id }) => id)).toEqual(["expire"]);
  });
});
