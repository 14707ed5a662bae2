import { isAllowed } from "../support/iam-evaluator";
import { type RegisteredResource } from "../support/estate";
import { named, ofType } from "../support/registered";
import { labResources, labSection } from "./support";

const account = "123456789012";
const iam = (name: string) => `arn:aws:iam::${account}:${name}`;

/** Everybody who may turn up; IAM allows each everything but the writer, who has the policy that is sent for it. */
const principals = {
  "break-glass role": iam("role/backup-break-glass"),
  "whoever applies": iam("role/backup-administrator"),
  restorer: iam("role/backup-restorer"),
  "escrow reader": iam("role/backup-escrow-reader"),
  writer: iam("user/offsite-export"),
  "another administrator": iam("role/Administrator"),
  "a user of the restorer's name": iam("user/backup-restorer"),
  root: iam("root"),
  stranger: "arn:aws:iam::999999999999:role/backup-break-glass",
} as const;
type Principal = keyof typeof principals;

const through = (service: string) => ({ "kms:ViaService": `${service}.us-east-1.amazonaws.com` });
const ways = {
  "": {},
  "with a second factor": { "aws:MultiFactorAuthPresent": "true" },
  "without a second factor": { "aws:MultiFactorAuthPresent": "false" },
  "through S3": through("s3"),
  "through S3 elsewhere": { "kms:ViaService": "s3.eu-central-1.amazonaws.com" },
  "through Secrets Manager": through("secretsmanager"),
} as const;
type Way = keyof typeof ways;

/** Who may do something, and how; all others may not, however they come. */
type Allowed = readonly (readonly [who: Principal, how?: readonly Way[]])[];

const direct: readonly Way[] = ["", "with a second factor", "without a second factor"];
const anyhow = Object.keys(ways) as Way[];
const breakGlassOrRoot: Allowed = [
  ["break-glass role", anyhow],
  ["root", ["with a second factor"]],
];
const keepers: Allowed = [...breakGlassOrRoot, ["whoever applies", anyhow]];

let resources: readonly RegisteredResource[];
beforeAll(async () => {
  resources = await labResources();
});

const keyPolicy = (role: string) =>
  String(named(resources, `vault-astronomy-lab-backup${role}-key`).inputs["policy"]);
const keyArn = (role: string) =>
  `arn:aws:kms:us-east-1:${account}:key/vault-astronomy-lab-backup${role}-key`;

const writerPolicy = () =>
  JSON.parse(String(named(resources, "vault-offsite-export-policy").inputs["policy"])) as object;

/** Everybody who may, as `WHO HOW`. */
async function whoMay(action: string, resource: string, policy: string): Promise<string[]> {
  const cases = (Object.keys(principals) as Principal[]).flatMap((who) =>
    anyhow.map((how) => ({ who, how })),
  );
  const answers = await Promise.all(
    cases.map(({ who, how }) =>
      isAllowed(
        {
          ...{ principal: principals[who], action, resource, context: contextOf(action, how) },
          ...(who === "writer" ? { identity: writerPolicy() } : {}),
        },
        policy,
      ),
    ),
  );
  return cases.filter((_, index) => answers[index]).map(({ who, how }) => `${who} ${how}`.trim());
}

/** Secrets Manager is asked by nobody in somebody else's name. */
function contextOf(action: string, how: Way): Readonly<Record<string, string>> {
  const context = ways[how];
  return "kms:ViaService" in context && !action.startsWith("kms:") ? {} : context;
}

const spelled = (allowed: Allowed) =>
  allowed.flatMap(([who, how = direct]) => how.map((way) => `${who} ${way}`.trim())).sort();

const data = "";
const escrow = "-escrow";
const evidence = "-evidence";
const everyKey = [data, escrow, evidence];

const endings = [
  "kms:ScheduleKeyDeletion",
  "kms:DisableKey",
  "kms:DeleteAlias",
  "kms:DisableKeyRotation",
];
const keepings = ["kms:PutKeyPolicy", "kms:CancelKeyDeletion", "kms:EnableKey", "kms:UpdateAlias"];
const onEvery = (actions: readonly string[]) =>
  actions.flatMap((action) => everyKey.map((role) => [action, role] as const));

