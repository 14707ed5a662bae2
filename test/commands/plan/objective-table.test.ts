import { objectiveTable } from "../../../commands/plan/objective-table";
import { type Objective, type PlannedCopy } from "../../../model/plan/plan";
import { copy } from "../../support/plan";

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

const lines = (objectives: Objective[], ...copies: PlannedCopy[]) =>
  objectiveTable({ objectives, copies }).join("\n");

describe("the table of objectives", () => {
  it("tells a recovery time as the best that can be, and a recovery point as the worst", () => {
    expect(lines([objective()])).toMatch(/RTO +store +8 h +at best ~2 h +yes/);
    expect(lines([objective({ kind: "rpo", atBest: false })])).toMatch(
      /RPO +store +8 h +~2 h +yes/,
    );
  });

  it.each([
    ["planned", "planned"],
    ["closed", "closed"],
    ["overfull", "overfull"],
    ["unproven", "unproven"],
    // Traffic control may hold it back.
    ["kept", "unproven"],
  ] as const)("says of a copy that is %s why nothing is promised of it", (standing, word) => {
    const text = lines([objective({ met: null })], copy({ standing }));
    expect(text).toMatch(new RegExp(`at best ~2 h +${word} +guest01`));
  });

  it("has a line of its own for items whose copies stand otherwise than those of the worst", () => {
    const objectives = [objective(), objective({ item: "guest02", hours: 1, met: null })];
    const text = lines(objectives, copy(), copy({ item: "guest02", standing: "unproven" }));
    expect(text).toMatch(/at best ~2 h +yes +guest01$/m);
    expect(text).toMatch(/at best ~1 h +unproven +guest02$/m);
  });

  it("has the worst first: too late, not to be relied on, not demanded, kept", () => {
    const of = (name: string, change: Partial<Objective>) =>
      objective({ class: name, item: name, ...change });
    const undemanded = of("c", { met: true });
    delete (undemanded as { wantedHours?: number }).wantedHours;
    const text = lines(
      [of("a", {}), of("b", { met: null }), undemanded, of("d", { met: false, hours: 9 })],
      copy({ class: "b", item: "b", standing: "overfull" }),
    );
    expect([...text.matchAll(/^ {2}(\w) +RTO/gm)].map(([, name]) => name)).toEqual([
      "d",
      "b",
      "c",
      "a",
    ]);
  });

  it("says NO to what would be too late all the same", () => {
    expect(lines([objective({ met: null, hours: 9 })], copy({ standing: "planned" }))).toMatch(
      /at best ~9 h +NO /,
    );
    expect(lines([objective({ met: false, hours: 9 })])).toMatch(/at best ~9 h +NO /);
  });

  it("says that there is no time to make the copy at all", () => {
    expect(lines([objective({ met: null })])).toMatch(/at best ~2 h +no time +guest01/);
  });

  it("has nothing to say to what nobody demands", () => {
    const undemanded = objective({ kind: "site-rto" });
    delete (undemanded as { wantedHours?: number }).wantedHours;
    expect(lines([undemanded], copy())).toMatch(/at best ~2 h +guest01/);
  });
});
