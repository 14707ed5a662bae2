import { VaultArchiveBucket } from "../../../components/vault/archive-bucket";
import { VaultKey } from "../../../components/vault/key";
import { testAccount } from "./support";
import { lifecycleRules } from "../../../components/vault/lifecycle";
import { type RegisteredResource, runProgram } from "../../support/estate";
import { childrenOf, named } from "../../support/registered";

const keyArn = "arn:aws:kms:us-east-1:123456789012:key/vault-key";
const kept = { expirationDays: 371, noncurrentDays: 12, lockDays: 90 };

type Changes = Partial<ConstructorParameters<typeof VaultArchiveBucket>[1]>;

const registered = (changes: Changes = {}): Promise<RegisteredResource[]> =>
  runProgram({}, () => {
    const key = new VaultKey("vault", {
      rotationDays: 365,
      deletionWindowDays: 30,
      account: testAccount(),
    });
    new VaultArchiveBucket("archive", {
      bucketName: "lab-archive",
      storageClass: "GLACIER",
      encryption: "aws:kms",
      kept,
      key,
      account: testAccount(),
      ...changes,
    });
  });

/** What makes a bucket one that holds backups, whatever it keeps of them. */
const protecting = {
  "archive-bucket": {
    type: "aws:s3/bucket:Bucket",
    inputs: { bucket: "lab-archive", objectLockEnabled: true, forceDestroy: false },
  },
  "archive-versioning": {
    type: "aws:s3/bucketVersioning:BucketVersioning",
    inputs: { bucket: "lab-archive", versioningConfiguration: { status: "Enabled" } },
  },
  "archive-encryption": {
    type: "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
    inputs: {
      bucket: "lab-archive",
      rules: [
        {
          applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: keyArn },
          bucketKeyEnabled: true,
        },
      ],
    },
  },
  "archive-privacy": {
    type: "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
    inputs: {
      bucket: "lab-archive",
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    },
  },
  "archive-ownership": {
    type: "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
    inputs: { bucket: "lab-archive", rule: { objectOwnership: "BucketOwnerEnforced" } },
  },
  "archive-policy": {
    type: "aws:s3/bucketPolicy:BucketPolicy",
    inputs: {
      bucket: "lab-archive",
      policy: expect.stringContaining("arn:aws:s3:::lab-archive/*") as unknown,
    },
  },
};

const lock = (days: number) => ({
  type: "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration",
  inputs: {
    bucket: "lab-archive",
    objectLockEnabled: "Enabled",
    rule: { defaultRetention: { mode: "COMPLIANCE", days } },
  },
});

const lifecycle = {
  type: "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
  inputs: { bucket: "lab-archive", rules: lifecycleRules(kept) },
};

describe("an archive bucket", () => {
  it("keeps versions, locks in compliance mode, encrypts under our key, and is closed to the public", async () => {
    expect(childrenOf(await registered(), "archive")).toEqual({
      ...protecting,
      "archive-lock": lock(90),
      "archive-lifecycle": lifecycle,
    });
  });

  it("has no default lock where none is declared", async () => {
    const { expirationDays, noncurrentDays } = kept;
    const resources = await registered({ kept: { expirationDays, noncurrentDays } });

    expect(childrenOf(resources, "archive")).toEqual({
      ...protecting,
      "archive-lifecycle": lifecycle,
    });
  });

  it("lets go of nothing, and locks nothing, while no copy uses it", async () => {
    const resources = await runWithout();

    expect(childrenOf(resources, "archive")).toEqual(protecting);
  });

  it("locks and ages nothing before it keeps versions: both would be refused, or delete", async () => {
    const resources = await registered();

    for (const part of ["archive-lock", "archive-lifecycle"])
      expect(named(resources, part).options.after).toContain("archive-versioning");
  });

  it("is protected with all that makes it one, and stays when it leaves the program", async () => {
    const parts = (await registered()).filter(({ name }) => name.startsWith("archive"));

    expect(parts).toHaveLength(9);
    for (const { options } of parts)
      expect(options).toMatchObject({ protect: true, retainOnDelete: true });
  });

  it("says openly that it is under Amazon's key where it is, so that the policies see it", async () => {
    const { inputs } = named(await registered({ encryption: "none" }), "archive-encryption");

    expect(inputs["rules"]).toEqual([
      {
        applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" },
        bucketKeyEnabled: true,
      },
    ]);
  });

  it("shows a reviewer what it keeps", async () => {
    expect(named(await registered(), "archive").inputs["declared"]).toEqual({
      bucketName: "lab-archive",
      storageClass: "GLACIER",
      encryption: "aws:kms",
      kept,
    });
  });

  it.each([0, -1, 0.5, Number.NaN, Number.POSITIVE_INFINITY])(
    "fails for %p days with every setting that has them",
    async (days) => {
      const wrong = { expirationDays: days, noncurrentDays: days, lockDays: days };

      await expect(registered({ kept: wrong })).rejects.toThrow(
        `bucket lab-archive of the vault cannot have expirationDays: ${days}, noncurrentDays: ${days}, lockDays: ${days}; ` +
          "allowed: a whole number of days, 1 or more, or leave it out",
      );
    },
  );
});

const runWithout = () => registered({ kept: undefined });
