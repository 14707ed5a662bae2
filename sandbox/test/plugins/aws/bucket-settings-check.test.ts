import { statement } from "./bucket-settings";
import { faultsOf } from "./deployed";

describe("what AWS refuses in a bucket's settings", () => {
  const retention = (value: object) => ({ bucket: "b", rule: { defaultRetention: value } });
  const encryption = (...rules: object[]) => ({
    bucket: "b",
    rules: rules.map((rule) => ({ applyServerSideEncryptionByDefault: rule })),
  });

  test.each<[string, Record<string, unknown>, string]>([
    [
      "BucketLifecycleConfiguration",
      {
        bucket: "b",
        rules: [{ id: "r", status: "Enabled", expiration: { days: 30 } }],
        transitionDefaultMinimumObjectSize: "none",
      },
      'transitionDefaultMinimumObjectSize: got "none"; allowed: all_storage_classes_128K, varies_by_storage_class',
    ],
    [
      "BucketVersioning",
      { bucket: "b", versioningConfiguration: { status: "On" } },
      'versioningConfiguration.status: got "On"; allowed: Enabled, Suspended, Disabled',
    ],
    [
      "BucketVersioning",
      { bucket: "b", versioningConfiguration: { status: "Enabled", mfaDelete: "Enabled" } },
      'versioningConfiguration.mfaDelete: got "Enabled"',
    ],
    [
      "BucketOwnershipControls",
      { bucket: "b", rule: { objectOwnership: "Mine" } },
      'rule.objectOwnership: got "Mine"; allowed: BucketOwnerPreferred',
    ],
    ["BucketPolicy", { bucket: "b", policy: "no policy" }, "policy: not a policy"],
    [
      "BucketPolicy",
      { bucket: "b", policy: JSON.stringify(statement({ Sid: "x".repeat(21_000) })) },
      "allowed: at most 20480",
    ],
    [
      "BucketObjectLockConfiguration",
      retention({ mode: "LEGAL", days: 1 }),
      'rule.defaultRetention.mode: got "LEGAL"; allowed: COMPLIANCE, GOVERNANCE',
    ],
    [
      "BucketObjectLockConfiguration",
      retention({ mode: "COMPLIANCE", days: 1, years: 1 }),
      "rule.defaultRetention: got days and years together",
    ],
    [
      "BucketObjectLockConfiguration",
      retention({ mode: "COMPLIANCE" }),
      "rule.defaultRetention: got neither days nor years",
    ],
    [
      "BucketObjectLockConfiguration",
      retention({ days: 1 }),
      "rule.defaultRetention.mode: missing",
    ],
    [
      "BucketObjectLockConfiguration",
      retention({ mode: "COMPLIANCE", days: 0 }),
      "rule.defaultRetention.days: got 0; allowed: a whole number from 1 to 36500",
    ],
    [
      "BucketObjectLockConfiguration",
      retention({ mode: "COMPLIANCE", years: 101 }),
      "rule.defaultRetention.years: got 101",
    ],
    [
      "BucketObjectLockConfiguration",
      { bucket: "b", objectLockEnabled: "Disabled" },
      'objectLockEnabled: got "Disabled"; allowed: Enabled',
    ],
    [
      "BucketServerSideEncryptionConfiguration",
      encryption(),
      "rules: got 0 rules; allowed: exactly one",
    ],
    [
      "BucketServerSideEncryptionConfiguration",
      encryption({ sseAlgorithm: "AES128" }),
      'sseAlgorithm: got "AES128"; allowed: AES256, aws:kms, aws:kms:dsse',
    ],
    [
      "BucketServerSideEncryptionConfiguration",
      encryption({ sseAlgorithm: "AES256", kmsMasterKeyId: "k" }),
      "kmsMasterKeyId: got a key for AES256",
    ],
    [
      "BucketServerSideEncryptionConfiguration",
      { bucket: "b", rules: [{ blockedEncryptionTypes: ["SSE-S3"] }] },
      'rules[0].blockedEncryptionTypes[0]: got "SSE-S3"; allowed: SSE-C, NONE',
    ],
  ])("fails for %s %j", (noun, inputs, fault) => {
    expect(faultsOf(noun, inputs)).toEqual([expect.stringContaining(fault)]);
  });
});
