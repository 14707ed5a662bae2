import { itemTable } from "../../../commands/plan/item-table";
import { type Plan } from "../../../model/plan/plan";
import { item } from "../../support/plan";
import { guest, planOf, soundEstate } from "../../support/planned-estate";

/** A plan of these items alone, which all stand alike. */
function planWith(...items: Plan["items"]): Plan {
  const sound = planOf(soundEstate());
  const [first] = sound.coverage;
  return {
    ...sound,
    items,
    coverage: items.map(({ name, kind }) => ({
      ...{ ...first!, status: "protected" },
      ...{ item: name, kind },
    })),
  };
}

const textOf = (plan: Plan) => itemTable(plan).join("\n");

describe("the table of items", () => {
  it("has one row for items that are alike but for their size, the largest named first", () => {
    const text = textOf(
      planWith(
        item({ name: "a", usedGB: 100 }),
        item({ name: "b", usedGB: 250 }),
        item({ name: "c", usedGB: 8, measured: false }),
      ),
    );
    expect(text).toMatch(/3 guests +~358 /);
    expect(text).toContain("\n      b 250, a 100, c ~8");
    expect(text.split("\n")).toHaveLength(3);
  });

  it("has rows of their own for what stands otherwise, the worst first, and a sum", () => {
    const plan = planWith(item({ name: "a" }), item({ name: "b" }), item({ name: "c" }));
    const [a, b, c] = plan.coverage;
    const text = textOf({
      ...plan,
      coverage: [a!, { ...b!, status: "unprotected" }, { ...c!, status: "overfull" }],
    });
    expect(text).toMatch(
      /\n {2}unprotected +1 guest .*\n.*\n {2}overfull +1 guest .*\n.*\n {2}protected +1 guest /,
    );
    expect(text).toMatch(/\n {2}all +3 items +300 +~3$/);
  });

  it("says until when an item is exempt", () => {
    const exempt = { reason: "made anew", expires: "2027-01-31" };
    const plan = planOf(
      soundEstate({ guests: { x: guest({ classes: [] }) }, exemptions: { x: exempt } }),
    );
    expect(textOf(plan)).toMatch(/exempt +1 guest .* exempt until 2027-01-31\n/);
  });

  it("names forty of many, and counts the others", () => {
    const names = Array.from({ length: 100 }, (_, at) => `g${at}`);
    const text = textOf(planWith(...names.map((name) => item({ name }))));
    expect(text).toMatch(/100 guests/);
    expect(text.replace(/\s+/g, " ")).toMatch(/g39 100 and 60 more$/);
  });
});
