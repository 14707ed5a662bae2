import { lifecycleRules } from "../../../components/vault/lifecycle";

const kept = { expirationDays: 371, noncurrentDays: 12 };

describe("the lifecycle of an archive bucket", () => {
  it("lets versions and markers go when they hide nothing, and moves nothing to another class", () => {
    expect(lifecycleRules(kept)).toEqual([
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
});
