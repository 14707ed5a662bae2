import { plainParts, type RegisteredResource, unsealed } from "../support/estate";
import { childrenOf, named, ofType } from "../support/registered";
import { labResources, labSection, placesOf, plannedSettings, secretAt } from "./support";

const keyArn = "arn:aws:kms:us-east-1:123456789012:key/vault-astronomy-lab-backup-key";
const escrowKeyArn = "arn:aws:kms:us-east-1:123456789012:key/vault-astronomy-lab-backup-escrow-key";

let resources: readonly RegisteredResource[];
beforeAll(async () => {
  resources = await labResources();
});

const closed = {
  blockPublicAcls: true,
  blockPublicPolicy: true,
  ignorePublicAcls: true,
  restrictPublicBuckets: true,
};

interface DeclaredBucket {
  readonly name: string;
  readonly keptDays?: number;
}

const declaredBuckets = labSection("vault")["buckets"] as Record<string, DeclaredBucket>;
const declaredLogs = labSection("vault")["logs"] as unknown as Required<DeclaredBucket>;

/** What lies there is kept as planned or, where no place uses it, as declared; nothing of a copy goes while it is locked. */
function keptIn(store: string): Readonly<Record<string, number>> {
  const [used] = placesOf("s3").filter(([, place]) => place["store"] === store);
  const days = declaredBuckets[store]!.keptDays;
  if (used !== undefined) return plannedSettings(used[0]);
  if (days === undefined) throw new Error(`${store} keeps nothing`);
  return { expirationDays: days, noncurrentDays: 1, lockDays: days };
}

/** All that must be sent for a bucket, from the plan's figures and S3's documentation. */
function expectedBucket(store: string) {
  const bucket = declaredBuckets[store]!;
  const { expirationDays, noncurrentDays, lockDays } = keptIn(store);
  const everything = { status: "Enabled", filter: { prefix: "" } };
  const all = { bucket: bucket.name };
  return {
    bucket: { ...all, objectLockEnabled: true, forceDestroy: false },
    versioning: { ...all, versioningConfiguration: { status: "Enabled" } },
    lock: {
      ...all,
      objectLockEnabled: "Enabled",
      rule: { defaultRetention: { mode: "COMPLIANCE", days: lockDays } },
    },
    encryption: {
      ...all,
      rules: [
        {
          applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: keyArn },
          bucketKeyEnabled: true,
        },
      ],
    },
    privacy: { ...all, ...closed },
    ownership: { ...all, rule: { objectOwnership: "BucketOwnerEnforced" } },
    // What it refuses: `vault-bucket-access.test.ts`.
    policy: { ...all, policy: expect.stringContaining(`arn:aws:s3:::${bucket.name}/*`) as string },
    logging: { ...all, targetBucket: declaredLogs.name, targetPrefix: `access/${store}/` },
    lifecycle: {
      ...all,
      rules: [
        {
          id: "expire",
          ...everything,
          expiration: { days: expirationDays },
          noncurrentVersionExpiration: { noncurrentDays },
          abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
        },
        { id: "delete-markers", ...everything, expiration: { expiredObjectDeleteMarker: true } },
      ],
    },
  };
}

/** The inputs of a bucket's parts, by what their names say beyond the bucket's. */
const partsOf = (store: string) =>
  Object.fromEntries(
    Object.entries(childrenOf(resources, `vault-${store}`)).map(([name, part]) => [
      name.slice(`vault-${store}-`.length),
      (part as { inputs: unknown }).inputs,
    ]),
  );

const logs = "astronomy-lab-backup-logs";

