import { gzipSync } from "node:zlib";
import { unknown, verdictOf, violationsOf } from "../../support";

const rule = "document-readable";
const type = "command:remote:Command";
const envelope = {
  ...{ contract: "backup-remote/1", platform: { name: "posix" }, kind: "k", identity: "i" },
  ...{ document: {}, settings: {}, secrets: { password: "s3cr3t" }, script: "" },
};
/** As it is sent to POSIX hosts, of whatever there is to be packed together. */
const packed = (...texts: readonly string[]) => {
  const members = Buffer.concat(texts.map((text) => gzipSync(text)));
  return `{"contract":"backup-remote/1","packed":"${members.toString("base64")}"}`;
};
const sent = (stdin: unknown) => [{ type, props: { stdin } }];

describe(rule, () => {
  it("fails on one among the words of an interpreter", async () => {
    const props = { interpreter: ["sh", "-c", `echo '${JSON.stringify(envelope)}'`], create: "" };

    expect(await violationsOf(rule, [{ type: "command:local:Command", props }])).toEqual([
      expect.stringMatching(/^subject: create has an envelope of the contract/),
    ]);
  });

  it.each([
    ["an envelope", JSON.stringify(envelope)],
    ["one that is packed", packed(JSON.stringify(envelope))],
    ["other text", '{"contract":'],
    ["nothing", undefined],
  ])("passes %s", async (_what, stdin) => {
    expect(await violationsOf(rule, sent(stdin))).toEqual([]);
  });

  it.each([
    ["one that is cut off", JSON.stringify(envelope).slice(0, -5)],
    ...["kind", "identity", "document", "settings", "secrets"].map((part): [string, string] => [
      `one without ${part}`,
      JSON.stringify({ ...envelope, [part]: undefined }),
    ]),
    ["one whose document is null", JSON.stringify({ ...envelope, document: null })],
    ["one whose kind is a number", JSON.stringify({ ...envelope, kind: 7 })],
    ["one whose identity is a number", JSON.stringify({ ...envelope, identity: 7 })],
    ["one that is packed and cut off", packed(JSON.stringify(envelope)).slice(0, -5)],
    ["one that is packed and damaged", `${packed(JSON.stringify(envelope)).slice(0, -9)}AAAAAAA"}`],
    ["one with another packed behind it", packed(JSON.stringify(envelope), '{"script":"x"}')],
    // Readers of one part take the length of the last for that of the first.
    [
      "one with another of its length packed behind it",
      packed(JSON.stringify(envelope), '{"script":"x"}'.padEnd(JSON.stringify(envelope).length)),
    ],
    [
      "one that has a script besides",
      `${packed(JSON.stringify(envelope)).slice(0, -1)},"script":"x"}`,
    ],
    ["one that packs what is none", packed('{"script":"x"}')],
    ["one that is packed twice", packed(packed(JSON.stringify(envelope)))],
    ["one that cannot be unsealed", '{"contract":"backup-remote/1","sealed":7}'],
  ])("fails on %s, and tells nothing of it", async (_what, stdin) => {
    const [violation, ...more] = await violationsOf(rule, sent(stdin));

    expect(violation).toMatch(/^subject: stdin says that it is an envelope .* Fix: send the whole/);
    expect(violation).not.toContain("s3cr3t");
    expect(more).toEqual([]);
  });

  it.each([
    ["with a slash that is escaped", JSON.stringify(envelope).replace("remote/1", "remote\\/1")],
    ["with a letter that is escaped", JSON.stringify(envelope).replace("backup", "\\u0062ackup")],
  ])("reads one %s as what it is", async (_what, stdin) => {
    const cut = await violationsOf(rule, sent(stdin.slice(0, -5)));
    const pruning = { kind: "pbs prune-job", document: { store: "a", schedule: "daily" } };
    const object = { ...envelope, ...pruning };
    const disguised = JSON.stringify(object).replace("backup-remote/1", () => "backup-remote\\/1");

    expect(await violationsOf(rule, sent(stdin))).toEqual([]);
    expect(cut).toHaveLength(1);
    expect(await violationsOf("pbs-prune-job-minimum", sent(disguised))).toEqual(
      await violationsOf("pbs-prune-job-minimum", sent(JSON.stringify(object))),
    );
  });

  it.each([
    ["whose mark is another", JSON.stringify({ ...envelope, contract: "backup-remote/2" })],
    ["whose mark is missing", JSON.stringify({ ...envelope, contract: undefined })],
    ["whose mark has another key", JSON.stringify({ CONTRACT: "backup-remote/1", script: "" })],
    ["that is sealed and has no mark", '{"sealed":["table"],"script":"x"}'],
    ["with more behind it", `${JSON.stringify(envelope)} {"script":"x"}`],
    ["with something before it", `\ufeff${JSON.stringify(envelope)}`],
    ["inside of a text", JSON.stringify(JSON.stringify(envelope))],
    ["in Base64", Buffer.from(JSON.stringify(envelope)).toString("base64")],
    ["in a script", `cat <<END\n${JSON.stringify(envelope)}\nEND`],
  ])("fails on one %s", async (_what, stdin) => {
    expect(await violationsOf(rule, sent(stdin))).toEqual([
      expect.stringMatching(/^subject: stdin says that it is an envelope .*, or looks like one/),
    ]);
  });

  it.each([
    ["create", { create: `echo '${JSON.stringify(envelope)}' | run` }],
    ["update", { update: `printf '{"contract":"backup-remote\\/1"}' | run` }],
    ["delete", { delete: `echo '${JSON.stringify(envelope)}' | run` }],
    ["environment.IN", { environment: { IN: JSON.stringify(envelope) } }],
  ])("fails on one in %s, where no rule of objects looks", async (path, props) => {
    const violations = await violationsOf(rule, [{ type, props }]);

    expect(violations).toEqual([
      expect.stringContaining(`subject: ${path} has an envelope of the contract`),
    ]);
    expect(violations.join()).not.toContain("s3cr3t");
  });

  it("fails on one that is handed to a program on this machine", async () => {
    const local = { type: "command:local:Command", props: { stdin: JSON.stringify(envelope) } };

    expect(await violationsOf(rule, [local])).toEqual([
      expect.stringContaining("stdin of a command on this machine has an envelope"),
    ]);
    expect(
      await violationsOf(rule, [{ type: "command:local:Command", props: { stdin: "{}" } }]),
    ).toEqual([]);
  });

  it("passes JSON that is something else", async () => {
    for (const stdin of ['{"script":"x"}', "null", "[]", "{", '{"document":{}}', "7"])
      expect(await violationsOf(rule, sent(stdin))).toEqual([]);
  });

  it("says of which command the document is not known yet", async () => {
    expect(await verdictOf(rule, sent(unknown))).toEqual({
      violations: [],
      notJudged: expect.stringContaining("stdin of subject is not known yet"),
    });
  });
});

it("makes no other rule of objects stumble", async () => {
  const stdin = JSON.stringify({ ...envelope, kind: "pbs datastore", document: null });

  expect(await violationsOf("pbs-datastore-gc", sent(stdin))).toEqual([]);
});
