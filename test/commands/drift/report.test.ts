import { deployedObjects, providerResources } from "../../../commands/drift/deployed-object";
import { type Observation } from "../../../commands/drift/observe";
import {
  describeFinding,
  describeRepair,
  driftJson,
  exitCodeOf,
  findingsOfHosts,
  leftToAnUpdate,
  providerFindingOf,
  unknownCommand,
} from "../../../commands/drift/report";
import { wayBack } from "../../../commands/drift/way-back";
import { type Envelope, sealEnvelope } from "../../../model/remote/envelope";

const envelope: Envelope = {
  contract: "backup-remote/1",
  stack: "backup/test",
  resource: "test-object",
  adopt: false,
  platform: { name: "posix" },
  kind: "pbs prune-job",
  identity: "vm-backup-prune",
  document: { "keep-weekly": 5 },
  settings: {},
  secrets: { password: "s3cr3t" },
  script: "",
};
const connection = { host: "127.0.0.1", port: 22, privateKey: "s3cr3t" };

/** A value as `pulumi stack export --show-secrets` writes a secret. */
const sealed = (value: unknown) => ({
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  plaintext: JSON.stringify(value),
});

const { objects, others } = deployedObjects({
  deployment: {
    resources: [
      { urn: "urn:key", type: "aws:kms/key:Key", inputs: {} },
      {
        urn: "urn:somebody-else",
        type: "command:remote:Command",
        inputs: { stdin: "echo hello", connection: sealed(connection) },
      },
      {
        urn: "urn:prune",
        type: "command:remote:Command",
        inputs: { stdin: sealed(sealEnvelope(envelope)), connection: sealed(connection) },
      },
    ],
  },
});

const [object] = objects;

describe("the deployed remote objects", () => {
  it("are the commands that carry an envelope of ours, secrets unwrapped", () => {
    expect(object).toMatchObject({ urn: "urn:prune", connection, envelope });
  });

  it("are read where the plugin marked the key secret again within the secret connection", () => {
    const marked = { ...connection, privateKey: sealed(connection.privateKey) };
    const inputs = { stdin: sealed(sealEnvelope(envelope)), connection: sealed(marked) };
    const resources = [{ urn: "urn:prune", type: "command:remote:Command", inputs }];

    expect(deployedObjects({ deployment: { resources } }).objects[0]?.connection).toEqual(
      connection,
    );
  });

  it("leave no command out without a word: one that is not ours, or broken, is not read", () => {
    const broken = { stdin: '{"contract":"backup-remote/1"', connection };
    const resources = [{ urn: "urn:broken", type: "command:remote:Command", inputs: broken }];

    expect(others).toEqual(["urn:somebody-else"]);
    expect(deployedObjects({ deployment: { resources } }).others).toEqual(["urn:broken"]);
    expect(unknownCommand("urn:pulumi:lab::backup::t:index:Command::odd")).toMatchObject({
      ...{ title: "Command odd", kind: "unreadable" },
    });
  });

  it("and all else that providers have are what must be read", () => {
    const resources = [
      { urn: "urn:stack", type: "pulumi:pulumi:Stack" },
      { urn: "urn:provider", type: "pulumi:providers:aws", custom: true },
      { urn: "urn:component", type: "backup:pve:Cluster" },
      { urn: "urn:key", type: "aws:kms/key:Key", custom: true, provider: "urn::aws::vault::id" },
    ];
    expect(providerResources({ deployment: { resources } })).toEqual([
      { urn: "urn:key", provider: "urn::aws::vault" },
    ]);
  });
});

test("fails a resource of the export of which no provider is named", () => {
  const resources = [{ urn: "urn:key", type: "aws:kms/key:Key", custom: true }];
  expect(() => providerResources({ deployment: { resources } })).toThrow(/no provider of urn:key/);
});

