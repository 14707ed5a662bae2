import { isAllowed } from "../support/iam-evaluator";
import { labSection } from "./support";
import {
  type Context,
  escrowKeyArn,
  keyArn,
  mfa,
  policyOf,
  type Principal,
  principals,
  readPolicies,
  tls,
  whoMay,
} from "./vault-requests";

beforeAll(readPolicies);

const archive = "arn:aws:s3:::astronomy-lab-vm-archive";
const own = `${archive}/pbs-vm/guest/2026-11-01/data/ab`;
const lockFile = `${archive}/pbs-vm/guest/2026-11-01/locks/ab`;
const others = `${archive}/veeam/guest/data/ab`;
const elsewhere = "arn:aws:s3:::astronomy-lab-windows-archive/pbs-vm/guest/data/ab";
const archivePolicy = () => policyOf("vault-vm-archive-policy");
const inArchive = (action: string, resource: string, context: Context = tls) =>
  whoMay(`s3:${action}`, resource, archivePolicy(), context);

/** Who IAM allows everything, and a bucket's policy nothing in particular. */
const byIam: readonly Principal[] = [
  "break-glass role",
  "whoever applies",
  "another administrator",
  "root",
];
const ofIam = (...more: readonly Principal[]) => [...byIam, ...more];

describe("an object of a bucket for copies, as AWS would judge the policies that are sent", () => {
  it.each<[action: string, resource: string, who: readonly Principal[]]>([
    // A writer writes below its own prefix, and in no other bucket.
    ["PutObject", own, ofIam("writer")],
    ["PutObject", others, ofIam()],
    ["PutObject", elsewhere, ofIam()],
    // It reads back what it wrote; the restorer reads and recalls everything, of any version.
    ["GetObject", own, ofIam("writer", "restorer")],
    ["GetObject", others, ofIam("restorer")],
    ["GetObjectVersion", own, ofIam("restorer")],
    ["RestoreObject", own, ofIam("writer", "restorer")],
    ["RestoreObject", others, ofIam("restorer")],
    // Only lock files are hidden day by day; all else takes a break-glass role.
    ["DeleteObject", own, ["break-glass role"]],
    ["DeleteObject", others, ["break-glass role"]],
    [
      "DeleteObject",
      lockFile,
      ["break-glass role", "whoever applies", "another administrator", "writer"],
    ],
    // A version ends by nobody's hand but a break-glass role's, a lock file's neither.
    ["DeleteObjectVersion", own, ["break-glass role"]],
    ["DeleteObjectVersion", lockFile, ["break-glass role"]],
    ["BypassGovernanceRetention", own, ["break-glass role"]],
    ["PutObjectRetention", own, ofIam()],
    // What never ends, or puts another key or version in the place of ours, does too.
    ["PutObjectLegalHold", own, ["break-glass role"]],
    ["UpdateObjectEncryption", own, ["break-glass role"]],
    ["UpdateObjectEncryption", lockFile, ["break-glass role"]],
    ["ReplicateObject", own, ["break-glass role"]],
    ["ReplicateDelete", own, ["break-glass role"]],
    ["ReplicateDelete", lockFile, ["break-glass role"]],
    ["ReplicateTags", own, ["break-glass role"]],
  ])("%s of %s is for exactly those who need it", async (action, resource, who) => {
    expect(await inArchive(action, resource)).toEqual(who);
  });

  it.each(["DeleteObject", "DeleteObjectVersion", "UpdateObjectEncryption", "PutObjectLegalHold"])(
    "has %s done to it by the root user with a second factor alone",
    async (action) => {
      expect(await inArchive(action, own, mfa)).toEqual(["break-glass role", "root"]);
    },
  );

  it("is out of reach of the writer's key from another network, where networks are declared", async () => {
    const identity = JSON.parse(
      policyOf("vault-offsite-export-policy").replaceAll(
        '"Effect":"Allow"',
        '"Effect":"Allow","Condition":{"IpAddress":{"aws:SourceIp":["198.51.100.0/24"]}}',
      ),
    ) as object;
    const put = (from: string) =>
      isAllowed(
        {
          ...{ principal: principals.writer, action: "s3:PutObject", resource: own, identity },
          context: { ...tls, "aws:SourceIp": from },
        },
        archivePolicy(),
      );

    expect([await put("198.51.100.7"), await put("203.0.113.7")]).toEqual([true, false]);
  });
});

const sse = "s3:x-amz-server-side-encryption";
const keyId = `${sse}-aws-kms-key-id`;
const customer = `${sse}-customer-algorithm`;
const mode = "s3:object-lock-mode";
const days = "s3:object-lock-remaining-retention-days";
const hold = "s3:object-lock-event-hold";

