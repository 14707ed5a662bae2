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

  it("is nothing but its head without copies", () => {
    expect(copyTable([])).toHaveLength(1);
  });
});
