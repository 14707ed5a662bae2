import * as fc from "fast-check";
import { readStackText } from "../../config/stack-text";

const read = (text: string) => readStackText(text, "Pulumi.test.yaml");

describe("the text of a stack's file", () => {
  it("gives the sections of this project, without secrets and other people's settings", () => {
    const { given, faults } = read(
      [
        "encryptionsalt: v1:abc",
        "config:",
        "  aws:region: us-east-1",
        "  backup:site: { domain: lab.test }",
        "  backup:secrets: { sshPrivateKey: { secure: AAAB } }",
      ].join("\n"),
    );

    expect(given).toEqual({ site: { domain: "lab.test" } });
    expect(faults).toEqual([]);
  });

  it("fails for every key that is declared twice, at any depth, with its path and places", () => {
    const { given, faults } = read(
      [
        "config:",
        "  backup:guests:",
        "    dc01: { vmid: 1, vmid: 2 }",
        "    dc01: { vmid: 3 }",
        "  backup:guests: {}",
      ].join("\n"),
    );

    expect(given).toHaveProperty("guests");
    expect(faults.map(({ path, got }) => [path, got])).toEqual([
      ["backup:guests", "Pulumi.test.yaml:2:3 and Pulumi.test.yaml:5:3"],
      ["backup:guests.dc01", "Pulumi.test.yaml:3:5 and Pulumi.test.yaml:4:5"],
      ["backup:guests.dc01.vmid", "Pulumi.test.yaml:3:13 and Pulumi.test.yaml:3:22"],
    ]);
  });

  it("fails for what is no YAML, at its line and column", () => {
    expect(read("config:\n  backup:site: [\n").faults).toMatchObject([
      { path: "Pulumi.test.yaml:3:1", message: expect.stringContaining("is not YAML: ") },
    ]);
  });

  it.each(["config:", "config: 3", "[]", "hello", "encryptionsalt: x"])(
    "fails for %p, which has no configuration",
    (text) => {
      expect(read(text)).toMatchObject({
        given: {},
        faults: [
          { path: "config", at: "Pulumi.test.yaml:1:1", message: "is missing, or not a map" },
        ],
      });
    },
  );

  it("reads anchors, aliases and merges as Pulumi does", () => {
    const text =
      "config:\n  backup:a: &a { x: 1, y: 2 }\n  backup:b: { <<: *a, y: 3 }\n  backup:c: *a";
    expect(read(text)).toMatchObject({
      given: { a: { x: 1, y: 2 }, b: { x: 1, y: 3 }, c: { x: 1, y: 2 } },
      faults: [],
    });
  });

  // What Pulumi 3.259.0 makes of them stands in `config/yaml-readings.ts`.
  it.each([
    ["010", "to the base of 8"],
    ["01003", "to the base of 8"],
    ["08", "to the base of 8"],
    ["1_000", "another number"],
    ["1_000.5", "another number"],
    ["-1_0", "another number"],
    ["0b11", "another number"],
    ["-0x10", "another number"],
    ["0X10", "another number"],
    ["0x1_0", "another number"],
    ["1e400", "larger than any number"],
    ["-1e400", "larger than any number"],
    ["9".repeat(400), "larger than any number"],
    [".nan", "stands for no number"],
    [".NaN", "stands for no number"],
    ["-.inf", "stands for no number"],
    ["2026-12-31", "is a date to Pulumi"],
    ["2026-12-31T00:00:00Z", "is a date to Pulumi"],
  ])("fails for %s without quotes, which Pulumi reads otherwise", (value, message) => {
    const text = `config:\n  backup:guests:\n    dc01: { list: [1, { vmid: ${value} }], quoted: "${value}" }`;
    expect(read(text).faults).toEqual([
      expect.objectContaining({
        path: "backup:guests.dc01.list[1].vmid",
        message: expect.stringContaining(message),
        got: value,
      }),
    ]);
  });

  it.each([
    [
      "a number",
      "sizing: { usedShare: .nan }",
      "a number",
      "write a plain number: digits, with a point if need be",
    ],
    [
      "a number that may be left out",
      "guests: { dc01: { usedGB: 1_000 } }",
      "a number in plain digits",
      "write a plain number: digits, with a point if need be",
    ],
    [
      "text",
      "exemptions: { dc01: { expires: 2026-12-31 } }",
      "a day in quotes",
      'write it in quotes: "2026-12-31"',
    ],
    ["a word", "pve: { through: 010 }", "text in quotes", 'write it in quotes: "010"'],
    [
      "nothing that is known",
      "sizing: { other: .inf }",
      "a number, or text in quotes",
      'write a plain number, or write it in quotes: ".inf"',
    ],
  ])(
    "fails with a way to mend it that fits where the declaration takes %s",
    (_what, section, allowed, fix) => {
      const { faults } = read(`config:\n  backup:${section}`);
      expect(faults).toMatchObject([{ allowed, fix }]);
    },
  );

  it.each([
    "10",
    "0",
    "0.5",
    "-1",
    "1e3",
    "0x1F",
    "0o17",
    "22:00",
    "yes",
    "off",
    "a_1",
    "~",
    "1:30",
    "1_a",
    "_1",
    "1e308",
    "-0",
    ".5",
  ])("takes %s without quotes, of which Pulumi makes the same", (value) =>
    expect(read(`config:\n  backup:a: { b: ${value} }`).faults).toEqual([]),
  );

  it("fails for a secret that stands in clear, without showing it", () => {
    const { faults } = read(
      [
        "config:",
        "  backup:secrets:",
        "    sshPrivateKey: { secure: AAAB }",
        "    minio: { fs01: { user: admin, password: { secure: AAAB } } }",
        "    pbs: { passwords: { admin@pbs: hunter22 } }",
      ].join("\n"),
    );

    expect(faults.map(({ path }) => path)).toEqual([
      "backup:secrets.minio.fs01.user",
      "backup:secrets.pbs.passwords.admin@pbs",
    ]);
    expect(JSON.stringify(faults)).toContain("stands in clear");
    expect(JSON.stringify(faults)).not.toContain("hunter22");
  });

  it("says where a path stands, or what is above it", () => {
    const text =
      'config:\n  backup:guests:\n    dc01: { list: [1, { vmid: 7 }] }\n  backup:pbs:\n    users:\n      "a.b@pbs": { grants: [] }';
    const { locate } = read(text);

    expect(
      [
        "backup:guests",
        "backup:guests.dc01.list[1].vmid",
        "backup:guests.dc01.list[1].absent",
        "backup:guests.dc01.list[7]",
        "backup:guests.dc02.vmid",
        'backup:pbs.users["a.b@pbs"].grants[0].path',
        "backup:site.domain",
      ].map((path) => locate(path)),
    ).toEqual([
      "Pulumi.test.yaml:2:3",
      "Pulumi.test.yaml:3:25",
      "Pulumi.test.yaml:3:23",
      "Pulumi.test.yaml:3:13",
      "Pulumi.test.yaml:2:3",
      "Pulumi.test.yaml:6:20",
      "Pulumi.test.yaml:1:1",
    ]);
  });

  it("gives faults and never throws, whatever the text", () => {
    const piece = fc.constantFrom(
      "config:",
      "\n",
      "  ",
      "- ",
      "{",
      "}",
      "*a",
      "&a",
      "?",
      ": ",
      '"',
      "!!map ",
      "|",
      "%",
      "backup:x",
      "a: 1",
      "__proto__: 1",
      "\t",
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(piece).map((parts) => parts.join("")),
        ),
        (text) => {
          expect(() => read(text)).not.toThrow();
        },
      ),
    );
  });
});