describe("what is written into a bucket for copies", () => {
  it.each<[how: string, headers: Context, isTaken: boolean]>([
    ["no header at all, which leaves the bucket's defaults", {}, true],
    ["our key by name", { [sse]: "aws:kms", [keyId]: keyArn }, true],
    ["our key alone", { [keyId]: keyArn }, true],
    ["another key", { [sse]: "aws:kms", [keyId]: keyArn.replace("key/", "key/x") }, false],
    ["the escrow's key", { [sse]: "aws:kms", [keyId]: escrowKeyArn }, false],
    ["another key without the word for KMS", { [keyId]: escrowKeyArn }, false],
    ["no key, so that Amazon's own is taken", { [sse]: "aws:kms" }, false],
    ["Amazon's own encryption", { [sse]: "AES256" }, false],
    ["two layers of encryption", { [sse]: "aws:kms:dsse", [keyId]: keyArn }, false],
    ["a key that the caller keeps", { [customer]: "AES256" }, false],
    ["a lock as long as the bucket's", { [mode]: "COMPLIANCE", [days]: "90" }, true],
    ["a shorter lock", { [mode]: "COMPLIANCE", [days]: "89" }, false],
    [
      "a lock of ten years, which nobody could take off",
      { [mode]: "COMPLIANCE", [days]: "3650" },
      false,
    ],
    ["a lock that can be bypassed", { [mode]: "GOVERNANCE", [days]: "90" }, false],
    ["a hold until something happens", { [hold]: "ON" }, false],
  ])("with %s", async (_how, headers, isTaken) => {
    const may = await inArchive("PutObject", own, { ...tls, ...headers });

    expect(may).toEqual(isTaken ? ofIam("writer") : []);
  });

  it.each<[how: string, lock: Context, who: readonly Principal[]]>([
    ["as long as the bucket's", { [mode]: "COMPLIANCE", [days]: "90" }, byIam],
    ["shorter", { [mode]: "COMPLIANCE", [days]: "30" }, []],
    ["far longer", { [mode]: "COMPLIANCE", [days]: "3650" }, []],
    ["lighter", { [mode]: "GOVERNANCE", [days]: "90" }, []],
    ["without an end", { [hold]: "ON" }, []],
  ])("has its lock changed to one that is %s by %p alone", async (_how, lock, who) => {
    expect(await inArchive("PutObjectRetention", own, { ...tls, ...lock })).toEqual(who);
  });

  it.each(["PutObject", "GetObject", "RestoreObject", "DeleteObjectVersion"])(
    "takes no %s of anybody without TLS",
    async (action) => {
      expect(await inArchive(action, own, { "aws:SecureTransport": "false" })).toEqual([]);
    },
  );
});

describe("a bucket for copies", () => {
  const keepers: readonly Principal[] = ["break-glass role", "whoever applies", "root"];

  it.each([
    "PutLifecycleConfiguration",
    "PutBucketVersioning",
    "PutBucketObjectLockConfiguration",
    "PutBucketPolicy",
    "DeleteBucketPolicy",
    "PutEncryptionConfiguration",
    "PutBucketPublicAccessBlock",
    "PutBucketOwnershipControls",
    "PutBucketAcl",
    "PutBucketLogging",
    "PutReplicationConfiguration",
  ])("has %s done to it by whoever applies the stack and break-glass alone", async (action) => {
    expect(await inArchive(action, archive, mfa)).toEqual(keepers);
    const logs = policyOf("vault-astronomy-lab-backup-logs-policy");
    const resource = "arn:aws:s3:::astronomy-lab-vault-logs";
    expect(await whoMay(`s3:${action}`, resource, logs, mfa)).toEqual(keepers);
  });

  // Nor is its policy claimed: S3 lets the account's root user change one that refuses it (S3 API, PutBucketPolicy).
  it.each(["DeleteBucket", "PutLifecycleConfiguration"])(
    "has no %s done to it by the root user without a second factor",
    async (action) => {
      const without = { ...tls, "aws:MultiFactorAuthPresent": "false" };
      expect(await inArchive(action, archive, without)).not.toContain("root");
      expect(await inArchive(action, archive, tls)).not.toContain("root");
      expect(await inArchive(action, archive, mfa)).toContain("root");
    },
  );

  it("is removed by break-glass alone", async () => {
    expect(await inArchive("DeleteBucket", archive, mfa)).toEqual(["break-glass role", "root"]);
  });

  it("is listed with all versions by its writer and the restorer, and not by the auditor", async () => {
    expect(await inArchive("ListBucket", archive)).toEqual(ofIam("writer", "restorer"));
    expect(await inArchive("ListBucketVersions", archive)).toEqual(ofIam("writer", "restorer"));
  });

  it.each([
    "GetBucketPolicy",
    "GetLifecycleConfiguration",
    "GetEncryptionConfiguration",
    "GetBucketObjectLockConfiguration",
    "GetBucketLogging",
  ])("shows its %s to the auditor, and to no writer or restorer", async (action) => {
    expect(await inArchive(action, archive)).toEqual(ofIam("auditor"));
  });

  it("is one that every bucket is like: each refuses what is not for it, and is no exception", async () => {
    for (const [store, { name }] of Object.entries(labSection("vault")["buckets"]!) as [
      string,
      { name: string },
    ][]) {
      const policy = policyOf(`vault-${store}-policy`);
      const object = `arn:aws:s3:::${name}/any`;
      expect(
        await whoMay("s3:PutObject", object, policy, { "aws:SecureTransport": "false" }),
      ).toEqual([]);
      expect(await whoMay("s3:PutObject", object, policy, { ...tls, [sse]: "AES256" })).toEqual([]);
      expect(await whoMay("s3:PutObject", object, policy, { ...tls, [days]: "1" })).toEqual([]);
      expect(await whoMay("s3:PutObject", object, policy, { ...tls, [hold]: "ON" })).toEqual([]);
      expect(await whoMay("s3:DeleteObjectVersion", object, policy, tls)).toEqual([
        "break-glass role",
      ]);
      expect(Buffer.byteLength(policy)).toBeLessThan(20_480);
    }
  });
});