describe("the drift report", () => {
  const observations: Record<string, Observation> = {
    same: { object: object!, kind: "same", noise: "" },
    absent: { object: object!, kind: "absent", noise: "" },
    unreadable: {
      object: object!,
      kind: "unreadable",
      reason: "connection refused",
      isHostLost: false,
    },
    different: {
      object: object!,
      kind: "different",
      noise: "",
      differences: [{ property: "keep-weekly", wanted: 5, observed: undefined }],
    },
  };

  it.each([
    ["same", "= pbs prune-job vm-backup-prune on 127.0.0.1:22"],
    ["absent", "is gone"],
    ["unreadable", "could not be read: connection refused"],
    ["different", "keep-weekly: applied 5, found nothing"],
  ])("says %s in words, and no secret", (kind, words) => {
    const text = findingsOfHosts([observations[kind]!]).map(describeFinding).join("\n");

    expect(text).toContain(words);
    expect(text).not.toContain("s3cr3t");
  });

  it("says of each repair whether it was done, to people and to programs", () => {
    const refused = "apply ended with 1: ERR the datastore is in maintenance";
    const repairs = [{ object: object!, now: observations["different"]!, refused }];
    const done = [{ object: object!, now: observations["same"]! }];
    const findings = findingsOfHosts([observations["different"]!]);

    expect(describeRepair(repairs[0]!)).toBe(
      `  not repaired: pbs prune-job vm-backup-prune: ${refused}`,
    );
    expect(describeRepair(done[0]!)).toBe("  repaired pbs prune-job vm-backup-prune");
    expect(JSON.parse(driftJson(findings, repairs, []))).toMatchObject([{ repair: refused }]);
    expect(JSON.parse(driftJson(findings, done, []))).toMatchObject([{ repair: "done" }]);
    expect(driftJson(findings, [], [])).not.toContain("repair");
  });

  it("gives commands for the stack that was looked at, and no other", () => {
    expect(wayBack("lab")).toEqual({
      repair: "npm run drift -- --stack lab --repair",
      update: "pulumi up --stack lab",
    });
    expect(wayBack()).toEqual({
      repair: "npm run drift -- --repair",
      update: "npm run pulumi -- up",
    });
  });

  it("leaves a provider's resources to an update, naming each", () => {
    const urn = "urn:pulumi:lab::backup::aws:kms/key:Key::vm-archive";

    const left = (stack?: string) =>
      leftToAnUpdate([{ urn, kind: "absent", differences: [] }], wayBack(stack));
    expect(left()).toMatch(
      /vm-archive: urn:.*::vm-archive\n.*npm run pulumi -- up --refresh --target URN$/,
    );
    expect(left("lab")).toMatch(/\bpulumi up --stack lab --refresh --target URN$/);
  });

  it("tells what is about to go from what is gone, and advises no refresh before it is back", () => {
    const urn = "urn:pulumi:lab::backup::aws:kms/key:Key::vm-archive";
    const orders = ["aws kms cancel-key-deletion --key-id k-1", "aws kms enable-key --key-id k-1"];
    const found = { id: "k-1", state: "pending deletion, 5 days left", wayBack: orders };
    const drift = { urn, kind: "absent", differences: [], found } as const;
    const other = { urn: `${urn}-other`, kind: "absent", differences: [] } as const;
    const finding = providerFindingOf(drift, wayBack("lab"));

    expect(describeFinding(finding)).toBe(
      "  ! Key vm-archive: is not gone: pending deletion, 5 days left; aws kms cancel-key-deletion --key-id k-1; " +
        "then aws kms enable-key --key-id k-1. Until then no `pulumi refresh` and no `pulumi up --stack lab --refresh`: " +
        "it would be dropped from the state",
    );
    expect(leftToAnUpdate([other, drift], wayBack())).not.toMatch(/pulumi.* up --refresh/);
    expect(leftToAnUpdate([other, drift], wayBack())).toContain("  vm-archive\n");
    expect(exitCodeOf([finding])).toBe(2);
  });

  it.each([
    [["same"], 0],
    [["same", "unreadable"], 1],
    [["unreadable", "different"], 2],
    [["same", "absent"], 2],
  ] as const)("of %j ends with %i", (kinds, code) => {
    expect(exitCodeOf(kinds.map((kind) => observations[kind]!))).toBe(code);
  });
});
