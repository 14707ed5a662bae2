import * as fc from "fast-check";
import { type Envelope, openEnvelope, sealEnvelope } from "../../../model/remote/envelope";
import { canonicalJson } from "../../../model/canonical-json";
import { sendable } from "../../support/sendable";

const windows = { name: "windows", powershell: "powershell.exe" } as const;

function envelope(content: Partial<Envelope>): Envelope {
  return {
    contract: "backup-remote/1",
    stack: "backup/test",
    resource: "test-object",
    adopt: false,
    platform: windows,
    kind: "test object",
    identity: "one",
    document: {},
    settings: {},
    secrets: {},
    script: "# a script",
    ...content,
  };
}

/** What a value of lists holds in the end. */
const leavesIn = (value: unknown): unknown[] =>
  Array.isArray(value) ? value.flatMap(leavesIn) : [value];

/** What no reader of JSON makes anything else of. */
const plain = (leaf: unknown) =>
  typeof leaf === "string" ? /^(s|i-?\d|d-?\d|list$|table$)/.test(leaf) : typeof leaf === "boolean";

describe("an envelope", () => {
  it.each([windows, { name: "posix" }] as const)("is opened as it was sealed: %j", (platform) => {
    fc.assert(
      fc.property(fc.array(sendable), sendable, (cases, setting) => {
        const sent = envelope({ platform, document: { cases }, settings: { setting } });

        expect(canonicalJson(openEnvelope(sealEnvelope(sent)))).toBe(canonicalJson(sent));
      }),
    );
  });

  it("holds nothing for PowerShell but lists, and texts that begin like nothing else", () => {
    fc.assert(
      fc.property(fc.array(sendable), (cases) => {
        const { sealed } = JSON.parse(sealEnvelope(envelope({ document: { cases } }))) as {
          sealed: unknown;
        };
        const leaves = leavesIn(sealed).filter((leaf) => leaf !== null);

        expect(leaves.filter((leaf) => !plain(leaf))).toEqual([]);
      }),
    );
  });

  it("is the same text in whatever order its properties were written", () => {
    const text = sealEnvelope(envelope({ document: { a: 1, b: { c: 2, d: 3 } } }));

    expect(sealEnvelope(envelope({ document: { b: { d: 3, c: 2 }, a: 1 } }))).toBe(text);
  });

  it("is none where another command's standard input is", () => {
    expect(openEnvelope("echo hello")).toBeUndefined();
    expect(openEnvelope('{"contract":"other","says":"backup-remote/1"}')).toBeUndefined();
  });

  it("is one however JSON spells its mark", () => {
    const text = JSON.stringify(envelope({}));

    for (const spelt of ["backup-remote\\/1", "\\u0062ackup-remote/1", "backup\\u002Dremote/1"])
      expect(openEnvelope(text.replace("backup-remote/1", () => spelt))).toEqual(envelope({}));
    expect(openEnvelope('"backup-remote/1"')).toBeUndefined();
  });

  it("of an earlier stack, which was not sealed, is opened too", () => {
    const earlier = envelope({ document: { a: ["2026-01-02T03:04:05Z"] } });

    expect(openEnvelope(JSON.stringify(earlier))).toEqual(earlier);
  });
});

const deep = (levels: number): unknown => (levels === 0 ? 1 : [deep(levels - 1)]);

describe("what cannot be sent to any host", () => {
  it.each<readonly [content: Partial<Envelope>, fault: string]>([
    [{ identity: "a\0b" }, "identity: holds U+0000 (NUL) at 1; take it out"],
    [
      { document: { paths: ["ok", "x\uD83D"] } },
      "document.paths[1]: holds U+D83D (half a character) at 1",
    ],
    [{ document: { path: "\uDE00y" } }, "document.path: holds U+DE00 (half a character) at 0"],
    [{ secrets: { password: "s3cr3t\0" } }, "secrets.password: holds U+0000 (NUL) at 6"],
    [{ document: { "a\0": 1 } }, "a key of document: holds U+0000 (NUL) at 1"],
    [{ document: { days: NaN } }, "document.days: is NaN; allowed: finite numbers"],
    [{ document: { days: 1e400 } }, "document.days: is Infinity; allowed: finite numbers"],
    [{ settings: { size: 2 ** 53 } }, "settings.size: is 9007199254740992; allowed"],
    [
      { document: { list: [undefined] } },
      "document.list[0]: is of type undefined; allowed: what JSON has",
    ],
    [{ document: { "": 1 } }, "document: has an empty key"],
    [{ document: { Name: 1, name: 2 } }, "document: has the key 'name' twice, in another case"],
    [{ document: { deep: deep(21) } }, "is nested deeper than 20 levels"],
  ])("fails by name and place, never with its value: %j", (content, fault) => {
    for (const platform of [windows, { name: "posix" } as const]) {
      const seal = () => sealEnvelope(envelope({ platform, ...content }));

      expect(seal).toThrow(fault);
      expect(seal).not.toThrow("s3cr3t");
    }
  });

  it("fails with all faults at once", () => {
    const document = { a: "\0", b: { c: Infinity } };

    expect(() => sealEnvelope(envelope({ document }))).toThrow(
      /test object one cannot be sent to its host:\n {2}document\.a: .*\n {2}document\.b\.c: /,
    );
  });

  it("fails where Windows PowerShell 5.1 would not read so much", () => {
    const document = { text: "x".repeat(2_000_000) };

    expect(() => sealEnvelope(envelope({ document }))).toThrow(
      /test object one: is 2000\d\d\d characters; a Windows host takes 2000000/,
    );
    expect(() => sealEnvelope(envelope({ document, platform: { name: "posix" } }))).not.toThrow();
  });
});
