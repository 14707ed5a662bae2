import { unmadeSections } from "../../../commands/plan/unmade";
import { planOf, soundEstate } from "../../support/planned-estate";

describe("what this stack makes nothing of", () => {
  it("is told by who has to make it, job by job", () => {
    const sections = unmadeSections(planOf(soundEstate()).instructions);

    expect(sections.map(({ title }) => title)).toEqual([
      "For an operator to make (1)",
      "Not made yet (3)",
    ]);
    const lines = sections.flatMap((section) => section.lines).join("\n");
    for (const job of ["sql", "postgres", "code", "volumes"]) expect(lines).toContain(`  ${job} `);
    expect(lines).not.toContain("linux");
  });

  it("has no section where there is nothing of the kind", () => {
    expect(unmadeSections({ operator: [], notMadeYet: [] })).toEqual([]);
  });
});
