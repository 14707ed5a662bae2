import { type Paint } from "../../../commands/plan/finding-list";
import { headline, verdict } from "../../../commands/plan/verdict";
import { type ItemCoverage, type Plan } from "../../../model/plan/plan";
import { labPlan } from "../../support/lab-plan";
import { guest, planOf, soundEstate } from "../../support/planned-estate";

process.env["NO_COLOR"] = "1";

const plain: Paint = (_, text) => text;

/** The verdict as running text. */
const textOf = (plan: Plan) => verdict(plan, plain).join(" ").replace(/\s+/g, " ");

/** A plan whose items stand so; everything else is the sound estate's. */
function standing(...coverage: (Partial<ItemCoverage> & Pick<ItemCoverage, "item">)[]): Plan {
  const sound = planOf(soundEstate());
  const [first] = sound.coverage;
  return {
    ...sound,
    findings: [],
    coverage: coverage.map((change) => ({ ...first!, status: "protected", ...change })),
  };
}

const met = { ...planOf(soundEstate()).coverage[0]!.rule, met: true };
const unmet = { ...met, met: false };

describe("the headline of a plan", () => {
  it("is good where every item is protected as it should be", () => {
    const {
      severity,
      lines: [text],
    } = headline(standing({ item: "a", rule: met }));
    expect(severity).toBe("good");
    expect(text).toMatch(/^1 of 1 item is protected, 1 of them as 3-2-1-1-0 demands\.$/);
  });

  it("warns where there is nothing that could be protected", () => {
    const { severity, lines } = headline(standing());
    expect(severity).toBe("warning");
    expect(lines[0]).toBe("Nothing is declared that could be protected.");
  });

  it("warns where copies are too few", () => {
    const {
      severity,
      lines: [text],
    } = headline(standing({ item: "a", rule: unmet }));
    expect(severity).toBe("warning");
    expect(text).toContain("1 of 1 item is protected, none of them as 3-2-1-1-0 demands.");
  });

  it("is bad where an item is not protected, whatever else is", () => {
    const plan = standing({ item: "a", rule: met }, { item: "b", status: "planned", rule: met });
    expect(headline(plan).severity).toBe("error");
    expect(headline(plan).lines[0]).toContain("1 of 2 items is protected");
    expect(headline(plan).lines[0]).toContain("1 is NOT protected.");
  });

  it("counts what is exempt for itself, and lets it spoil nothing", () => {
    const plan = standing({ item: "a", rule: met }, { item: "b", status: "exempt", rule: unmet });
    expect(headline(plan).severity).toBe("good");
    expect(headline(plan).lines[0]).toContain("1 is exempt for a time.");
  });

  it("begins with the refusal where there are errors", () => {
    const error = {
      severity: "error",
      path: "backup:x",
      message: "is wrong",
      fix: "mend",
    } as const;
    const {
      severity,
      lines: [text],
    } = headline({
      ...standing({ item: "a", rule: met }),
      findings: [error, error],
    });
    expect(severity).toBe("error");
    expect(text).toMatch(/^REFUSED for 2 errors: nothing of it is applied\. /);
  });
});

describe("the verdict on the lab", () => {
  const text = textOf(labPlan());

  it("names what is protected and what is not, with the reason, the worst first", () => {
    expect(text).toContain(
      "planned 3 nobody makes any of their copies infrastructure, rke2-etcd, rke2-volumes",
    );
    expect(text).toContain("overfull 31 the store of their copies cannot hold what it has to keep");
    expect(text).toContain(
      "protected 4 a copy is kept fs02, fs04, proj-pg01-database, research-data all 38",
    );
    const order = ["planned 3", "overfull 31", "protected 4"];
    const places = order.map((words) => text.indexOf(words));
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  it("says what is left when the site is gone", () => {
    expect(text).toContain("lost 4 nobody brings a copy of them offsite");
    expect(text).toContain(
      "doubtful 31 their copies offsite cannot be relied on come back 3 a copy offsite is kept all 38",
    );
  });

  it("says by whom copies are made, and how many of what is promised is kept", () => {
    expect(text).toMatch(/this stack 71 9 62 72 10 0 62/);
    expect(text).toMatch(/an operator 1 0 1 2 0 0 2/);
    expect(text).toMatch(/nobody yet 4 0 4 6 0 0 6/);
    expect(text).toMatch(/all 76 9 67 80 10 0 70/);
  });

  it("says what to do first: what helps most items", () => {
    expect(text).toMatch(/What to do first 1\. overfull, 31 items: measure what is in use/);
    expect(text).toContain("3. protected but short of 3-2-1-1-0, 1 item: give a class an offsite");
  });
});

describe("what to do first", () => {
  it("is to mend the errors, of which the first is told", () => {
    const plan = planOf(soundEstate({ guests: { lonely: guest({ classes: [] }) } }));
    expect(textOf(plan)).toMatch(
      /What to do first 1\. mend backup:guests\.lonely\.classes: no class protects lonely/,
    );
    expect(textOf(plan)).toContain("unprotected, 1 item: give each of them a class");
  });

  it("is nothing where nothing is wrong", () => {
    expect(textOf(standing({ item: "a", rule: met }))).not.toContain("What to do first");
  });
});
