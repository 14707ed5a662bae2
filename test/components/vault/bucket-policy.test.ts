import { bucketPolicy } from "../../../components/vault/bucket-policy";
import { isAllowed } from "../../support/iam-evaluator";

/** A bucket of a vault that declares neither access nor lock nor key: whoever IAM allows, may. */
const policy = bucketPolicy({ bucketName: "lab-archive" });

const may = (action: string, more: Readonly<Record<string, string>> = {}) =>
  isAllowed(
    {
      principal: "arn:aws:iam::123456789012:role/Administrator",
      ...{ action: `s3:${action}`, resource: "arn:aws:s3:::lab-archive/pbs-vm/data/ab" },
      context: { "aws:SecureTransport": "true", ...more },
    },
    policy,
  );

describe("a bucket of a vault that says nothing of who may do what", () => {
  it("is written into by whoever IAM allows", async () => {
    expect(await may("PutObject")).toBe(true);
  });

  it.each(["UpdateObjectEncryption", "ReplicateObject", "ReplicateDelete", "PutObjectLegalHold"])(
    "has %s done to it by nobody",
    async (action) => {
      expect(await may(action)).toBe(false);
    },
  );

  it.each(["PutObject", "PutObjectRetention"])("takes no %s with a hold", async (action) => {
    expect(await may(action, { "s3:object-lock-event-hold": "ON" })).toBe(false);
  });
});
