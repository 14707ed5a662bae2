import { describeFinding, findingsOfHosts } from "../../commands/drift/report";
import { type Observation } from "../../commands/drift/observe";
import { main as plan } from "../../commands/plan";
import { documents } from "./support/document";
import { printedOf } from "./support/printed";
import { toldIn, unsaidLines } from "./support/told-file";

const today = "2026-11-24";
const told = documents()
  .map(({ file, text }) => ({ file, ...toldIn(text) }))
  .filter(({ outputs }) => outputs.length > 0);
const files = told.flatMap(({ file, files: some }) => some.map((one) => [file, one] as const));
const outputs = told.flatMap(({ file, outputs: some }) => some.map((one) => [file, one] as const));

const planned = ({ name, text }: { readonly name: string; readonly text: string }) =>
  printedOf({ [name]: text }, (at) => plan(["--file", at(name)], today));

describe("files that documents tell", () => {
  it("are some, and some are mistakes", () => {
    expect(files.length).toBeGreaterThan(4);
    expect(files.filter(([, { isMistake }]) => isMistake).length).toBeGreaterThan(1);
  });

  it.each(files)("in %s are planned, and refused if they are mistakes", async (_, one) => {
    const { code, text } = await planned(one);
    expect([code, code === 1 && !one.isMistake ? text : ""]).toEqual([one.isMistake ? 1 : 0, ""]);
  });

  const plans = outputs.filter(([, { command }]) => command === "plan");
  it.each(plans)("in %s have the plan that is shown of them", async (_, { text, file }) => {
    expect(unsaidLines(text, (await planned(file)).text)).toEqual([]);
  });

  const drifts = outputs.filter(([, { command }]) => command === "drift");
  it.each(drifts)("in %s have the drift that is shown of them", (_, { text }) => {
    const [, kind, identity, host, port] = /~ (.*) (\S+) on (\S+):(\d+)/.exec(text) ?? [];
    const [, property, wanted, observed] = /(\S+): applied (\S+), found (\S+)/.exec(text) ?? [];
    const object = { connection: { host, port: Number(port) }, envelope: { kind, identity } };
    const differences = [{ property, wanted: Number(wanted), observed: Number(observed) }];
    const observation = { kind: "different", object, differences, noise: "" };
    const [finding] = findingsOfHosts([observation as unknown as Observation]);
    expect(describeFinding(finding!)).toBe(text.trimEnd());
  });

  it("are told with outputs of commands that a test knows", () => {
    const known = ["plan", "policy", "review", "drift"];
    expect(outputs.filter(([, { command }]) => !known.includes(command))).toEqual([]);
  });
});

describe("a block of a document", () => {
  const adds = "<!-- adds to Pulumi.mine.yaml -->\n<!-- prettier-ignore -->\n```yaml\n";
  const says = "\n<!-- says npm run plan -->\n```text\nx\n```\n";

  it("adds entries to their sections, and sections to the file", () => {
    const block = `${adds}  backup:links:\n    wan: {}\n  backup:vault: {}\n\`\`\`\n${says}`;
    const [file] = toldIn(block).files;
    expect(file!.text).toMatch(/\n {2}backup:links: .*\n {4}wan: \{\}\n {2}backup:windows:\n/);
    expect(file!.text).toMatch(/\n {2}backup:vault: \{\}\n$/);
  });

  it("fails where it replaces what is not there, or says what means nothing", () => {
    const replaces = adds.replace("adds to", "replaces in");
    expect(() => toldIn(`${replaces}  backup:vault: {}\n\`\`\`\n`)).toThrow(/no backup:vault/);
    expect(() => toldIn("<!-- say npm run plan -->\n```text\nx\n```\n")).toThrow(/means nothing/);
  });

  it.each([
    ["two lines", "a\nb", []],
    ["with something left out", "a\n…\nc", []],
    ["the beginning of a line", "a\nb b…", []],
    ["in another order", "c\na", ["a"]],
    ["what nobody said", "a\nd", ["d"]],
  ])("says %s", (_, shown, unsaid) => {
    expect(unsaidLines(shown, "a\nb\nb bb\nc")).toEqual(unsaid);
  });
});
