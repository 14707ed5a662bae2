import { sizeFindings } from "../../../model/plan/size-findings";
import { labPlan } from "../../support/lab-plan";
import { setAt } from "../../support/lab";
import { estate, item } from "../../support/plan";

const database = { guest: "guest01", product: "postgresql", database: "stars" } as const;
const onGuest = (...sizesGB: number[]) =>
  estate({
    databases: Object.fromEntries(
      sizesGB.map((sizeGB, index) => [`db${index}`, { ...database, sizeGB, classes: [] }]),
    ),
  });
const held = (index: number, usedGB: number) =>
  item({ name: `db${index}`, kind: "database", usedGB });

describe("the sizes of an item", () => {
  it("fails for more in use than it was given", () => {
    expect(sizeFindings(estate(), [item({ sizeGB: 0.1, usedGB: 60 })])).toEqual([
      {
        severity: "error",
        path: "backup:guests.guest01.usedGB",
        message: "guest01 cannot have more in use than it was given",
        got: "60 GB in use of 0.1 GB",
        allowed: "at most 0.1 GB",
        fix: "measure both again and correct the one that is wrong",
      },
    ]);
  });

  it("may be told in GiB and GB, as products and people do", () => {
    const full = (usedGB: number) => sizeFindings(estate(), [item({ sizeGB: 32, usedGB })]);
    expect(full(34.3)).toEqual([]);
    expect(full(34.4)).toHaveLength(1);
  });

  it("do not contradict each other where one follows from the other", () => {
    expect(sizeFindings(estate(), [item({ sizeGB: 1, usedGB: 60, measured: false })])).toEqual([]);
  });

  it("fails in the whole plan as well, with the path of the figure", () => {
    const { findings } = labPlan((sections) =>
      setAt(sections, "repositories.infrastructure.usedGB", 60),
    );
    expect(findings).toContainEqual(
      expect.objectContaining({
        severity: "error",
        path: "backup:repositories.infrastructure.usedGB",
      }),
    );
  });
});

describe("a guest with less in use than what lies on it", () => {
  it("is a warning that adds up what that is", () => {
    const items = [item({ usedGB: 100 }), held(0, 60), held(1, 40.5)];
    expect(sizeFindings(onGuest(200, 200), items)).toEqual([
      {
        severity: "warning",
        path: "backup:guests.guest01.usedGB",
        message:
          "guest01 is planned with less than what lies on it, so its image may be larger: db0, db1",
        got: "100 GB in use, 101 GB on it",
        fix: expect.stringContaining("measure"),
      },
    ]);
  });

  it("is none where it all fits", () => {
    expect(sizeFindings(onGuest(200, 200), [item(), held(0, 60), held(1, 40)])).toEqual([]);
  });

  it("is none of a machine that is no guest", () => {
    expect(sizeFindings(onGuest(200), [held(0, 60)])).toEqual([]);
  });
});
