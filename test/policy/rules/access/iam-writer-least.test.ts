import { unknown, verdictOf, violationsOf } from "../../support";
import { allow, policyText, userPolicy } from "./support";

const rule = "iam-writer-least";
const puts = allow(["s3:PutObject", "s3:GetObject"]);
const object = "arn:aws:s3:::archive/vm";

const days = "s3:object-lock-remaining-retention-days";
const retaining = (Condition: object) => allow("s3:PutObjectRetention", { Condition });
const holding = (value: string) =>
  allow("s3:PutObjectLegalHold", {
    Condition: { StringEquals: { "s3:object-lock-legal-hold": value } },
  });

describe(rule, () => {
  it.each([
    ["a writer", puts],
    ["what is not a writer's", allow("s3:*Version")],
    ["a denial beside it", { ...allow("s3:*"), Effect: "Deny" }],
  ])("passes %s", async (_what, statement) => {
    const sent =
      statement === puts ? userPolicy(puts) : userPolicy(statement, allow("s3:GetObject"));

    expect(await violationsOf(rule, [sent])).toEqual([]);
  });

  it.each([
    [
      "the locks of repositories hidden",
      allow("s3:DeleteObject", { Resource: `${object}/*/locks/*` }),
    ],
    ["a lock of so many days at most", retaining({ NumericLessThanEquals: { [days]: "90" } })],
    ["a lock of less than so many days", retaining({ NumericLessThan: { [days]: "90" } })],
    ["a lock of so many days", retaining({ NumericEquals: { [days]: "90" } })],
    ["a hold that is only set", holding("ON")],
  ])("passes a writer with %s", async (_what, statement) => {
    expect(await violationsOf(rule, [userPolicy(puts, statement)])).toEqual([]);
  });

  it.each([
    ...["s3:BypassGovernanceRetention", "s3:DeleteBucket", "s3:DeleteObjectVersion"],
    ...["s3:PutBucketObjectLockConfiguration", "s3:PutBucketVersioning"],
    ...["s3:PutLifecycleConfiguration", "s3:DeleteBucketPolicy", "s3:PutBucketPolicy"],
    ...["s3:PutBucketAcl", "s3:PutAccountPublicAccessBlock", "s3:PutBucketPublicAccessBlock"],
    ...["s3:PutBucketLogging", "s3:PutBucketOwnershipControls", "s3:PutEncryptionConfiguration"],
    ...["s3:PutReplicationConfiguration", "s3:ReplicateDelete", "s3:UpdateObjectEncryption"],
    ...["kms:DisableKey", "kms:PutKeyPolicy", "kms:ScheduleKeyDeletion"],
    ...["kms:CreateGrant", "kms:DeleteImportedKeyMaterial", "s3:CreateAccessPoint"],
    ...["s3:PutAccessPointPolicy", "s3:PutAccessPointPublicAccessBlock"],
    ...["s3:DeleteObject", "s3:PutObjectRetention", "s3:PutObjectLegalHold"],
    ...["secretsmanager:DeleteResourcePolicy", "secretsmanager:DeleteSecret"],
    ...["secretsmanager:PutResourcePolicy", "cloudtrail:DeleteTrail"],
    ...["cloudtrail:PutEventSelectors", "cloudtrail:StopLogging"],
  ])("fails on a writer with %s", async (action) => {
    const sent = userPolicy(puts, allow(action, { Resource: "*", Sid: "More" }));

    expect(await violationsOf(rule, [sent])).toEqual([
      `subject: policy: statement 2 (More) allows ${action} to who may s3:PutObject; wanted is a writer that can end, unlock, expose or hide nothing. Fix: give those actions to another identity; s3:DeleteObject may stay on ARNs that end in /locks/*, s3:PutObjectRetention with a limit on s3:object-lock-remaining-retention-days.`,
    ]);
  });

  it.each([
    [
      "objects and locks hidden",
      allow("s3:DeleteObject", { Resource: [`${object}/locks/*`, `${object}/*`] }),
    ],
    [
      "all hidden but locks",
      allow("s3:DeleteObject", { Resource: undefined, NotResource: `${object}/locks/*` }),
    ],
    ["what is hidden told nowhere", allow("s3:DeleteObject", { Resource: undefined })],
    ["a lock of so many days at least", retaining({ NumericGreaterThan: { [days]: "90" } })],
    [
      "a lock on another condition",
      retaining({ NumericLessThan: { "aws:MultiFactorAuthAge": "90" } }),
    ],
    ["a lock of a limit if there is one", retaining({ NumericLessThanIfExists: { [days]: "90" } })],
    ["a hold that is taken off", holding("OFF")],
    [
      "versions ended in the locks",
      allow("s3:DeleteObjectVersion", { Resource: `${object}/locks/*` }),
    ],
    [
      "versions ended on a condition",
      allow("s3:DeleteObjectVersion", { Condition: { NumericLessThan: { [days]: "90" } } }),
    ],
    ["all of S3", allow("s3:*", { Resource: `${object}/locks/*` })],
  ])("fails on a writer with %s", async (_what, statement) => {
    expect(await violationsOf(rule, [userPolicy(puts, statement)])).toEqual([
      expect.stringContaining("policy: statement 2 allows"),
    ]);
  });

  it("fails on one statement that allows both by patterns", async () => {
    const sent = userPolicy(allow(["s3:Put*", "S3:delete*version"]));

    expect(await violationsOf(rule, [sent])).toEqual([
      expect.stringContaining("statement 1 allows s3:DeleteObjectVersion, s3:PutBucketObjectLock"),
    ]);
  });

  it("does not mind what the same policy denies", async () => {
    const deny = { Effect: "Deny", Action: "s3:Delete*", Resource: "arn:aws:s3:::archive/*" };

    expect(
      await violationsOf(rule, [userPolicy(puts, allow("s3:DeleteObjectVersion"), deny)]),
    ).toEqual([]);
  });

  it("judges an inline policy of a role", async () => {
    const inlinePolicies = [{ policy: policyText(puts, allow("s3:DeleteObjectVersion")) }];

    expect(
      await violationsOf(rule, [{ type: "aws:iam/role:Role", props: { inlinePolicies } }]),
    ).toEqual([
      expect.stringContaining("inlinePolicies.0.policy: statement 2 allows s3:DeleteObjectVersion"),
    ]);
  });

  it("fails on what is no policy, and says of which it is not known yet", async () => {
    const type = "aws:iam/policy:Policy";

    expect(await violationsOf(rule, [{ type, props: { policy: "" } }])).toHaveLength(1);
    expect(await verdictOf(rule, [{ type, props: { policy: unknown } }])).toEqual({
      violations: [],
      notJudged: expect.stringContaining("policy of subject is not known yet"),
    });
  });
});
