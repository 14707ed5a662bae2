import { objectiveChanges } from "../../../commands/review/objective-changes";
import { retentionChanges } from "../../../commands/review/retention-changes";
import { type Objective, type PlannedCopy } from "../../../model/plan/plan";
import { labPlan } from "../../support/lab-plan";

const [anyCopy] = labPlan().copies as readonly [PlannedCopy, ...PlannedCopy[]];

const kept = (keeps: number | null, oldest: number | null, promised = 30, lockDays?: number) => {
  const { lockDays: _, ...copy } = anyCopy;
  const retention = { ...copy.retention, keepsAtLeastDays: keeps, oldestAtLeastDays: oldest };
  return {
    ...{ ...copy, class: "images", place: "disk" },
    ...(lockDays === undefined ? {} : { lockDays }),
    retention: { ...retention, wanted: { days: promised } },
  } as PlannedCopy;
};

const ways = (before: PlannedCopy[], after: PlannedCopy[]) =>
  retentionChanges(before, after).map(({ direction }) => direction);

describe("guaranteed days", () => {
  it("that stay are not told", () => {
    expect(ways([kept(35, 31)], [kept(35, 31)])).toEqual([]);
  });

  it.each([
    ["kept for less", kept(35, 31), kept(34, 31), "worse"],
    ["kept for longer", kept(35, 31), kept(36, 31), "better"],
    ["kept for ever", kept(35, 31), kept(null, null), "better"],
    ["no longer kept for ever", kept(null, null), kept(3650, 3650), "worse"],
    ["as far back as before but not as surely", kept(35, 31), kept(35, 30), "worse"],
    ["promised for less", kept(35, 31, 30), kept(35, 31, 14), "worse"],
    ["locked for less", kept(35, 31, 30, 90), kept(35, 31, 30, 60), "worse"],
    ["locked at last", kept(35, 31), kept(35, 31, 30, 60), "better"],
    ["kept for longer and locked for less", kept(35, 31, 30, 90), kept(99, 99, 30, 60), "worse"],
  ])("of what is %s have their way", (_, before, after, way) => {
    expect(ways([before], [after])).toEqual([way]);
  });

  it("of a class in a new place, and in one that it leaves, are told from one side", () => {
    expect(retentionChanges([], [kept(35, 31)])).toEqual([
      {
        ...{ class: "images", place: "disk", direction: "other" },
        after: { keeps: 35, oldest: 31, promised: 30 },
      },
    ]);
    expect(retentionChanges([kept(35, 31)], [])[0]).not.toHaveProperty("after");
  });

  it("are those of the worst copy of a class", () => {
    const [change] = retentionChanges([kept(35, 31), kept(40, 36)], [kept(20, 19), kept(40, 36)]);
    expect(change).toMatchObject({
      before: { keeps: 35, oldest: 31 },
      after: { keeps: 20, oldest: 19 },
    });
  });
});

const objective = (hours: number, change: Partial<Objective> = {}): Objective => ({
  ...{
    item: "web",
    kind: "rpo",
    class: "images",
    place: "disk",
    wantedHours: 24,
    hours,
    met: true,
  },
  ...{ reason: "", estimated: false, atBest: false },
  ...change,
});

const timeWays = (before: Objective[], after: Objective[]) =>
  objectiveChanges(before, after).map(({ direction }) => direction);

describe("promises of time", () => {
  it("that look the same are not told", () => {
    expect(timeWays([objective(20)], [objective(20)])).toEqual([]);
    expect(timeWays([objective(20.01)], [objective(20.02)])).toEqual([]);
  });

  it.each([
    ["promised sooner", objective(20), objective(20, { wantedHours: 22 }), "better"],
    ["promised later", objective(20), objective(20, { wantedHours: 25 }), "worse"],
    ["no longer promised", objective(20), { ...objective(20), wantedHours: undefined }, "worse"],
    ["reached much sooner", objective(20), objective(18), "better"],
    ["reached much later", objective(20), objective(22), "worse"],
    ["reached a little later", objective(20), objective(21.9), "other"],
    ["no longer kept", objective(20), objective(20, { met: false }), "worse"],
    ["no longer certain", objective(20), objective(20, { met: null }), "worse"],
    ["certain at last", objective(20, { met: null }), objective(20), "better"],
  ])("that are %s have their way", (_, before, after, way) => {
    expect(timeWays([before], [after])).toEqual([way]);
  });

  it("tell the worst item of a class before and after", () => {
    const items = (one: number, other: number) => [
      objective(one, { item: "web" }),
      objective(other, { item: "mail" }),
    ];
    expect(objectiveChanges(items(20, 10), items(5, 10))).toEqual([
      {
        ...{ class: "images", place: "disk", kind: "rpo", direction: "better" },
        before: { promised: 24, hours: 20, worstItem: "web", met: true },
        after: { promised: 24, hours: 10, worstItem: "mail", met: true },
      },
    ]);
  });
});
