import { planOf, soundEstate } from "../../support/planned-estate";
import { labPlan } from "../../support/lab-plan";

const warnings = (withoutAccess: readonly string[] | undefined) =>
  planOf(soundEstate({ vault: { buckets: {}, withoutAccess } })).findings.filter(({ path }) =>
    path.endsWith(".access"),
  );

describe("a vault that does not say who may end its keys", () => {
  it("is warned of, by its path", () => {
    expect(warnings(["backup:vault"])).toMatchObject([
      {
        severity: "warning",
        path: "backup:vault.access",
        message: expect.stringContaining("every administrator of the account can") as string,
      },
    ]);
  });

  it("is found in a stack's file, and the lab's is none", () => {
    const found = (change: (sections: Record<string, unknown>) => void) =>
      labPlan(change).findings.filter(({ path }) => path === "backup:vault.access");

    expect(found(() => undefined)).toEqual([]);
    expect(
      found(({ vault }) => void delete (vault as Record<string, unknown>)["access"]),
    ).toHaveLength(1);
  });

  it("is not spoken of where it does", () => {
    expect([...warnings([]), ...warnings(undefined)]).toEqual([]);
  });
});
