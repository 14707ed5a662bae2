import { unmadeSections } from "../../../commands/plan/unmade";
import { planOf, soundEstate } from "../../support/planned-estate";

describe("what this stack makes nothing of", () => {
  it("is told by who has to make it, job by job", () => {
    const sections = unmadeSections(planOf(soundEstate()).instructions);

    expect(sections.map(({ title }) => title)).toEqual([
      "For an operator to make (1)",
      "Not made yet (2)",
    ]);
    const lines = sections.flatMap((section) => section.lines).join("\n");
    for (const job of ["sql", "code", "volumes"]) expect(lines).toContain(`  ${job} `);
    for (const job of ["linux", "postgres"]) expect(lines).not.toContain(job);
  });

  it("has no section where there is nothing of the kind", () => {
    expect(unmadeSections({ operator: [], notMadeYet: [] })).toEqual([]);
  });
});