describe("a key of the vault, as AWS would judge its policy", () => {
  it.each(onEvery(endings))(
    "%s of %s is for break-glass roles and the root user with a second factor alone",
    async (action, role) => {
      expect((await whoMay(action, keyArn(role), keyPolicy(role))).sort()).toEqual(
        spelled(breakGlassOrRoot),
      );
    },
  );

  it.each(onEvery(keepings))(
    "%s of %s is for those and whoever applies the stack, so that KMS takes the policy",
    async (action, role) => {
      expect((await whoMay(action, keyArn(role), keyPolicy(role))).sort()).toEqual(
        spelled(keepers),
      );
    },
  );

  it.each<[action: string, role: string, allowed: Allowed]>([
    [
      "kms:Decrypt",
      data,
      [
        ["writer", ["through S3"]],
        ["restorer", ["through S3"]],
        ["escrow reader", ["through Secrets Manager"]],
        ["whoever applies", ["through Secrets Manager"]],
      ],
    ],
    ["kms:GenerateDataKey", data, [["writer", ["through S3"]]]],
    ["kms:Encrypt", data, []],
    [
      "kms:Decrypt",
      escrow,
      [
        ["escrow reader", ["through Secrets Manager"]],
        ["whoever applies", ["through Secrets Manager"]],
      ],
    ],
    ["kms:GenerateDataKey", escrow, [["whoever applies", ["through Secrets Manager"]]]],
    ["kms:Encrypt", escrow, [["whoever applies", ["through Secrets Manager"]]]],
    ["kms:Sign", evidence, []],
    ...everyKey.map((role): [string, string, Allowed] => ["kms:CreateGrant", role, []]),
    ...everyKey.map((role): [string, string, Allowed] => ["kms:ReEncryptFrom", role, []]),
  ])("%s of the key%s is allowed to exactly those who need it", async (action, role, allowed) => {
    expect((await whoMay(action, keyArn(role), keyPolicy(role))).sort()).toEqual(spelled(allowed));
  });

  it("lets its writer do no more through S3 than a write takes, whatever IAM allows", async () => {
    const may = async (action: string) =>
      isAllowed(
        {
          ...{ principal: principals.writer, resource: keyArn(data) },
          ...{ action: `kms:${action}`, context: ways["through S3"] },
        },
        keyPolicy(data),
      );
    const actions = ["Decrypt", "GenerateDataKey", "Encrypt", "ReEncryptFrom", "ReEncryptTo"];
    const others = ["CreateGrant", "GenerateDataKeyWithoutPlaintext"];
    const answers = await Promise.all([...actions, ...others].map(may));

    expect([...actions, ...others].filter((_, index) => answers[index])).toEqual([
      "Decrypt",
      "GenerateDataKey",
    ]);
  });

  it.each(everyKey)("key%s may be looked at by whoever IAM allows to look", async (role) => {
    const may = await whoMay("kms:DescribeKey", keyArn(role), keyPolicy(role));

    expect(may).toEqual(
      expect.arrayContaining(["another administrator", "whoever applies", "restorer", "root"]),
    );
    expect(may.filter((who) => /^(stranger|writer)/.test(who))).toEqual([]);
  });

  it("locks nobody out when a role is deleted: no statement names one as its principal", () => {
    const policies = [
      ...everyKey.map(keyPolicy),
      ...ofType(resources, "aws:secretsmanager/secret:Secret").map(({ inputs }) =>
        String(inputs["policy"]),
      ),
    ];
    for (const policy of policies) {
      const { Statement } = JSON.parse(policy) as {
        Statement: { Principal: Record<string, string | string[]>; Condition?: object }[];
      };
      for (const { Principal } of Statement)
        for (const principal of Object.values(Principal).flat())
          expect(principal).toMatch(
            /^(\*|arn:aws:iam::123456789012:root|budgets\.amazonaws\.com)$/,
          );
      // KMS takes printable Latin-1 alone, and no more than this.
      expect(policy).toMatch(/^[ -~]+$/);
      expect(Buffer.byteLength(policy)).toBeLessThan(20_480);
    }
  });
});

describe("an escrowed secret, as AWS would judge its policy", () => {
  const secretArn = `arn:aws:secretsmanager:us-east-1:${account}:secret:astronomy-lab-backup/export-key/offsite-AbCdEf`;

  it.each<[action: string, allowed: Allowed]>([
    [
      "GetSecretValue",
      [
        ["escrow reader", anyhow],
        ["whoever applies", anyhow],
      ],
    ],
    ["PutSecretValue", [["whoever applies", anyhow]]],
    ["UpdateSecret", [["whoever applies", anyhow]]],
    ["UpdateSecretVersionStage", [["whoever applies", anyhow]]],
    ["RotateSecret", [["whoever applies", anyhow]]],
    ["ReplicateSecretToRegions", [["whoever applies", anyhow]]],
    ["RemoveRegionsFromReplication", [["whoever applies", anyhow]]],
    ["StopReplicationToReplica", [["whoever applies", anyhow]]],
    ["CancelRotateSecret", [["whoever applies", anyhow]]],
  ])("%s is allowed to exactly those who need it", async (action, allowed) => {
    for (const { name, inputs } of ofType(resources, "aws:secretsmanager/secret:Secret")) {
      const may = await whoMay(`secretsmanager:${action}`, secretArn, String(inputs["policy"]));
      expect({ name, may: may.sort() }).toEqual({ name, may: spelled(allowed) });
    }
  });

  it.each<[action: string, others: readonly Principal[]]>([
    ["DeleteSecret", []],
    ["PutResourcePolicy", ["whoever applies"]],
    ["DeleteResourcePolicy", ["whoever applies"]],
  ])(
    "%s takes a break-glass role, or the root user with a second factor",
    async (action, others) => {
      for (const { inputs } of ofType(resources, "aws:secretsmanager/secret:Secret")) {
        const may = await whoMay(`secretsmanager:${action}`, secretArn, String(inputs["policy"]));
        const who = [...new Set(may.map((one) => one.replace(/ (with|through).*/, "")))].sort();
        expect(who).toEqual(["break-glass role", "root", ...others].sort());
        expect(may).toContain("root with a second factor");
        expect(may).not.toContain("root without a second factor");
      }
    },
  );

  it("can be brought back by whoever IAM allows", async () => {
    const { inputs } = named(resources, "vault-export-key-offsite-secret");
    const may = await whoMay("secretsmanager:RestoreSecret", secretArn, String(inputs["policy"]));

    expect(may).toContain("another administrator");
  });

  it("is under another key than the copies", () => {
    for (const { inputs } of ofType(resources, "aws:secretsmanager/secret:Secret"))
      expect(inputs["kmsKeyId"]).toBe(keyArn(escrow));
    expect(labSection("vault")["access"]).toBeDefined();
  });
});
