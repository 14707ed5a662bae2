import * as http from "node:http";
import { type AddressInfo } from "node:net";
import type * as pulumi from "@pulumi/pulumi";
import { recoveryVariable } from "../../../components/recovery";
import { VaultArchiveBucket } from "../../../components/vault/archive-bucket";
import { VaultKey } from "../../../components/vault/key";
import { KeyEscrow } from "../../../components/vault/key-escrow";
import { resourceHooks, runProgram } from "../../support/estate";
import { testAccount } from "./support";

const { getStore } = jest.requireActual<{
  getStore: () => { settings: { options: { dryRun: boolean } } };
}>("@pulumi/pulumi/runtime/state");

type Answer = readonly [status: number, body: object | string];
type Answers = Readonly<Record<string, Answer | ((asked: string) => Answer)>>;

let server: http.Server;
let answers: Answers = {};
const breakGlass = "arn:aws:iam::123456789012:role/ops/break-glass";

/** AWS as far as it is asked: an action of a JSON service, of IAM's queries, or a method of S3. */
beforeAll(async () => {
  server = http.createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      const target = String(request.headers["x-amz-target"] ?? "")
        .split(".")
        .at(-1);
      const action = target || /Action=(\w+)/.exec(body)?.[1] || String(request.method);
      const known = answers[action] ?? [500, { __type: "InternalFailure" }];
      const [status, answer] = typeof known === "function" ? known(body) : known;
      response.writeHead(status, { "x-amzn-requestid": "1" });
      response.end(typeof answer === "string" ? answer : JSON.stringify(answer));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterAll(() => new Promise((resolve) => server.close(resolve)));
beforeEach(() => (answers = {}));

/** Runs the hook of that name as the engine does before it makes something. */
async function ask(name: string, before = () => {}): Promise<unknown> {
  const { port } = server.address() as AddressInfo;
  const account = () => testAccount(`http://127.0.0.1:${port}`);
  await runProgram({}, () => {
    const life = { rotationDays: 365, deletionWindowDays: 30 };
    const key = new VaultKey("vault", { ...life, roles: [breakGlass], account: account() });
    new KeyEscrow("escrow", {
      ...{ key: { kind: "export-key", name: "offsite" }, value: "s3cr3t value" },
      ...{ vaultKey: key, account: account() },
    });
    new VaultArchiveBucket("archive", {
      ...{ bucketName: "lab-archive", storageClass: "GLACIER", encryption: "aws:kms" },
      ...{ key, account: account() },
    });
  });
  const hook = resourceHooks.get(name)!;
  expect(hook.opts?.onDryRun).toBe(true);
  const args = { type: "aws:kms/key:Key", name: "vault-key" } as pulumi.ResourceHookArgs;
  before();
  return hook.callback(args);
}

const days = (count: number) => Date.now() / 1000 + count * 86_400;
const keyIs = (state: object): Answer => [200, { KeyMetadata: { KeyId: "k-1", ...state } }];

describe("a secret whose own key waits for its end", () => {
  const DescribeSecret: Answer = [200, { ARN: "arn:aws:secretsmanager:x", KmsKeyId: "k-9" }];

  it("is told with the commands that keep the key", async () => {
    const dying = { KeyId: "k-9", DeletionDate: days(4.5), KeyState: "PendingDeletion" };
    answers = { DescribeSecret, DescribeKey: keyIs(dying) };
    await expect(ask("escrow-secret-claim")).rejects.toThrow(
      /under the key k-9, which is pending deletion, 5 days left.* aws kms cancel-key-deletion --key-id k-9/,
    );
  });

  it.each<[string, Answer]>([
    ["nobody may look at it", [400, { __type: "AccessDeniedException" }]],
    ["it is in use", keyIs({ Enabled: true })],
  ])("is in use as far as is known where %s", async (_, DescribeKey) => {
    answers = { DescribeSecret, DescribeKey };
    await expect(ask("escrow-secret-claim")).rejects.toThrow(/\(arn:\S+, in use\)/);
  });
});

describe("a thing that must not be made twice", () => {
  it.each<[hook: string, action: string, answer: Answer]>([
    ["vault-key-claim", "DescribeKey", [400, { __type: "NotFoundException" }]],
    ["escrow-secret-claim", "DescribeSecret", [400, { __type: "ResourceNotFoundException" }]],
    ["archive-bucket-claim", "HEAD", [404, ""]],
  ])("is made where AWS has none: %s", async (hook, action, answer) => {
    answers = { ListKeys: [200, { Keys: [] }], [action]: answer };

    await expect(ask(hook)).resolves.toBeUndefined();
  });

  it.each<[what: string, hook: string, action: string, answer: Answer, words: readonly string[]]>([
    [
      "a key is pending deletion",
      "vault-key-claim",
      "DescribeKey",
      keyIs({ KeyState: "PendingDeletion", DeletionDate: days(4.5), Enabled: false }),
      [
        "alias/vault is there already (k-1, pending deletion, 5 days left)",
        "aws kms cancel-key-deletion --key-id k-1 --region us-east-1; then aws kms enable-key --key-id k-1",
        "; then npm run recover -- --stack lab (docs/runbooks/recover.md)",
      ],
    ],
    [
      "a key is pending deletion for less than a day",
      "vault-key-claim",
      "DescribeKey",
      keyIs({ KeyState: "PendingDeletion", DeletionDate: days(0.1), Enabled: false }),
      ["pending deletion, 1 day left"],
    ],
    [
      "a key is disabled",
      "vault-key-claim",
      "DescribeKey",
      keyIs({ KeyState: "Disabled", Enabled: false }),
      ["(k-1, disabled)", "aws kms enable-key --key-id k-1"],
    ],
    [
      "a key is in use",
      "vault-key-claim",
      "DescribeKey",
      keyIs({ KeyState: "Enabled", Enabled: true }),
      ["(k-1, in use)", "The way back: npm run recover -- --stack lab"],
    ],
    [
      "a secret is scheduled for deletion",
      "escrow-secret-claim",
      "DescribeSecret",
      [
        200,
        { ARN: "arn:aws:secretsmanager:us-east-1:123456789012:secret:x", DeletedDate: days(0) },
      ],
      [
        "scheduled for deletion since 20",
        "aws secretsmanager restore-secret --secret-id astronomy-lab-backup/export-key/offsite",
      ],
    ],
    [
      "a bucket is there",
      "archive-bucket-claim",
      "HEAD",
      [200, ""],
      ["lab-archive is there already (lab-archive, in use)"],
    ],
    [
      "a bucket is somebody else's",
      "archive-bucket-claim",
      "HEAD",
      [403, ""],
      [
        "nobody can tell whether lab-archive is there already",
        "the bucket lab-archive is somebody else's, or not for this role to look at; fix: name another bucket",
      ],
    ],
    [
      "a bucket is in another region",
      "archive-bucket-claim",
      "HEAD",
      [301, ""],
      ["the bucket lab-archive is in another region; fix: name another bucket"],
    ],
    [
      "AWS refuses to say",
      "vault-key-claim",
      "DescribeKey",
      [400, { __type: "AccessDeniedException", message: "not authorized" }],
      ["nobody can tell whether alias/vault is there already", "not authorized"],
    ],
  ])("fails where %s", async (_what, hook, action, answer, words) => {
    answers = { [action]: answer };
    const refusal = await ask(hook).then(
      () => "nothing",
      (error: Error) => error.message,
    );
    for (const word of words) expect(refusal).toContain(word);
  });
});

it("says of a bucket no more than S3 does", async () => {
  answers = { HEAD: [400, ""] };

  await expect(ask("archive-bucket-claim")).rejects.toThrow(
    /nobody can tell whether lab-archive is there already(?![^]*another region)/,
  );
});

describe("a key whose alias somebody has taken away", () => {
  const gone: Answer = [400, { __type: "NotFoundException" }];
  const key = (KeyId: string, Description: string): Answer => [
    200,
    {
      KeyMetadata: {
        KeyId,
        Description,
        KeyManager: "CUSTOMER",
        KeyState: "Enabled",
        Enabled: true,
      },
    },
  ];
  const tags = (TagValue: string): Answer => [200, { Tags: [{ TagKey: "component", TagValue }] }];
  const asked = (body: string) => (JSON.parse(body) as { KeyId: string }).KeyId;
  const having = (keys: Readonly<Record<string, Answer>>, component = "vault"): Answers => ({
    DescribeKey: (body) => keys[asked(body)] ?? gone,
    ListKeys: [200, { Keys: Object.keys(keys).map((KeyId) => ({ KeyId })) }],
    ListResourceTags: tags(component),
  });
  const ours = "offsite backups (vault)";

  it("is known by what it is for, and fails a second one", async () => {
    answers = having({ "k-0": key("k-0", "another's"), "k-1": key("k-1", ours) });
    await expect(ask("vault-key-claim")).rejects.toThrow(
      "alias/vault is there already (k-1, in use)",
    );
  });

  it.each<[what: string, found: Answers]>([
    ["another description", having({ "k-0": key("k-0", "another's") })],
    ["another tag", having({ "k-0": key("k-0", ours) }, "other")],
  ])("is not taken for one of %s", async (_what, found) => {
    answers = found;
    await expect(ask("vault-key-claim")).resolves.toBeUndefined();
  });

  it("fails where two may be it, with both", async () => {
    answers = having({ "k-1": key("k-1", ours), "k-2": key("k-2", ours) });
    await expect(ask("vault-key-claim")).rejects.toThrow(
      /2 keys of KMS may be it \(k-1, k-2\).*aws kms create-alias --alias-name alias\/vault/,
    );
  });

  const denied: Answer = [400, { __type: "AccessDeniedException" }];

  it("is known beside one that nobody may look at", async () => {
    answers = having({ "k-0": denied, "k-1": key("k-1", ours) });
    await expect(ask("vault-key-claim")).rejects.toThrow(
      "alias/vault is there already (k-1, in use)",
    );
  });

  it("fails where none is it and one may not be looked at, which may be it", async () => {
    answers = having({ "k-0": denied, "k-1": key("k-1", "another's"), "k-2": denied });
    await expect(ask("vault-key-claim")).rejects.toThrow(
      /nobody can tell .* 2 keys of KMS .*\(k-0, k-2\).*kms:DescribeKey/,
    );
  });

  it("fails where nobody may list the keys", async () => {
    answers = { DescribeKey: gone, ListKeys: [400, { __type: "AccessDeniedException" }] };
    await expect(ask("vault-key-claim")).rejects.toThrow("nobody can tell");
  });
});

describe("a recovery, which looks for what exists (npm run recover)", () => {
  const dry = (isDry: boolean) => (getStore().settings.options.dryRun = isDry);
  beforeEach(() => (answers = { DescribeKey: keyIs({ KeyState: "Enabled", Enabled: true }) }));
  afterEach(() => {
    delete process.env[recoveryVariable];
    dry(false);
  });

  it.each([
    ["is told of it in its preview", true, false],
    ["fails to make a second one in its update", false, true],
  ])("%s", async (_what, isDry, isRefused) => {
    process.env[recoveryVariable] = "/nothing/is/read/of/it";
    const asked = ask("vault-key-claim", () => dry(isDry));

    await (isRefused
      ? expect(asked).rejects.toThrow("is there already")
      : expect(asked).resolves.toBeUndefined());
  });
});

describe("a break-glass role", () => {
  const role = (arn: string): Answer => [
    200,
    `<GetRoleResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><GetRoleResult><Role><Arn>${arn}</Arn></Role></GetRoleResult></GetRoleResponse>`,
  ];
  const error = (code: string): Answer => [
    code === "NoSuchEntity" ? 404 : 403,
    `<ErrorResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><Error><Type>Sender</Type><Code>${code}</Code><Message>no</Message></Error></ErrorResponse>`,
  ];

  it("is admitted where the account has it", async () => {
    answers = { GetRole: role(breakGlass) };

    await expect(ask("vault-key-roles")).resolves.toBeUndefined();
  });

  it.each<[what: string, answer: Answer, words: string]>([
    [
      "does not exist",
      error("NoSuchEntity"),
      `names ${breakGlass}, and the account has no role of that name`,
    ],
    [
      "has another path",
      role("arn:aws:iam::123456789012:role/break-glass"),
      "has arn:aws:iam::123456789012:role/break-glass",
    ],
    ["may not be asked for", error("AccessDenied"), "whoever applies the stack needs iam:GetRole"],
  ])("fails where it %s", async (_what, answer, words) => {
    answers = { GetRole: answer };

    await expect(ask("vault-key-roles")).rejects.toThrow(words);
  });
});
