import { readStackText } from "../../config/stack-text";

const read = (text: string) => readStackText(text, "Pulumi.test.yaml");
const below = (text: string) => read(`config:\n  backup:a:\n    ${text}\n`);

/** Where something is wrong, and what. */
const told = (text: string) => read(text).faults.map(({ path, message }) => `${path}: ${message}`);

describe("a text of a stack's file that looks right", () => {
  it.each([
    [
      "whose lines end as on a Mac of old",
      "config:\r  backup:a: {}\r",
      "Pulumi.test.yaml:1:8",
      "ends a line with a carriage return alone",
      "U+000D, a control character, and 1 more",
      "a line feed",
      "tr '\\r' '\\n'",
    ],
    [
      "with the end of a line that Pulumi alone knows",
      'config:\n  backup:a: "b\u2028c"\n',
      "Pulumi.test.yaml:2:15",
      "takes for the end of a line",
      "U+2028, the end of a line",
      "a line feed",
      "\\u2028",
    ],
    [
      "with the end of a line of a mainframe",
      "config:\u0085  backup:a: {}\n",
      "Pulumi.test.yaml:1:8",
      "takes for the end of a line",
      "U+0085, a control character",
      "a line feed",
      "take it out",
    ],
    [
      "with a control character",
      "config:\n  backup:a: b\u0007c\u007f\n",
      "Pulumi.test.yaml:2:14",
      "has a control character",
      "U+0007, a control character, and 1 more",
      "text without control characters",
      "take it out",
    ],
  ])("fails %s", (_what, text, path, message, got, allowed, fix) => {
    expect(read(text)).toMatchObject({
      given: {},
      faults: [
        {
          path,
          message: expect.stringContaining(message) as string,
          got,
          allowed: expect.stringContaining(allowed) as string,
          fix: expect.stringContaining(fix) as string,
        },
      ],
    });
  });

  it.each([
    [
      "a second document",
      "config:\n  backup:a: 1\n---\nconfig:\n  backup:b: 2\n",
      "Pulumi.test.yaml:3:1: begins another document, and Pulumi reads the first alone",
    ],
    [
      "a tab for an indent",
      "config:\n\tbackup:a: 1\n",
      "Pulumi.test.yaml:2:1: is indented with a tab",
    ],
    [
      "an alias of nothing",
      "config: *nowhere",
      "config: is an alias of something that is not named before it",
    ],
    [
      "an alias within what it stands for",
      "config:\n  backup:a: &a { b: [*a] }",
      "backup:a.b[0]: is an alias within what it stands for, and would never end",
    ],
    [
      "a key that is a list",
      "config:\n  backup:a: { [b]: 1 }",
      "backup:a: has a key that is a list or a map",
    ],
    [
      "a tag of anybody's",
      "config:\n  backup:a: { b: !mine 1 }",
      "backup:a.b: has a tag, which says that it is something else than what stands there",
    ],
    [
      "a tag of YAML's own",
      "config:\n  backup:a: { b: !!binary aGk= }",
      "backup:a.b: has a tag, which says that it is something else than what stands there",
    ],
    ...["010", "0x10", "1.10", "1e3", "~"].map((key) => [
      `${key} as a key`,
      `config:\n  backup:a: { ${key}: 1 }`,
      "backup:a: has a key that is no text, and becomes another one when it is read",
    ]),
    [
      "no key before a colon",
      "config:\n  backup:a:\n    : 1",
      "backup:a: has a key that is no text, and becomes another one when it is read",
    ],
  ])("fails with %s", (_what, text, words) => {
    expect(told(text)).toEqual([expect.stringContaining(words)]);
    expect(read(text).given).toEqual({});
  });

  it("takes keys that are what they look like", () => {
    expect(below('{ 7: a, true: b, "010": c, "~": d, no: e }')).toMatchObject({
      given: { a: { 7: "a", true: "b", "010": "c", "~": "d", no: "e" } },
      faults: [],
    });
  });

  it("fails with aliases that multiply without end", () => {
    const bomb = ["a: &a [x, x, x, x, x, x, x, x, x, x]"];
    for (let at = 1; at < 9; at += 1) {
      const [name, before] = [String.fromCharCode(97 + at), String.fromCharCode(96 + at)];
      bomb.push(`${name}: &${name} [${Array(10).fill(`*${before}`).join(", ")}]`);
    }
    expect(told(bomb.join("\n"))).toEqual([
      expect.stringMatching(/^Pulumi\.test\.yaml: cannot be read: Excessive alias count/),
    ]);
  });

  it.each([
    ["brackets", "config: " + "[".repeat(1001), "1:1009"],
    ["braces", "config: " + "{a: ".repeat(1001), "1:4009"],
    ["lists in a line", `config:\n  ${"- ".repeat(1000)}`, "2:3"],
    ["keys in a line", `config:\n  ${"? ".repeat(1000)}`, "2:3"],
  ])(
    "fails with a thousand %s within each other, before anybody counts them",
    (_what, text, at) => {
      expect(told(text)).toEqual([
        expect.stringMatching(`^Pulumi.test.yaml:${at}: opens more than 1000 lists and maps`),
      ]);
    },
  );

  it("fails with keys so deep that YAML's reader gives up, in words for people", () => {
    const deep = Array.from({ length: 2000 }, (_, depth) => `${" ".repeat(depth)}a:`).join("\n");
    expect(told(deep)).toEqual([
      expect.stringContaining(
        "has lists and maps within each other, more of them than can be read",
      ),
    ]);
  });

  it("fails with what stands beside config, where nobody reads it", () => {
    const { faults } = read(
      "encryptionsalt: v1:x\nconfigs: {}\nbackup:guests: {}\nconfig: { backup:a: 1 }",
    );
    expect(faults).toMatchObject([
      { path: "configs", fix: "did you mean config? If not, take it out, or move it under config" },
      { path: '["backup:guests"]', got: "{}", fix: "move it under config" },
    ]);
  });

  it("fails with keys of no project, or of one that looks like ours", () => {
    const { given, faults } = read(
      "config: { aws:region: eu, datadog:site: eu, guests: {}, bakcup:site: x, lab:nodes: {}, backup:a: 1 }",
    );
    expect(given).toEqual({ a: 1 });
    expect(faults.map(({ path, message, fix }) => [path, message, fix])).toEqual([
      ["config.guests", "has no project before it", "write backup:guests"],
      [
        'config["bakcup:site"]',
        "is of the project bakcup, and would be passed over here",
        "write backup:site",
      ],
      [
        'config["lab:nodes"]',
        "is of the project lab, and would be passed over here",
        "write backup:nodes",
      ],
    ]);
  });
});
