import { keptClasses, noteOf, retentionChart } from "../../../commands/page/retention-chart";
import { type PlannedCopy } from "../../../model/plan/plan";
import { labPlan } from "../../support/lab-plan";

const [copy] = labPlan().copies as readonly [PlannedCopy, ...PlannedCopy[]];

/** A copy of the class `images` in the place `store`. */
function kept(
  keeps: number | null,
  oldest: number | null,
  change: Partial<PlannedCopy> = {},
): PlannedCopy {
  const { lockDays: _, ...rest } = copy;
  const retention = { ...copy.retention, keepsAtLeastDays: keeps, oldestAtLeastDays: oldest };
  return {
    ...rest,
    ...{ class: "images", place: "store", standing: "kept" },
    retention: { ...retention, wanted: { days: 30 } } as PlannedCopy["retention"],
    ...change,
  };
}

describe("the past as a chart", () => {
  it("tells of copies that differ the worst", () => {
    const copies = [
      kept(35, null, { lockDays: 90 }),
      kept(null, 31, { lockDays: 60, standing: "overfull" }),
    ];
    expect(keptClasses(copies)).toEqual([
      {
        ...{ key: "images → store", class: "images", place: "store", copies: 2 },
        ...{ isKept: false, standing: "overfull", keeps: 35, oldest: 31 },
        ...{ promised: 30, lockDays: 60 },
      },
    ]);
  });

  it("says what is for ever, what is locked, and what is not to be relied on", () => {
    const note = (...copies: PlannedCopy[]) => keptClasses(copies).map(noteOf);
    expect(note(kept(null, null))).toEqual(["for ever"]);
    expect(note(kept(35, 31, { lockDays: 90 }))).toEqual(["35 d, locked"]);
    expect(note(kept(35, 31, { standing: "planned" }))).toEqual(["35 d, planned"]);
    expect(note(kept(0, 0, { standing: "unproven" }))).toEqual(["nothing is proven"]);
  });

  it("frames what nobody deletes, fills what is sure to be there, and marks the promise", () => {
    const { bars, marks } = retentionChart(keptClasses([kept(90, 55)]));
    expect(bars.map(({ to, shape }) => [to, shape])).toEqual([
      [90, "hollow"],
      [55, "solid"],
    ]);
    expect(marks).toEqual([{ row: "images → store", at: 30 }]);
  });

  it("draws copies that are not to be relied on thin, and none where nothing is proven", () => {
    const shapes = (one: PlannedCopy) =>
      retentionChart(keptClasses([one])).bars.map(({ shape }) => shape);
    expect(shapes(kept(90, 55, { standing: "overfull" }))).toEqual(["hollow", "core"]);
    expect(shapes(kept(0, 0, { standing: "unproven" }))).toEqual([]);
  });

  it("outlines what was kept before, where it was otherwise", () => {
    const outlines = (before: PlannedCopy) =>
      retentionChart(keptClasses([kept(21, 14)]), keptClasses([before]))
        .bars.filter(({ shape }) => shape === "before")
        .map(({ to }) => to);
    expect(outlines(kept(35, 14))).toEqual([35]);
    expect(outlines(kept(21, 14))).toEqual([]);
  });

  it("names days that people speak of, none too close to another", () => {
    const labels = (days: number) =>
      retentionChart(keptClasses([kept(days, days)])).ticks.map(({ label }) => label);
    expect(labels(31)).toEqual(["today", "1 week", "30 days"]);
    expect(labels(372)).toEqual(["today", "30 days", "90 days", "180 days", "1 year"]);
    expect(labels(3700)).toEqual(["today", "90 days", "1 year", "5 years", "10 years"]);
  });
});
