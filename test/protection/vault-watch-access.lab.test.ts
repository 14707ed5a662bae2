import { isAllowed } from "../support/iam-evaluator";
import {
  account,
  type Context,
  escrowKeyArn,
  iam,
  keyArn,
  mfa,
  policyOf,
  readPolicies,
  tls,
  whoMay,
} from "./vault-requests";

beforeAll(readPolicies);

const archive = "arn:aws:s3:::astronomy-lab-vm-archive";

describe("a key of the vault", () => {
  const throughS3 = { "kms:ViaService": "s3.us-east-1.amazonaws.com" };
  const dataKey = () => policyOf("vault-astronomy-lab-backup-key");
  const escrowKey = () => policyOf("vault-astronomy-lab-backup-escrow-key");

  it("opens copies to writer and restorer through S3, and encrypts them for the writer alone", async () => {
    expect(await whoMay("kms:Decrypt", keyArn, dataKey(), throughS3)).toEqual([
      "writer",
      "restorer",
    ]);
    expect(await whoMay("kms:GenerateDataKey", keyArn, dataKey(), throughS3)).toEqual(["writer"]);
  });

  it("opens no escrow to writer, restorer or auditor", async () => {
    for (const service of ["s3", "secretsmanager"]) {
      const through = { "kms:ViaService": `${service}.us-east-1.amazonaws.com` };
      const may = await whoMay("kms:Decrypt", escrowKeyArn, escrowKey(), through);
      for (const who of ["writer", "restorer", "auditor"]) expect(may).not.toContain(who);
    }
  });

  it("shows its policy to the auditor", async () => {
    expect(await whoMay("kms:GetKeyPolicy", keyArn, dataKey())).toContain("auditor");
    expect(await whoMay("kms:Decrypt", keyArn, dataKey(), throughS3)).not.toContain("auditor");
  });
});

describe("an escrowed secret", () => {
  it("shows the auditor that it is there, and not what it is", async () => {
    const arn = `arn:aws:secretsmanager:us-east-1:${account}:secret:astronomy-lab-backup/export-key/offsite-AbCdEf`;
    const policy = policyOf("vault-export-key-offsite-secret");

    expect(await whoMay("secretsmanager:DescribeSecret", arn, policy)).toContain("auditor");
    expect(await whoMay("secretsmanager:GetSecretValue", arn, policy)).toEqual(["whoever applies"]);
  });
});

describe("the log bucket", () => {
  const logs = "arn:aws:s3:::astronomy-lab-vault-logs";
  const logPolicy = () => policyOf("vault-astronomy-lab-backup-logs-policy");
  const trailArn = `arn:aws:cloudtrail:us-east-1:${account}:trail/astronomy-lab-backup-trail`;

  /** A service of AWS has no policy of its own: what the bucket says counts. */
  const service = (name: string, action: string, resource: string, context: Context) =>
    isAllowed(
      {
        ...{ principal: `${name}.amazonaws.com`, action, resource },
        context: { ...tls, "aws:PrincipalIsAWSService": "true", ...context },
      },
      logPolicy(),
    );

  it.each<[what: string, path: string, source: string, from: string, isTaken: boolean]>([
    ["a bucket's log below its prefix", "access/vm-archive/1", archive, account, true],
    ["it below another bucket's", "access/windows-archive/1", archive, account, false],
    ["it below the trail's", `trail/AWSLogs/${account}/1`, archive, account, false],
    ["somebody else's bucket", "access/vm-archive/1", "arn:aws:s3:::theirs", account, false],
    ["another account", "access/vm-archive/1", archive, "999999999999", false],
  ])("takes from S3: %s", async (_what, path, source, from, isTaken) => {
    const context = { "aws:SourceArn": source, "aws:SourceAccount": from };
    const taken = await service("logging.s3", "s3:PutObject", `${logs}/${path}`, context);

    expect(taken).toBe(isTaken);
  });

  it("takes our trail's files from CloudTrail, below its prefix, owned by the account", async () => {
    const owned = { "s3:x-amz-acl": "bucket-owner-full-control" };
    const file = `${logs}/trail/AWSLogs/${account}/CloudTrail/1`;
    const put = (context: Context, path = file) =>
      service("cloudtrail", "s3:PutObject", path, context);
    const ours = { "aws:SourceArn": trailArn };

    expect(await put({ ...ours, ...owned })).toBe(true);
    expect(await put(ours)).toBe(false);
    expect(await put({ "aws:SourceArn": `${trailArn}x`, ...owned })).toBe(false);
    expect(await put({ ...ours, ...owned }, `${logs}/access/vm-archive/1`)).toBe(false);
    expect(await service("cloudtrail", "s3:GetBucketAcl", logs, ours)).toBe(true);
  });

  it("is written by services of AWS alone, whatever IAM allows", async () => {
    for (const path of ["access/vm-archive/1", `trail/AWSLogs/${account}/CloudTrail/1`]) {
      const context = { ...mfa, "aws:PrincipalIsAWSService": "false" };
      expect(await whoMay("s3:PutObject", `${logs}/${path}`, logPolicy(), context)).toEqual([]);
    }
  });

  it.each([
    "DeleteObject",
    "DeleteObjectVersion",
    "UpdateObjectEncryption",
    "PutObjectLegalHold",
    "ReplicateObject",
    "ReplicateDelete",
  ])("has no %s done to a log but by break-glass, and calls none a lock file", async (action) => {
    for (const path of ["access/vm-archive/1", "access/vm-archive/locks/1"]) {
      const log = `${logs}/${path}`;
      expect(await whoMay(`s3:${action}`, log, logPolicy(), tls)).toEqual(["break-glass role"]);
      expect(await whoMay(`s3:${action}`, log, logPolicy(), mfa)).toEqual([
        "break-glass role",
        "root",
      ]);
    }
  });

  it("is written, emptied and read by no writer, restorer or auditor", async () => {
    const log = `${logs}/access/vm-archive/1`;
    for (const action of ["PutObject", "GetObject", "DeleteObject", "DeleteObjectVersion"]) {
      const may = await whoMay(`s3:${action}`, log, logPolicy(), tls);
      for (const who of ["writer", "restorer", "auditor"]) expect(may).not.toContain(who);
    }
  });
});

