import { table } from "../../../commands/plan/table";
import { indented, width, wrapped } from "../../../commands/plan/text";

describe("a table", () => {
  it("has columns as wide as their widest cell, figures to the right", () => {
    expect(
      table(
        [{ title: "name" }, { title: "GB", align: "right" }, { title: "by" }],
        [{ cells: ["a", "1,234", "x"] }, { cells: ["longer", "5", "y"], below: ["      why"] }],
      ),
    ).toEqual(["  name       GB  by", "  a       1,234  x", "  longer      5  y", "      why"]);
  });

  it("wraps its last column under itself", () => {
    const many = Array.from({ length: 40 }, (_, index) => `class${index}`).join(", ");
    const lines = table([{ title: "item" }, { title: "by" }], [{ cells: ["a", many] }]);

    expect(lines.length).toBeGreaterThan(3);
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(width);
    expect(lines[2]).toMatch(/^ {8}class/);
  });
});

describe("wrapped text", () => {
  it("breaks between words and leaves a long one whole", () => {
    expect(wrapped("one two  three", 7)).toEqual(["one two", "three"]);
    expect(wrapped("one incomprehensible", 7)).toEqual(["one", "incomprehensible"]);
    expect(wrapped("", 7)).toEqual([""]);
  });

  it("is indented under what the first line begins with", () => {
    const [first, second] = indented("word ".repeat(60), "  fix: ");
    expect(first).toMatch(/^ {2}fix: word/);
    expect(second).toMatch(/^ {7}word/);
  });
});
