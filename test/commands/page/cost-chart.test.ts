import { costChart, costRows, monthlyOf } from "../../../commands/page/cost-chart";
import { type Cost, type PlaceCost } from "../../../model/plan/plan";

const place = (name: string, storage: number, requests: number): PlaceCost => ({
  ...{ place: name, storedGB: 1, objects: 1, retrieval: "standard", firstRestore: 0 },
  ...{ monthlyStorage: storage, monthlyRequests: requests },
});

const cost = (monthlyKeys: number, ...places: PlaceCost[]): Cost => ({
  ...{ currency: "USD", asOf: "2026-06-30", source: "a list", monthly: 0, firstRestore: 0 },
  ...{ monthlyKeys, places },
});

describe("the cost as a chart", () => {
  it("has the dearest place first and the keys last, in whole hundredths that add up", () => {
    const now = cost(7, place("small", 0.0621, 0.0003), place("large", 25.7128, 0.403));
    expect(costRows(now)).toEqual([
      { name: "large", parts: [2571, 40] },
      { name: "small", parts: [6, 0] },
      { name: "keys of the vault", parts: [700] },
    ]);
    expect(monthlyOf(now)).toBe(3317);
  });

  it("puts the parts of a place beside each other, and leaves out those of less than a hundredth", () => {
    const { rows, bars, end } = costChart(cost(0, place("a", 2, 1), place("b", 0.5, 0.001)));
    expect(rows.map(({ label, note }) => [label, note])).toEqual([
      ["a", "3.00 USD"],
      ["b", "0.50 USD"],
    ]);
    expect(bars.map(({ row, from, to, shape }) => [row, from, to, shape])).toEqual([
      ["a", 0, 200, "solid"],
      ["a", 200, 300, "hollow"],
      ["b", 0, 50, "solid"],
    ]);
    expect(end).toBeGreaterThan(300);
  });

  it("outlines what a place cost before where it differs, and keeps a row for one that is gone", () => {
    const before = cost(7, place("a", 3, 0), place("gone", 5, 0));
    const { rows, bars } = costChart(cost(7, place("a", 2, 0)), before);
    expect(rows.map(({ key }) => key)).toEqual(["a", "keys of the vault", "gone"]);
    const outlines = bars.filter(({ shape }) => shape === "before");
    expect(outlines.map(({ row, to }) => [row, to])).toEqual([
      ["a", 300],
      ["gone", 500],
    ]);
  });

  it("counts its axis in steps of people, from nothing on", () => {
    const { ticks } = costChart(cost(0, place("a", 26.11, 0)));
    expect(ticks.map(({ label }) => label)).toEqual(["0 USD", "10", "20"]);
  });
});
