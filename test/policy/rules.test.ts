import { toPolicy } from "../../policy/rule";
import { pbsClusterTokenBackupOnly } from "../../policy/rules/access/pbs-cluster-token-backup-only";
import { pveStorageOwnKey } from "../../policy/rules/encryption/pve-storage-own-key";
import { s3BucketOwnKey } from "../../policy/rules/encryption/s3-bucket-own-key";
import { remoteHostKeyPinned } from "../../policy/rules/remote/remote-host-key-pinned";
import { s3ArchiveBilledDays } from "../../policy/rules/retention/s3-archive-billed-days";
import { toStackPolicy } from "../../policy/stack-rule";
import { stackViolationsOf, violationsOf } from "../support/policy";

describe("s3-bucket-own-key", () => {
  const policy = toStackPolicy(s3BucketOwnKey);
  const encrypted = (rules: unknown) => ({
    type: "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
    props: { bucket: "b", rules },
  });
  const encryption = (rules: unknown) => stackViolationsOf(policy, [encrypted(rules)]);

  it("passes a bucket under a customer-managed key", async () => {
    expect(
      await encryption([{ applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms" } }]),
    ).toEqual([]);
  });

  it.each([
    ["Amazon's own key", [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }]],
    ["a rule without an algorithm", [{}]],
    ["no rule at all", []],
    ["missing rules", undefined],
  ])("fails on %s, naming the resource and the fix", async (_what, rules) => {
    const [violation] = await encryption(rules);

    expect(violation).toMatch(/^subject: .*wanted is aws:kms\. Fix: .*backup:places/);
  });

  it("says nothing of other resources", async () => {
    expect(await stackViolationsOf(policy, [{ type: "aws:kms/key:Key", props: {} }])).toEqual([]);
  });

  it("lets the bucket that access logs go to be under Amazon's key, and no other", async () => {
    const amazons = [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }];
    const loggingTo = (targetBucket: string) => ({
      type: "aws:s3/bucketLogging:BucketLogging",
      props: { bucket: "archive", targetBucket, targetPrefix: "a/" },
    });

    expect(await stackViolationsOf(policy, [encrypted(amazons), loggingTo("b")])).toEqual([]);
    expect(await stackViolationsOf(policy, [encrypted(amazons), loggingTo("c")])).toHaveLength(1);
    const lock = {
      type: "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration",
      props: { bucket: "b" },
    };
    expect(
      await stackViolationsOf(policy, [encrypted(amazons), loggingTo("b"), lock]),
    ).toHaveLength(1);
  });
});

describe("s3-archive-billed-days", () => {
  const policy = toPolicy(s3ArchiveBilledDays);
  const lifecycle = (storageClass: string, days: number, configuration?: object) =>
    violationsOf(
      policy,
      {
        type: "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
        props: {
          rules: [
            { id: "archive", transitions: [{ days: 0, storageClass }] },
            { id: "expire", expiration: { days } },
          ],
        },
      },
      configuration,
    );

  it.each([
    ["GLACIER", 90],
    ["DEEP_ARCHIVE", 180],
    ["STANDARD_IA", 30],
    ["INTELLIGENT_TIERING", 30],
  ])("passes %s kept %i days and fails one day less", async (storageClass, days) => {
    expect(await lifecycle(storageClass, days)).toEqual([]);
    expect(await lifecycle(storageClass, days - 1)).toEqual([
      expect.stringMatching(
        new RegExp(`expires copies after ${days - 1} days; .* at least ${days}`),
      ),
    ]);
  });

  it("takes a longer least from the pack's configuration", async () => {
    expect(await lifecycle("GLACIER", 90, { minimumDays: 365 })).toHaveLength(1);
  });
});

describe("remote-host-key-pinned", () => {
  const policy = toPolicy(remoteHostKeyPinned);
  const command = (connection: unknown) =>
    violationsOf(policy, { type: "command:remote:Command", props: { connection } });

  it("passes a pinned host", async () => {
    expect(await command({ host: "pbs01", hostKey: "ssh-ed25519 AAAA" })).toEqual([]);
  });

  it.each([
    ["an empty key", { hostKey: "" }],
    ["no key", { privateKey: "s3cr3t" }],
    ["no connection", undefined],
  ])("fails on %s without printing the connection", async (_what, connection) => {
    const violations = await command(connection);

    expect(violations).toEqual([expect.stringContaining("without a host key")]);
    expect(violations.join()).not.toContain("s3cr3t");
  });
});

describe("pbs-cluster-token-backup-only", () => {
  const policy = toPolicy(pbsClusterTokenBackupOnly);
  const acl = (declared: unknown) =>
    violationsOf(policy, { type: "backup:pbs:Acl", props: { declared } });
  const grant = (role: string, path = "/datastore/vm-backup") => ({ path, role, propagate: true });

  it("passes a token of the cluster that may only back up", async () => {
    const grants = [grant("DatastoreBackup"), grant("DatastoreBackup", "/datastore/vm-backup/lab")];

    expect(await acl({ holder: "pve@pbs!cluster", grants, storages: ["pbs-vm"] })).toEqual([]);
  });

  it("passes whatever a holder may that no storage logs in with", async () => {
    expect(await acl({ holder: "a@pbs", grants: [grant("Admin", "/")], storages: [] })).toEqual([]);
  });

  it.each([
    ["a role that prunes", [grant("DatastorePowerUser")]],
    ["a role that deletes", [grant("DatastoreBackup"), grant("DatastoreAdmin")]],
    ["a role that reads others' backups", [grant("DatastoreReader")]],
    ["the right role on everything", [grant("DatastoreBackup", "/")]],
    ["a role that is not named", [{ path: "/datastore/vm-backup" }]],
    ["no permissions that could be judged", undefined],
  ])("fails on %s, naming the resource and the fix", async (_what, grants) => {
    const violations = await acl({ holder: "pve@pbs!cluster", grants, storages: ["pbs-vm"] });

    expect(violations).toEqual([
      expect.stringMatching(/^subject: .*storage pbs-vm of the cluster.* Fix: /),
    ]);
  });

  it("fails where nobody says who logs in with it", async () => {
    expect(await acl({ holder: "a@pbs", grants: [grant("Admin")] })).toHaveLength(1);
  });
});

describe("pve-storage-own-key", () => {
  const policy = toPolicy(pveStorageOwnKey);
  const storage = (props: Record<string, unknown>) =>
    violationsOf(policy, { type: "proxmoxve:storage/pbs:Pbs", props });

  it("passes a storage with a key of ours", async () => {
    expect(await storage({ encryptionKey: "{}" })).toEqual([]);
    expect(await storage({ encryptionKey: "{}", generateEncryptionKey: false })).toEqual([]);
  });

  it.each([
    ["no key", {}, "got no encryptionKey"],
    ["an empty key", { encryptionKey: "" }, "got no encryptionKey"],
    ["a key of the cluster's own", { generateEncryptionKey: true }, "got generateEncryptionKey"],
    [
      "a key of the cluster's own beside ours",
      { encryptionKey: "s3cr3t", generateEncryptionKey: true },
      "got generateEncryptionKey",
    ],
  ])("fails on %s, naming the resource and the fix, not the key", async (_what, props, problem) => {
    const violations = await storage(props);

    expect(violations).toEqual([
      expect.stringMatching(new RegExp(`^subject: ${problem}.*Fix: .*npm run keys`)),
    ]);
    expect(violations.join()).not.toContain("s3cr3t");
  });
});
