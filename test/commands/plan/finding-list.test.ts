import { findingList, type Paint } from "../../../commands/plan/finding-list";
import { type Finding, type Severity } from "../../../model/finding";

const plain: Paint = (_, text) => text;

const finding = (severity: Severity, path: string, change: Partial<Finding> = {}): Finding => ({
  severity,
  path,
  message: "is wrong",
  fix: "mend it",
  ...change,
});

/** Findings that have nothing in common. */
const many = (severity: Severity, count: number) =>
  Array.from({ length: count }, (_, index) =>
    finding(severity, `backup:guests.g${index}.node`, { fix: `mend number ${index}` }),
  );

/** The list as running text. */
const textOf = (...findings: Finding[]) =>
  findingList(findings, plain).join(" ").replace(/\s+/g, " ");

/** The findings that are shown, by their paths. */
const pathsIn = (lines: readonly string[]) =>
  lines.flatMap((line) => /^ {2}(backup:\S+):/.exec(line)?.[1] ?? []);

describe("the list of findings", () => {
  it("has the worst first", () => {
    const lines = findingList(
      [finding("note", "backup:a"), finding("error", "backup:b"), finding("warning", "backup:c")],
      plain,
    );
    expect(lines.filter((line) => /^\w/.test(line))).toEqual([
      "Errors (1)",
      "Warnings (1)",
      "Notes (1)",
    ]);
  });

  it("tells one finding with its own path, and all there is to it", () => {
    const one = finding("error", "backup:guests.dc01.node", {
      ...{ at: "Pulumi.lab.yaml:7:3", got: "node9", allowed: "node01" },
    });
    expect(textOf(one)).toBe(
      " Errors (1) backup:guests.dc01.node: is wrong at: Pulumi.lab.yaml:7:3 got: node9 " +
        "allowed: node01 fix: mend it",
    );
  });

  it("tells what is the same of several names once, with all the names", () => {
    const names = Array.from({ length: 12 }, (_, index) => `guest${index + 10}`);
    const alike = names.map((name) =>
      finding("warning", `backup:guests.${name}.address`, {
        message: `${name} has no address`,
        fix: `look it up on ${name}`,
      }),
    );
    expect(textOf(...alike)).toBe(
      " Warnings (12) backup:guests.*.address: NAME has no address (12 times) " +
        `for: ${names.join(", ")} fix: look it up on NAME`,
    );
  });

  it("tells with each name what was got there and where, if that differs", () => {
    const text = textOf(
      finding("error", "backup:guests.a1.node", { got: "node1", at: "lab.yaml:1:1" }),
      finding("error", "backup:guests.b1.node", { got: "node2", at: "lab.yaml:2:1" }),
    );
    expect(text).toContain("for: a1 (got node1; lab.yaml:1:1), b1 (got node2; lab.yaml:2:1) fix:");
  });

  it("tells with each name what is said of it alone, where the same helps", () => {
    const text = textOf(
      finding("warning", "backup:guests.a1.role", { message: "the PostgreSQL of a1 is alone" }),
      finding("warning", "backup:guests.b1.role", { message: "the SQL Server of b1 is alone" }),
    );
    expect(text).toBe(
      " Warnings (2) backup:guests.*.role: 2 findings - a1: the PostgreSQL of a1 is alone " +
        "- b1: the SQL Server of b1 is alone fix: mend it",
    );
  });

  it.each<[string, Partial<Finding>]>([
    ["is mended otherwise", { fix: "mend it otherwise" }],
    ["may be something else", { allowed: "another" }],
    ["is of another severity", { severity: "note" }],
    ["is about something else", { path: "backup:guests.b1.address" }],
  ])("keeps apart what %s", (_, change) => {
    const [a, b] = [finding("warning", "backup:guests.a1.node"), "backup:guests.b1.node"];
    expect(pathsIn(findingList([a, finding("warning", b, change)], plain))).toEqual([
      "backup:guests.a1.node",
      change.path ?? b,
    ]);
  });

  it("takes no part of a name for the name", () => {
    const text = textOf(
      finding("note", "backup:guests.db.node", { message: "db is not db-2, dbx or adb" }),
      finding("note", "backup:guests.fs.node", { message: "fs is not db-2, dbx or adb" }),
    );
    expect(text).toContain("NAME is not db-2, dbx or adb (2 times) for: db, fs");
  });

  it("has no more than a hundred, errors before warnings before notes, and counts the rest", () => {
    const lines = findingList(
      [...many("note", 300), ...many("warning", 90), ...many("error", 40)],
      plain,
    );
    expect(pathsIn(lines)).toHaveLength(100);
    expect(lines).toContain("Notes (300)");
    const text = lines.join(" ").replace(/\s+/g, " ");
    expect(text).toContain("and 300 more: npm run -s plan -- --json has them all");
    expect(text).toContain("and 30 more: npm run -s plan -- --json");
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
