import { findingList } from "../../../commands/plan/finding-list";
import { type Finding, type Severity } from "../../../model/finding";

const plain = (_: Severity, text: string) => text;

const finding = (severity: Severity, path: string): Finding => ({
  severity,
  path,
  message: "is wrong",
  fix: "mend it",
});

const many = (severity: Severity, count: number) =>
  Array.from({ length: count }, (_, index) => finding(severity, `backup:guests.g${index}.node`));

/** The findings that are shown, by their paths. */
const pathsIn = (lines: readonly string[]) =>
  lines.flatMap((line) => /^ {2}(backup:\S+):/.exec(line)?.[1] ?? []);

describe("the list of findings", () => {
  it("has the worst last", () => {
    const lines = findingList([finding("note", "backup:a"), finding("error", "backup:b")], plain);
    expect(lines.filter((line) => /^\w/.test(line))).toEqual(["Notes (1)", "Errors (1)"]);
  });

  it("has no more than a hundred, errors before warnings before notes, and counts the rest", () => {
    const lines = findingList(
      [...many("note", 300), ...many("warning", 90), ...many("error", 40)],
      plain,
    );
    expect(pathsIn(lines)).toHaveLength(100);
    expect(lines).toContain("Notes (300)");
    const text = lines.join(" ").replace(/\s+/g, " ");
    expect(text).toContain("and 300 more: 300 at backup:guests.*.node; npm run plan -- --json");
    expect(text).toContain("and 30 more: 30 at backup:guests.*.node");
  });

  it("has something of every kind", () => {
    const lines = findingList(
      [...many("error", 2000), finding("error", "backup:windows.w")],
      plain,
    );
    expect(pathsIn(lines)).toContain("backup:windows.w");
    expect(lines).toContain("Errors (2001)");
  });
});
