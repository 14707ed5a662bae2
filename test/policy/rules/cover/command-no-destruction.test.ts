import { gzipSync } from "node:zlib";
import { type Envelope, openEnvelope, sealEnvelope } from "../../../../model/remote/envelope";
import { sentObject } from "../../remote-sent";
import { unknown, verdictOf, violationsOf } from "../../support";

const rule = "command-no-destruction";
const type = "command:remote:Command";
const removal = "rm -rf /mnt/datastore";
const removing = (option: string) =>
  sentObject({
    kind: "pbs datastore",
    settings: { removal: [option], program: "trap 'rm -rf \"$work\"' EXIT" },
  });

describe(rule, () => {
  it.each(["command:remote:Command", "command:local:Command"])(
    "passes a %s that deletes nothing",
    async (of) => {
      const props = { create: "touch x", update: "touch x", delete: "rm -f x", stdin: "secret" };

      expect(await violationsOf(rule, [{ type: of, props }])).toEqual([]);
      expect(await violationsOf(rule, [{ type: of, props: {} }])).toEqual([]);
    },
  );

  it.each(["create", "update", "delete", "stdin"])("fails on one in %s", async (path) => {
    for (const each of ["command:remote:Command", "command:local:Command"]) {
      const violations = await violationsOf(rule, [{ type: each, props: { [path]: removal } }]);

      expect(violations).toEqual([
        `subject: ${path} has rm -r; wanted is no command that deletes data. Fix: take it out, and delete by hand what must go.`,
      ]);
    }
  });

  it.each<[string, Readonly<Record<string, unknown>>]>([
    ["the interpreter", { interpreter: ["/bin/sh", "-c", `${removal}; $0`], create: "true" }],
    ["the interpreter and the line", { interpreter: ["rm", "-rf"], create: "/mnt/datastore" }],
  ])("fails on one in %s of a command on this machine", async (_where, props) => {
    expect(await violationsOf(rule, [{ type: "command:local:Command", props }])).toEqual([
      expect.stringContaining("subject: create has rm -r"),
    ]);
  });

  it("passes a shell as interpreter", async () => {
    const props = { interpreter: ["/bin/bash", "-c"], create: "touch x" };

    expect(await violationsOf(rule, [{ type: "command:local:Command", props }])).toEqual([]);
  });

  it.each(["identity", "kind", "resource", "secrets", "more"])(
    "fails on one in the %s of an object, which a stranger's line may run",
    async (part) => {
      const { props, ...sent } = sentObject({ kind: "pbs datastore" });
      const envelope = openEnvelope(props["stdin"]) as Envelope;
      const bad = { ...envelope, [part]: part === "secrets" ? { key: removal } : removal };
      const one = { ...sent, props: { ...props, stdin: sealEnvelope(bad) } };

      expect(await violationsOf(rule, [one])).toEqual([
        expect.stringMatching(new RegExp(`^subject: stdin: ${part}(\\.key)? has rm -r`)),
      ]);
    },
  );

  it("tells of each, one by one", async () => {
    const props = { create: "dropdb x; qm destroy 1", delete: removal };

    expect(await violationsOf(rule, [{ type, props }])).toEqual([
      expect.stringContaining("create has qm destroy"),
      expect.stringContaining("create has dropdb"),
      expect.stringContaining("delete has rm -r"),
    ]);
  });

  it("passes an object whose options keep the data, whatever its programs do with their own files", async () => {
    expect(await violationsOf(rule, [removing("--destroy-data=false")])).toEqual([]);
  });

  it("fails on an object whose options destroy the data", async () => {
    expect(await violationsOf(rule, [removing("--destroy-data=true")])).toEqual([
      expect.stringMatching(/^subject: stdin: settings\.removal\.0 has --destroy-data; wanted/),
    ]);
  });

  it.each<[string, Partial<Parameters<typeof sentObject>[0]>]>([
    ["settings.program", { settings: { program: removal } }],
    ["document.post-script", { document: { "post-script": "Remove-Item D:\\Backup\\*" } }],
  ])("fails on an object with a program that deletes data in its %s", async (path, more) => {
    expect(await violationsOf(rule, [sentObject({ kind: "veeam job", ...more })])).toEqual([
      expect.stringContaining(`subject: stdin: ${path} has `),
    ]);
  });

  it("fails on an object whose script deletes data by its name, for hosts run what is there", async () => {
    const scripted = (script: string) => {
      const { props, ...sent } = sentObject({ kind: "pbs datastore" });
      const envelope = openEnvelope(props["stdin"]) as Envelope;
      return { ...sent, props: { ...props, stdin: sealEnvelope({ ...envelope, script }) } };
    };

    expect(await violationsOf(rule, [scripted(`work=$(mktemp -d); rm -rf "$work"`)])).toEqual([]);
    expect(await violationsOf(rule, [scripted("zfs destroy -r tank")])).toEqual([
      expect.stringContaining("subject: stdin: script has zfs destroy"),
    ]);
    expect(await violationsOf(rule, [scripted(removal)])).toEqual([
      expect.stringContaining("subject: stdin: script has rm -r"),
    ]);
  });

  it("passes words for people", async () => {
    const document = { comment: `after ${removal}`, description: removal };

    expect(await violationsOf(rule, [sentObject({ kind: "pbs datastore", document })])).toEqual([]);
  });

  it("fails on one in the environment, which a line may run", async () => {
    const props = { create: 'sh -c "$WORK"', environment: { WORK: removal } };

    expect(await violationsOf(rule, [{ type, props }])).toEqual([
      expect.stringContaining("subject: environment.WORK has rm -r"),
    ]);
  });

  it.each([
    ["in Base64", Buffer.from(`cd /; ${removal}`)],
    ["compressed and in Base64", gzipSync(`cd /; ${removal}`)],
  ])("fails on a line with a script that is %s", async (_how, bytes) => {
    const create = `echo ${bytes.toString("base64")} | base64 -d | zcat -f | sh`;

    expect(await violationsOf(rule, [{ type, props: { create } }])).toEqual([
      expect.stringContaining("subject: create has rm -r"),
    ]);
  });

  it("takes such an object for a text where no host is told of it", async () => {
    const local = { ...removing("--destroy-data=false"), type: "command:local:Command" };

    expect(await violationsOf(rule, [local])).toEqual([expect.stringContaining("stdin has rm -r")]);
  });

  it("says which command is not known yet, and what is wrong with what is known", async () => {
    const line = [{ type, name: "job", props: { create: unknown } }];
    const input = [{ type, name: "job", props: { create: "run", stdin: unknown } }];

    for (const [sent, path] of [
      [line, "create"],
      [input, "stdin"],
    ] as const)
      expect(await verdictOf(rule, sent)).toEqual({
        violations: [],
        notJudged: expect.stringContaining(`${path} of job is not known yet`),
      });
    expect(
      await violationsOf(rule, [{ type, props: { delete: removal, stdin: unknown } }]),
    ).toHaveLength(1);
  });

  it("says nothing of other resources", async () => {
    const props = { create: removal };

    expect(await violationsOf(rule, [{ type: "command:remote:CopyFile", props }])).toEqual([]);
  });
});
