import * as fs from "node:fs";
import * as path from "node:path";
import { rulesFile, rulesText } from "../../commands/rules";
import { policies } from "../../policy/pack";
import { type Row } from "../../policy/row";
import { rows, table } from "../../policy/table";

const root = path.join(__dirname, "..", "..");
const named = Object.entries<readonly Row[]>(table).flatMap(([subject, listed]) =>
  listed.map((row) => [row.rule.name, subject, row] as const),
);

/** Files of all subjects, by their names without the ending. */
function filesOf(folder: string, ending: string): (readonly [name: string, file: string])[] {
  return Object.keys(table).flatMap((subject) => {
    const at = path.join(root, folder, subject);
    const files = fs.existsSync(at) ? fs.readdirSync(at) : [];
    return files
      .filter((file) => file.endsWith(ending))
      .map((file) => [file.slice(0, -ending.length), path.join(at, file)] as const);
  });
}

describe("the table of rules", () => {
  it("has at least forty", () => {
    expect(rows.length).toBeGreaterThanOrEqual(40);
  });

  it.each(named)("has for %s a file and a test in %s", (name, subject) => {
    expect(fs.existsSync(path.join(root, "policy/rules", subject, `${name}.ts`))).toBe(true);
    expect(fs.existsSync(path.join(root, "test/policy/rules", subject, `${name}.test.ts`))).toBe(
      true,
    );
  });

  it("has every rule that is written and tested, once", () => {
    const names = named.map(([name]) => name).sort();
    const written = filesOf("policy/rules", ".ts");
    const rules = written.filter(([name, file]) =>
      fs.readFileSync(file, "utf8").includes(`name: "${name}"`),
    );
    const tested = filesOf("test/policy/rules", ".test.ts").map(([name]) => name);

    expect(rules.map(([name]) => name).sort()).toEqual(names);
    expect(new Set(names).size).toBe(names.length);
    expect(tested.filter((name) => !written.some(([one]) => one === name))).toEqual([]);
  });

  it.each(named)("words %s for people", (name, _subject, { rule }) => {
    expect(name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)+$/);
    expect(rule.description).toMatch(/^[A-Z].*\.$/);
    expect(rule.remediation).toMatch(/^[A-Z].*\.$/);
  });

  it.each(named)("says which controls %s supports", (_name, _subject, { controls }) => {
    expect(Object.values(controls).flat().length).toBeGreaterThan(0);
  });

  it.each(named)(
    "bounds the numbers of %s around their defaults",
    (_name, _subject, { numbers }) => {
      for (const { default: value, minimum, maximum, description } of Object.values(numbers)) {
        expect(minimum).toBeLessThan(maximum);
        expect(value).toBeGreaterThanOrEqual(minimum);
        expect(value).toBeLessThanOrEqual(maximum);
        expect(description).toMatch(/^[A-Z].*[^.]$/);
      }
    },
  );

  it("is what the SDK serves", () => {
    expect(policies.map(({ name }) => name)).toEqual(rows.map(({ rule }) => rule.name));
  });

  it("puts right only what one resource shows, in rules that are told as such", () => {
    const remediating = rows.filter(({ rule }) => rule.remediate).map(({ rule }) => rule);

    expect(remediating.map(({ name }) => name).sort()).toEqual([
      ...["s3-bucket-key", "s3-public-block-whole"],
    ]);
    expect(remediating.map(({ sees }) => sees)).toEqual(remediating.map(() => "resource"));
    for (const { remediation } of remediating) expect(remediation).toContain("level `remediate`");
  });

  it("is what docs/rules.md tells", () => {
    expect(fs.readFileSync(rulesFile, "utf8")).toBe(rulesText());
  });
});
