import { unknown, verdictOf, violationsOf } from "../../support";

const rule = "document-readable";
const type = "command:remote:Command";
const envelope = {
  ...{ contract: "backup-remote/1", platform: { name: "posix" }, kind: "k", identity: "i" },
  ...{ document: {}, settings: {}, secrets: { password: "s3cr3t" }, script: "" },
};
const sent = (stdin: unknown) => [{ type, props: { stdin } }];

describe(rule, () => {
  it.each([
    ["an envelope", JSON.stringify(envelope)],
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
    ["one that cannot be unsealed", '{"contract":"backup-remote/1","sealed":7}'],
  ])("fails on %s, and tells nothing of it", async (_what, stdin) => {
    const [violation, ...more] = await violationsOf(rule, sent(stdin));

    expect(violation).toMatch(/^subject: stdin says that it is an envelope .* Fix: send the whole/);
    expect(violation).not.toContain("s3cr3t");
    expect(more).toEqual([]);
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