describe("the topic of the alarms", () => {
  const topic = `arn:aws:sns:us-east-1:${account}:astronomy-lab-backup-alarms`;
  const topicPolicy = () => policyOf("vault-astronomy-lab-backup-alarms-topic");

  it("is published to by the account's own budgets", async () => {
    const publish = (from: string) =>
      isAllowed(
        {
          principal: "budgets.amazonaws.com",
          ...{ action: "sns:Publish", resource: topic },
          context: {
            "aws:SourceAccount": from,
            "aws:SourceArn": `arn:aws:budgets::${from}:budget/any`,
          },
        },
        topicPolicy(),
      );
    expect([await publish(account), await publish("999999999999")]).toEqual([true, false]);
  });

  it("has its messages under the key for data, which lets the service encrypt for this topic alone", () => {
    const { Statement } = JSON.parse(policyOf("vault-astronomy-lab-backup-key")) as {
      Statement: readonly { readonly Principal: object }[];
    };
    const services = Statement.filter(({ Principal }) => "Service" in Principal);

    // The evaluator does not know this condition key, so that the statement itself is looked at.
    expect(services).toEqual([
      {
        ...{ Sid: "AlarmsThroughTopic", Effect: "Allow", Resource: "*" },
        Principal: { Service: "budgets.amazonaws.com" },
        Action: ["kms:GenerateDataKey", "kms:Decrypt"],
        Condition: {
          StringEquals: {
            "aws:SourceAccount": account,
            "kms:EncryptionContext:aws:sns:topicArn": topic,
          },
        },
      },
    ]);
  });

  it.each([
    "AddPermission",
    "DeleteTopic",
    "PutDataProtectionPolicy",
    "RemovePermission",
    "SetTopicAttributes",
  ])("has %s done to it by whoever applies the stack and break-glass alone", async (action) => {
    expect(await whoMay(`sns:${action}`, topic, topicPolicy())).toEqual([
      "break-glass role",
      "whoever applies",
      "root",
    ]);
  });
});

describe("a role of the vault", () => {
  const trust = (role: string) =>
    policyOf(`vault-astronomy-lab-backup-${role}-role`, "assumeRolePolicy");

  it.each(["restorer", "auditor"])(
    "is assumed by whoever is declared, the %s's by nobody else",
    async (role) => {
      const may = async (who: string) =>
        isAllowed(
          {
            principal: who,
            ...{ action: "sts:AssumeRole", resource: iam(`role/offsite-${role}`) },
          },
          trust(role),
        );

      expect(await may(iam("role/backup-operator"))).toBe(true);
      expect(await may(iam("user/backup-operator"))).toBe(false);
      expect(await may("arn:aws:iam::999999999999:role/backup-operator")).toBe(false);
    },
  );

  it("shows the auditor the keys of the users that are made, and of nobody else", async () => {
    const nothing = JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        { Effect: "Deny", Principal: { AWS: iam("role/nobody") }, Action: "*", Resource: "*" },
      ],
    });
    const may = (user: string) => whoMay("iam:ListAccessKeys", iam(`user/${user}`), nothing);

    expect(await may("offsite-export")).toContain("auditor");
    expect(await may("offsite-another")).not.toContain("auditor");
  });

  it.each(["restorer", "auditor"])("%s fits what IAM takes of a role", (role) => {
    const policy = policyOf(`vault-astronomy-lab-backup-${role}-policy`);

    expect(Buffer.byteLength(policy)).toBeLessThan(10_240);
    expect(Buffer.byteLength(trust(role))).toBeLessThan(2048);
    expect(Buffer.byteLength(policyOf("vault-offsite-export-policy"))).toBeLessThan(2048);
  });
});
