import { deployedObjects } from "../../../commands/drift/deployed-object";
import { differences } from "../../../commands/drift/difference";
import { type Observation } from "../../../commands/drift/observe";
import {
  describeFinding,
  describeRepair,
  driftJson,
  exitCodeOf,
  findingOf,
  leftToAnUpdate,
} from "../../../commands/drift/report";
import { type Envelope, sealEnvelope } from "../../../components/remote/envelope";

const envelope: Envelope = {
  contract: "backup-remote/1",
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

const [object] = deployedObjects({
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

describe("the deployed remote objects", () => {
  it("are the commands that carry an envelope of ours, secrets unwrapped", () => {
    expect(object).toMatchObject({ urn: "urn:prune", connection, envelope });
  });
});

describe("differences", () => {
  it("names what changed, what came and what went, and not what is the same", () => {
    const found = differences({ a: 1, b: [1], c: "x" }, { a: 2, b: [1], d: true });

    expect(found).toEqual([
      { property: "a", wanted: 1, observed: 2 },
      { property: "c", wanted: "x", observed: undefined },
      { property: "d", wanted: undefined, observed: true },
    ]);
  });

  it("goes as deep as both have the same shape", () => {
    const rules = (days: number) => [{ id: "archive" }, { expiration: { days } }];

    expect(differences({ rules: rules(90), ids: [1] }, { rules: rules(7), ids: [1, 2] })).toEqual([
      { property: "ids", wanted: [1], observed: [1, 2] },
      { property: "rules[1].expiration.days", wanted: 90, observed: 7 },
    ]);
  });
});

describe("the drift report", () => {
  const observations: Record<string, Observation> = {
    same: { object: object!, kind: "same" },
    absent: { object: object!, kind: "absent" },
    unreadable: { object: object!, kind: "unreadable", reason: "connection refused" },
    different: {
      object: object!,
      kind: "different",
      differences: [{ property: "keep-weekly", wanted: 5, observed: undefined }],
    },
  };

  it.each([
    ["same", "= pbs prune-job vm-backup-prune on 127.0.0.1:22"],
    ["absent", "is gone"],
    ["unreadable", "could not be read: connection refused"],
    ["different", "keep-weekly: applied 5, found nothing"],
  ])("says %s in words, and no secret", (kind, words) => {
    const text = describeFinding(findingOf(observations[kind]!));

    expect(text).toContain(words);
    expect(text).not.toContain("s3cr3t");
  });

  it("says of each repair whether it was done, to people and to programs", () => {
    const refused = "apply ended with 1: ERR the datastore is in maintenance";
    const repairs = [{ object: object!, now: observations["different"]!, refused }];
    const done = [{ object: object!, now: observations["same"]! }];
    const findings = [findingOf(observations["different"]!)];

    expect(describeRepair(repairs[0]!)).toBe(
      `  not repaired: pbs prune-job vm-backup-prune: ${refused}`,
    );
    expect(describeRepair(done[0]!)).toBe("  repaired pbs prune-job vm-backup-prune");
    expect(JSON.parse(driftJson(findings, repairs))).toMatchObject([{ repair: refused }]);
    expect(JSON.parse(driftJson(findings, done))).toMatchObject([{ repair: "done" }]);
    expect(driftJson(findings, [])).not.toContain("repair");
  });

  it("leaves a provider's resources to an update, naming each", () => {
    const drift = { urn: "urn:lifecycle", type: "t", name: "vm-archive-lifecycle" };

    expect(leftToAnUpdate([{ ...drift, kind: "absent", differences: [] }])).toMatch(
      /vm-archive-lifecycle: urn:lifecycle\n.*pulumi up --refresh --target URN$/,
    );
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
