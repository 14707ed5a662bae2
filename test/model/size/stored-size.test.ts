import * as fc from "fast-check";
import { type Engine } from "../../../model/estate";
import { itemSize } from "../../../model/size/item-size";
import { grownHistory, keptHistory, wantedPoints } from "../../../model/size/kept-history";
import { restorePointGB, storedGB } from "../../../model/size/stored-size";
import { assumedShares } from "../../../model/size/used-share";
import { sizing } from "../../support/plan";

const engines: readonly Engine[] = [
  "pbs",
  "veeam",
  "iperius",
  "pgbackrest",
  "dump",
  "minio",
  "git",
  "kubernetes",
  "s3",
];

describe("the size of an item", () => {
  it("is its kind's share of what it was given, and said to be an estimate", () => {
    expect(itemSize("guest", 532, undefined, sizing)).toEqual({
      sizeGB: 532,
      usedGB: 266,
      dailyChangeGB: 2.66,
      measured: false,
    });
  });

  it("is what was measured, wherever somebody did", () => {
    expect(itemSize("guest", 532, 100, sizing)).toEqual({
      sizeGB: 532,
      usedGB: 100,
      dailyChangeGB: 1,
      measured: true,
    });
  });

  it.each([
    ["fileServer", 75],
    ["database", 75],
    ["bucket", 90],
    ["repository", 100],
    ["claim", 75],
  ] as const)("of a %s is not taken to be as small as a guest's disks", (kind, usedGB) => {
    expect(itemSize(kind, 100, undefined, { ...sizing, usedShare: 0.25 }).usedGB).toBe(usedGB);
  });

  it("is the share that was declared for its kind", () => {
    const declared = { ...sizing, usedShareOf: { ...assumedShares, bucket: 0.2 } };
    expect(itemSize("bucket", 100, undefined, declared).usedGB).toBe(20);
    expect(itemSize("database", 100, undefined, declared).usedGB).toBe(75);
  });
});

describe("the span of kept restore points", () => {
  it("adds up counts of different periods, because engines skip what is covered", () => {
    expect(keptHistory({ weekly: 5, monthly: 1, days: 30 }, 6, 7).spanDays).toBe(66);
  });

  it("is never shorter than the days that are wanted", () => {
    expect(keptHistory({ days: 365 }, 12, 7).spanDays).toBe(365);
  });

  it("is never shorter than the restore points need at their interval", () => {
    expect(keptHistory({ last: 10, days: 1 }, 10, 31).spanDays).toBe(310);
    expect(keptHistory({ weekly: 4, days: 1 }, 4, 31).spanDays).toBe(124);
  });
});

describe("the restore points that are wanted", () => {
  it("are as many as are counted or as the days hold, and the one that goes next", () => {
    expect(wantedPoints({ weekly: 4, monthly: 1, days: 30 }, 7)).toBe(6);
    expect(wantedPoints({ weekly: 1, days: 30 }, 7)).toBe(6);
    expect(wantedPoints({ last: 2, daily: 3, yearly: 1, days: 1 }, 1)).toBe(7);
    expect(wantedPoints({ days: 30 }, 0)).toBe(31);
  });
});

describe("a history that begins with nothing", () => {
  const whole = { restorePoints: 6, intervalDays: 7, spanDays: 63 };

  it.each([
    [0, 1, 0],
    [6, 1, 6],
    [7, 2, 7],
    [40, 6, 40],
    [63, 6, 63],
    [400, 6, 63],
  ])("has after %p days %p restore points over %p days", (days, restorePoints, spanDays) => {
    expect(grownHistory(whole, days)).toEqual({ restorePoints, intervalDays: 7, spanDays });
  });
});

describe("the interval of what never pauses", () => {
  it("is a day, whose last state counts", () => {
    expect(keptHistory({ days: 30 }, 31, 0)).toEqual({
      restorePoints: 31,
      intervalDays: 1,
      spanDays: 31,
    });
  });
});

describe("what restore points take in a store", () => {
  const volume = { usedGB: 100, dailyChangeGB: 1 };
  const sixWeekly = { restorePoints: 6, intervalDays: 7, spanDays: 63 };

  it("is one full and the changes where chunks are shared", () => {
    expect(storedGB("pbs", volume, sixWeekly, sizing)).toBe((100 + 63) / 2);
  });

  it("is a full each week where the engine makes chains", () => {
    expect(storedGB("veeam", volume, sixWeekly, sizing)).toBe(600 / 2);
    const daily = { restorePoints: 14, intervalDays: 1, spanDays: 14 };
    expect(storedGB("veeam", volume, daily, sizing)).toBe((2 * 100 + 12 * 1) / 2);
  });

  it("has the log of the whole time on top where a database can go back to any moment", () => {
    const five = { restorePoints: 5, intervalDays: 7, spanDays: 37 };
    // And all of it once more, which has expired and which the bucket keeps.
    expect(storedGB("pgbackrest", volume, five, sizing)).toBe(500 + 37);
  });

  it("is a full for each export", () => {
    expect(storedGB("s3", volume, { ...sixWeekly, restorePoints: 4 }, sizing)).toBe(200);
  });

  it("is no smaller than the original for a replica, which is not compressed", () => {
    expect(restorePointGB("minio", 100, sizing)).toBe(100);
    expect(storedGB("minio", volume, sixWeekly, sizing)).toBe(163);
  });

  it("never counts more changes than a full for each further restore point", () => {
    const wild = { usedGB: 100, dailyChangeGB: 50 };
    expect(storedGB("pbs", wild, { restorePoints: 2, intervalDays: 7, spanDays: 7 }, sizing)).toBe(
      100,
    );
  });

  it("is nothing without a restore point, at least one full with one, and never shrinks with more", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...engines),
        fc.double({ min: 0, max: 1e5, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.integer({ min: 1, max: 500 }),
        fc.constantFrom(1, 7, 31),
        (engine, usedGB, share, restorePoints, intervalDays) => {
          const given = { usedGB, dailyChangeGB: usedGB * share };
          const stored = (points: number) =>
            storedGB(
              engine,
              given,
              { restorePoints: points, intervalDays, spanDays: points * intervalDays },
              sizing,
            );

          expect(stored(0)).toBe(0);
          expect(stored(1)).toBeGreaterThanOrEqual(restorePointGB(engine, usedGB, sizing) - 1e-6);
          expect(stored(restorePoints + 1)).toBeGreaterThanOrEqual(stored(restorePoints) - 1e-6);
        },
      ),
    );
  });
});
