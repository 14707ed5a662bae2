import { objectiveTable } from "../../../commands/plan/objective-table";
import { type Objective } from "../../../model/plan/plan";

const objective = (change: Partial<Objective> = {}): Objective => ({
  item: "guest01",
  kind: "rto",
  class: "linux",
  place: "store",
  wantedHours: 8,
  hours: 2,
  met: true,
  reason: "2 h transfer",
  estimated: true,
  atBest: true,
  ...change,
});

const lines = (...objectives: Objective[]) => objectiveTable({ objectives, copies: [] }).join("\n");

describe("the table of objectives", () => {
  it("tells a recovery time as the best that can be, and a recovery point as the worst", () => {
    expect(lines(objective())).toMatch(/RTO +store +8 h +at best ~2 h +yes/);
    expect(lines(objective({ kind: "rpo", atBest: false }))).toMatch(/RPO +store +8 h +~2 h +yes/);
  });
});
