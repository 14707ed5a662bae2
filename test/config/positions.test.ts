import { checkDeclaration } from "../../config/declaration";
import { located } from "../../config/positions";
import { readStackText } from "../../config/stack-text";
import { type Fault } from "../../model/fault";

const name = "Pulumi.test.yaml";
const section = (text: string) => `encryptionsalt: x\nconfig:\n  backup:a:\n    ${text}\n`;

/** Path and place of every fault of the text itself. */
const told = (text: string) =>
  readStackText(text, name).faults.map(({ path, at }) => [path, at ?? "nowhere"]);

/** Path and place of every fault of what a text declares. */
function declared(text: string) {
  const { given, locate } = readStackText(text, name);
  return checkDeclaration(given).faults.map((fault): Fault => located(fault, locate));
}

it("a section whose name has a colon is found where it stands, and not told what may be a secret", () => {
  const faults = declared("config:\n  backup:site: {}\n  backup:client-key:images: s3cr3t\n");
  const [fault] = faults.filter(({ path }) => path.includes("client-key"));
  expect(fault).toMatchObject({
    at: `${name}:3:3`,
    message: expect.stringContaining("may be a secret that stands in clear") as string,
  });
  expect(JSON.stringify(faults)).not.toContain("s3cr3t");
});

describe("a fault of the text of a stack's file", () => {
  it.each([
    ["a tag", section("b: { c: !mine 1 }"), "backup:a.b.c", "4:10"],
    ["an alias of nothing", section("b: [1, *c]"), "backup:a.b[1]", "4:12"],
    ["an alias without end", section("b: &b { c: *b }"), "backup:a.b.c", "4:13"],
    ["a key that is a list", section("{ x: 1, [b]: 1 }"), "backup:a", "4:13"],
    ["a key that is a number in disguise", section("{ x: 1, 010: 1 }"), "backup:a", "4:13"],
    ["no key at all", section(": 1"), "backup:a", "4:5"],
    ["a value that Pulumi reads otherwise", section("b: [1, 1_0]"), "backup:a.b[1]", "4:12"],
    ["a key twice", section("b: { c: 1, d: 2, c: 3 }"), "backup:a.b.c", "4:10"],
    ["a secret in clear", "config:\n  backup:secrets: { a: b }", "backup:secrets.a", "2:21"],
    ["no config", "encryptionsalt: x\n", "config", "1:1"],
    ["a config that is none", "encryptionsalt: x\nconfig: 3\n", "config", "2:1"],
    ["a key beside config", "config: {}\nconfigs: {}", "configs", "2:1"],
    ["a section beside config", "config: {}\nbackup:guests: {}", '["backup:guests"]', "2:1"],
    ["a key of no project", "config: { x:y: 1, guests: {} }", "config.guests", "1:19"],
    ["a key of another project", "config:\n  b:nodes: {}", 'config["b:nodes"]', "2:3"],
    ["nothing in it", " \n", name, "1:1"],
  ])("fails with %s at its line and column", (_what, text, path, at) => {
    expect(told(text)).toEqual([[path, `${name}:${at}`]]);
  });

  it("fails for a section beside config there, and for its namesake where that is", () => {
    const text = "backup:sizing: { usedShare: 1 }\nconfig:\n  backup:sizing: { usedShare: 2 }";
    expect(told(text)).toEqual([['["backup:sizing"]', `${name}:1:1`]]);
    expect(declared(text)).toContainEqual(
      expect.objectContaining({ path: "backup:sizing.usedShare", at: `${name}:3:20` }),
    );
  });

  it("fails with aliases that multiply at the last of them", () => {
    const many = ["a: &a [x, x, x, x, x, x, x, x, x, x]"];
    for (let at = 1; at < 9; at += 1)
      many.push(
        `b${at}: &b${at} [${Array(10)
          .fill(at > 1 ? `*b${at - 1}` : "*a")
          .join(", ")}]`,
      );
    expect(told(many.join("\n"))).toEqual([[name, `${name}:9:55`]]);
  });

  it.each([
    ["no YAML", "config:\n  a: [\n"],
    ["a control character", "config:\n  a: \u0007"],
    ["too many brackets", "config: " + "[".repeat(1001)],
  ])("fails for %s by its line and column alone, as nothing has a path there", (_what, text) => {
    expect(told(text)).toEqual([
      [expect.stringMatching(/^Pulumi\.test\.yaml:\d+:\d+$/), "nowhere"],
    ]);
  });
});

describe("a fault of what a stack's file declares", () => {
  const places = (text: string) =>
    Object.fromEntries(declared(text).map(({ path, at }) => [path, at?.replace(`${name}:`, "")]));

  it("fails for a missing section where config is, and for one in it where that is", () => {
    const text = "encryptionsalt: x\nconfig:\n  backup:site:\n    domain: lab.test\n";
    expect(places(text)).toMatchObject({
      "backup:sizing": "2:1",
      "backup:site.timezone": "3:3",
    });
  });

  it("fails for an entry whose name has dots or blanks at that entry", () => {
    const text = [
      "config:",
      "  backup:pbs:",
      "    host: none",
      "    users:",
      "      x@pbs: { grants: [{ path: /, role: Audit }] }",
      "      a.b@pbs:",
      "        grants: [{ path: /datastore/old, role: Audit }]",
    ].join("\n");
    expect(places(text)).toMatchObject({ "backup:pbs.users.a.b@pbs.grants[0].path": "7:20" });
  });

  it("fails for what an alias stands for where the alias is", () => {
    const text = "config:\n  backup:sizing: &s { usedShare: 2 }\n  backup:site: *s";
    expect(places(text)).toMatchObject({
      "backup:sizing.usedShare": "2:23",
      "backup:site.usedShare": "3:3",
    });
  });
});
