import { copyTable } from "../../../commands/plan/copy-table";
import { type Retention } from "../../../model/plan/plan";
import { copy, unprovenRetention } from "../../support/plan";

const { retention } = copy();
const text = (changed: Retention = retention) =>
  copyTable([copy({ retention: changed })]).join("\n");

describe("the table of copies", () => {
  it("says from which day on the history is as long as promised, and that nothing is before", () => {
    expect(text()).toContain("after 63 days the history is as long as promised");
    expect(text()).toMatch(/before that, nothing is promised\s+of the oldest copy/);
  });

  it("promises no history where nothing is proven", () => {
    const lines = text(unprovenRetention);
    expect(lines).toContain("nothing is promised of its history");
    expect(lines).not.toContain("as long as promised\n");
  });

  it("has what is not kept first, and says by whom each is made", () => {
    const lines = copyTable([
      copy({ class: "a", standing: "kept", maker: "stack" }),
      copy({ class: "b", standing: "overfull", maker: "stack" }),
      copy({ class: "c", standing: "planned", maker: "nobody" }),
      copy({ class: "d", standing: "kept", maker: "operator" }),
    ]).join("\n");
    expect([...lines.matchAll(/^ {2}(\w) +\w+ .*/gm)].map(([, name]) => name)).toEqual([
      "c",
      "b",
      "a",
      "d",
    ]);
    for (const maker of ["this stack", "an operator", "NOBODY yet"]) {
      expect(lines).toContain(`made by ${maker}`);
    }
  });

  it("tells apart what is kept and what is not", () => {
    const lines = copyTable([copy(), copy({ item: "guest02", standing: "planned" })]).join("\n");
    expect(lines).toMatch(/ planned +store .* 1 /);
    expect(lines).toMatch(/ kept +store .* 1 /);
  });

  it("is nothing but its head without copies", () => {
    expect(copyTable([])).toHaveLength(1);
  });
});
