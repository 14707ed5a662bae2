import { childrenOf, named } from "../../support/registered";
import { plainParts } from "../../support/estate";
import { data, declared } from "./declared";

const kept = (noncurrentDays: number) => [
  { site: "there", bucket: "data-replica", noncurrentDays },
];

describe("a bucket of MinIO", () => {
  it("locks, keeps versions, encrypts under the key, and is never emptied", async () => {
    const parts = {
      "here-data-bucket": {
        type: "minio:index/s3Bucket:S3Bucket",
        inputs: { bucket: "data", objectLocking: true, forceDestroy: false },
      },
      "here-data-versioning": {
        type: "minio:index/s3BucketVersioning:S3BucketVersioning",
        inputs: { bucket: "data", versioningConfiguration: { status: "Enabled" } },
      },
      "here-data-encryption": {
        type: "minio:index/s3BucketServerSideEncryption:S3BucketServerSideEncryption",
        inputs: { bucket: "data", encryptionType: "aws:kms", kmsKeyId: "backup-key" },
      },
    };

    expect(childrenOf(await declared(data), "here-data")).toEqual(parts);
  });

  it("lets replaced versions go after the days that are given, and nothing else", async () => {
    const resources = await declared(data, kept(31));

    expect(childrenOf(resources, "there-data-replica")).toMatchObject({
      "there-data-replica-lifecycle": {
        type: "minio:index/ilmPolicy:IlmPolicy",
        inputs: {
          bucket: "data-replica",
          rules: [{ id: "replaced-versions", noncurrentVersionExpirationDays: 31 }],
        },
      },
    });
    expect(named(resources, "there-data-replica-lifecycle").inputs["rules"]).toEqual([
      { id: "replaced-versions", noncurrentVersionExpirationDays: 31 },
    ]);
    expect(resources.filter(({ type }) => type.includes("ilmPolicy"))).toHaveLength(1);
  });

  it("gets no rule before it keeps versions: what is replaced would be gone without one", async () => {
    const { options } = named(await declared(data, kept(31)), "there-data-replica-lifecycle");

    expect(options.after).toContain("there-data-replica-versioning");
  });

  it("is protected with all that makes it one, and stays when it leaves the program", async () => {
    const resources = await declared(data, kept(31));
    const parts = resources.filter(({ options, name }) =>
      [name, options.parent].includes("there-data-replica"),
    );

    expect(parts.map(({ name }) => name).sort()).toEqual([
      "there-data-replica",
      "there-data-replica-bucket",
      "there-data-replica-encryption",
      "there-data-replica-lifecycle",
      "there-data-replica-versioning",
    ]);
    for (const { options } of parts)
      expect(options).toMatchObject({ protect: true, retainOnDelete: true });
    for (const { options } of parts.slice(1)) expect(options.provider).toBe("minio-there");
  });

  it("shows a reviewer how long replaced versions stay", async () => {
    const shown = plainParts(named(await declared(data, kept(31)), "there-data-replica").inputs);

    expect(shown).toMatchObject({
      declared: {
        site: "there",
        bucketName: "data-replica",
        kmsKey: "backup-key",
        objectLocking: true,
        noncurrentDays: 31,
      },
    });
  });

  it.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])(
    "fails for %p days, which no rule takes",
    async (days) => {
      await expect(declared(data, kept(days))).rejects.toThrow(
        `bucket data-replica of MinIO site there cannot have noncurrentDays: ${days}; allowed: a whole number of days, 1 or more`,
      );
    },
  );
});
