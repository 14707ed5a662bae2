import { heldTogether, indented, pageWidth, wrapped } from "../../../commands/support/page";
import { table } from "../../../commands/support/table";

beforeEach(() => onPageOf(120));

afterEach(() => {
  delete process.env["COLUMNS"];
});

const onPageOf = (columns: number) => {
  process.env["COLUMNS"] = String(columns);
};

describe("a table", () => {
  it("has columns as wide as their widest cell, figures to the right", () => {
    expect(
      table(
        [{ title: "name" }, { title: "GB", align: "right" }, { title: "by" }],
        [{ cells: ["a", "1,234", "x"] }, { cells: ["longer", "5", "y"], below: ["why"] }],
      ),
    ).toEqual(["  name       GB  by", "  a       1,234  x", "  longer      5  y", "      why"]);
  });

  it("counts no colour as width", () => {
    const red = "\u001b[31mred\u001b[39m";
    const [, line] = table([{ title: "a" }, { title: "b" }], [{ cells: [red, "x"] }]);
    expect(line).toBe(`  ${red}  x`);
  });

  it("wraps its last column under itself", () => {
    onPageOf(80);
    const many = Array.from({ length: 40 }, (_, index) => `class${index}`).join(", ");
    const lines = table([{ title: "item" }, { title: "by" }], [{ cells: ["a", many] }]);

    expect(lines.length).toBeGreaterThan(3);
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(80);
    expect(lines[2]).toMatch(/^ {8}class/);
  });

  it("loses nothing of a word that is wider than the page", () => {
    onPageOf(40);
    const word = "x".repeat(100);
    const lines = table([{ title: "item" }, { title: "by" }], [{ cells: ["a", word] }]);
    expect(lines.join("").replace(/[^x]/g, "")).toBe(word);
    expect(lines.join("")).not.toContain("…");
  });

  const columns = [
    { title: "job" },
    { title: "runs", mayGoBelow: true },
    { title: "window", mayGoBelow: true },
    { title: "takes", align: "right" },
  ] as const;
  const wide = (text: string) => text.padEnd(20, ".");

  it("says below a row what a narrow page has no room for beside it, the last of it first", () => {
    const rows = [
      { cells: [wide("linux"), wide("sun"), wide("night"), "5 h"], below: ["more"] },
      { cells: [wide("other"), wide("mon"), "", "6 h"] },
    ];
    onPageOf(100);
    expect(table(columns, rows)[0]).toMatch(/^ {2}job +runs +window +takes$/);
    onPageOf(70);
    expect(table(columns, rows)).toEqual([
      "  job                   runs                  takes",
      "  linux...............  sun.................    5 h",
      "      window night...............",
      "      more",
      "  other...............  mon.................    6 h",
    ]);
    onPageOf(50);
    expect(table(columns, rows)[2]).toMatch(/^ {6}runs sun\.+; window$/);
  });
});

describe("a page", () => {
  it("is as wide as it is said to be, or 120 where nobody says", () => {
    delete process.env["COLUMNS"];
    expect(pageWidth()).toBe(process.stdout.columns ?? 120);
    onPageOf(80);
    expect(pageWidth()).toBe(80);
    onPageOf(1);
    expect(pageWidth()).toBe(40);
  });

  it("breaks text between words and leaves a long one whole", () => {
    expect(wrapped("one two  three", 7)).toEqual(["one two", "three"]);
    expect(wrapped("one incomprehensible", 7)).toEqual(["one", "incomprehensible"]);
    expect(wrapped("", 7)).toEqual([""]);
  });

  it("breaks nothing that is held together, and shows it with a space", () => {
    expect(wrapped(`one two${heldTogether}GB`, 8)).toEqual(["one", "two GB"]);
  });

  it("indents text under what its first line begins with, and never beyond what people read", () => {
    onPageOf(300);
    const [first = "", second = ""] = indented("word ".repeat(60), "  fix: ");
    expect(first).toMatch(/^ {2}fix: word/);
    expect(second).toMatch(/^ {7}word/);
    expect(first.length).toBeLessThanOrEqual(110);
  });
});