describe("the vault, as it is sent", () => {
  it.each(Object.keys(declaredBuckets))(
    "keeps what lies in %s as planned: versioned, locked, encrypted, closed, logged, never emptied",
    (store) => {
      expect(partsOf(store)).toEqual(expectedBucket(store));
    },
  );

  it("has a bucket for each engine and purpose, each of one name, and none beside them but for logs", () => {
    const purposes = ["config", "database", "dump", "vm", "windows"].map(
      (what) => `${what}-archive`,
    );
    const expected = [...purposes, "evidence", logs].map((store) => `vault-${store}-bucket`);
    const buckets = ofType(resources, "aws:s3/bucket:Bucket");

    expect(buckets.map(({ name }) => name).sort()).toEqual(expected.sort());
    expect(new Set(buckets.map(({ inputs }) => inputs["bucket"])).size).toBe(expected.length);
  });

  it("keeps its logs under Amazon's key, without a lock or a log of themselves, as long as declared", () => {
    const { name: bucket, keptDays } = declaredLogs;
    const everything = { status: "Enabled", filter: { prefix: "" } };

    expect(partsOf(logs)).toEqual({
      bucket: { bucket, forceDestroy: false },
      versioning: { bucket, versioningConfiguration: { status: "Enabled" } },
      encryption: {
        bucket,
        rules: [
          {
            applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" },
            bucketKeyEnabled: true,
          },
        ],
      },
      privacy: { bucket, ...closed },
      ownership: { bucket, rule: { objectOwnership: "BucketOwnerEnforced" } },
      policy: { bucket, policy: expect.stringContaining("logging.s3.amazonaws.com") as string },
      lifecycle: {
        bucket,
        rules: [
          {
            id: "expire",
            ...everything,
            expiration: { days: keptDays },
            noncurrentVersionExpiration: { noncurrentDays: keptDays },
            abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
          },
          { id: "delete-markers", ...everything, expiration: { expiredObjectDeleteMarker: true } },
        ],
      },
    });
  });

  it("has the log bucket's policy before anything is logged there", () => {
    const later = [
      ...ofType(resources, "aws:s3/bucketLogging:BucketLogging"),
      ...ofType(resources, "aws:cloudtrail/trail:Trail"),
    ];

    expect(later).toHaveLength(Object.keys(declaredBuckets).length + 1);
    for (const { options } of later) expect(options.after).toContain(`vault-${logs}-policy`);
  });

  it("has a key for copies, one for the escrow and one that signs, each ended as slowly as declared", () => {
    const common = {
      deletionWindowInDays: 30,
      policy: expect.stringContaining("backup-break-glass") as string,
    };
    const rotated = { enableKeyRotation: true, rotationPeriodInDays: 365 };
    expect(ofType(resources, "aws:kms/key:Key").map(({ inputs }) => inputs)).toEqual([
      {
        ...{ ...common, ...rotated },
        description: "offsite backups (astronomy-lab-backup)",
        tags: { component: "astronomy-lab-backup" },
      },
      {
        ...{ ...common, ...rotated },
        description: "escrowed keys (astronomy-lab-backup-escrow)",
        tags: { component: "astronomy-lab-backup-escrow" },
      },
      {
        ...common,
        customerMasterKeySpec: "ECC_NIST_P256",
        keyUsage: "SIGN_VERIFY",
        description: "signed evidence (astronomy-lab-backup-evidence)",
        tags: { component: "astronomy-lab-backup-evidence" },
      },
    ]);
    expect(ofType(resources, "aws:kms/alias:Alias").map(({ inputs }) => inputs["name"])).toEqual([
      "alias/astronomy-lab-backup",
      "alias/astronomy-lab-backup-escrow",
      "alias/astronomy-lab-backup-evidence",
    ]);
  });

  it.each([
    ["pbs-client-key-pbs-vm", ["pbsEncryptionKeys", "pbs-vm"]],
    ["pbs-client-key-pbs-ct", ["pbsEncryptionKeys", "pbs-ct"]],
    ["veeam-password-vbr01", ["veeamEncryptionPassword"]],
    ["pgbackrest-cipher-postgres-repository", ["pgBackRestCiphers", "postgres-repository"]],
    ["dump-key-database-dumps", ["dumpKeys", "database-dumps"]],
    ["export-key-offsite", ["exportKey"]],
  ])("escrows %s itself under the escrow's key, recoverable for 30 days", (name, path) => {
    const value = named(resources, `vault-${name}-value`).inputs;

    expect(named(resources, `vault-${name}-secret`).inputs).toMatchObject({
      name: expect.stringMatching(/^astronomy-lab-backup\//) as string,
      kmsKeyId: escrowKeyArn,
      recoveryWindowInDays: 30,
      policy: expect.stringContaining("backup-escrow-reader") as string,
    });
    expect(plainParts(value)).toEqual({
      secretId: `vault-${name}-secret-id`,
      secretString: "[secret]",
      versionStages: ["AWSCURRENT"],
    });
    expect(unsealed(value["secretString"])).toBe(secretAt(...path));
  });

  it("escrows each key under a name of its own", () => {
    const names = ofType(resources, "aws:secretsmanager/secret:Secret").map(({ inputs }) =>
      String(inputs["name"]),
    );

    expect(names.sort()).toEqual([
      "astronomy-lab-backup/dump-key/database-dumps",
      "astronomy-lab-backup/export-key/offsite",
      "astronomy-lab-backup/pbs-client-key/pbs-ct",
      "astronomy-lab-backup/pbs-client-key/pbs-vm",
      "astronomy-lab-backup/pgbackrest-cipher/postgres-repository",
      "astronomy-lab-backup/veeam-password/vbr01",
    ]);
  });
});
