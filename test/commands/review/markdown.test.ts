import { named, names, type ReviewDocument } from "../../../commands/review/document";
import { markdownOf } from "../../../commands/review/markdown";

const document: ReviewDocument = {
  ...{ title: "What a change means", tone: "warning", verdict: "This change protects less." },
  ...{ errors: [], notes: [], sections: [] },
};

const withCells = (...cells: (string | { readonly name: string })[]) =>
  markdownOf({
    ...document,
    sections: [
      {
        ...{ id: "x", title: "T", summary: cells.slice(0, 20) },
        tables: [{ title: "Table", columns: ["A"], rows: cells.map((cell) => [[cell]]) }],
      },
    ],
  });

describe("a review in Markdown", () => {
  it("has the verdict first, what it is refused for, what it comes to, and the rest folded", () => {
    const text = markdownOf({
      ...document,
      ...{ errors: [[named("a.b"), ": wrong"]], notes: ["Something was left out."] },
      sections: [{ id: "cost", title: "Cost", summary: ["1 → 2"], tables: [] }],
    });
    expect(text.split("\n").filter((line) => line !== "")).toEqual([
      "### What a change means",
      "⚠️ **This change protects less.**",
      "1. `a.b`: wrong",
      "- **Cost:** 1 → 2",
      "_Something was left out._",
      "<details>",
      "<summary><b>Cost</b>: 1 → 2</summary>",
      "</details>",
    ]);
  });

  const long = (count: number, width: number) =>
    withCells(...Array.from({ length: count }, (_, at) => named(`${at}`.padEnd(width, "x"))));

  it("is short enough for a comment, and says how many rows it has not", () => {
    expect(long(200, 20)).not.toContain("more, which");
    expect(long(201, 20)).toContain("\nand 1 more, which `--json` and `--html` have\n");
    expect(long(250, 300)).toContain("\nand 200 more, which");
    expect(long(400, 40).length).toBeLessThanOrEqual(65_536);
    expect(long(4000, 400).length).toBeLessThanOrEqual(65_536);
    expect(long(4000, 400)).toContain("This change protects less.");
  });

  it("shows text as text, whatever it looks like", () => {
    const text = withCells("<b>|*_[x](y)`~\\&\n# no");
    expect(text).toContain("| &lt;b&gt;\\|\\*\\_\\[x\\](y)\\`\\~\\\\&amp; # no |");
    expect(text).toContain("</b>: &lt;b&gt;|*_[x](y)`~\\&amp; # no</summary>");
  });

  it("shows names as code, whatever is in them", () => {
    const text = withCells(named("a|b"), named("``x`"), named("<script>\n</script>"), named(""));
    expect(text).toContain("| `a\\|b` |");
    expect(text).toContain("| ``` ``x` ``` |");
    expect(text).toContain("| `<script> </script>` |");
    expect(text).toContain("<code>&lt;script&gt; &lt;/script&gt;</code>");
    expect(text).toContain("| `  ` |");
  });
});

describe("names in a row", () => {
  const many = (count: number) => Array.from({ length: count }, (_, at) => `n${at}`);
  const last = (count: number) => names(many(count)).at(-1);

  it("are all shown, or the first and how many more there are", () => {
    expect(names(["a", "b"])).toEqual([named("a"), ", ", named("b")]);
    expect(last(13)).toEqual(named("n12"));
    expect(last(14)).toBe(" and 2 more");
  });
});
