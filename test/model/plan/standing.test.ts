import { type CopyGroup } from "../../../model/plan/copy-group";
import { standingOf, withStanding } from "../../../model/plan/standing";
import { estate, place, provenRetention, unprovenRetention } from "../../support/plan";
import { planOf, soundEstate } from "../../support/planned-estate";

describe("the standing of copies", () => {
  const lab = estate({ places: { store: place(), dumps: place({ engine: "iperius" }) } });
  const group = (change: Partial<CopyGroup>): CopyGroup => ({
    ...{ id: "one", role: "backup", class: "linux", place: "store", engine: "pbs", items: [] },
    ...{ frequency: "weekly", wanted: { days: 30 }, catchAll: false, path: "backup:classes.linux" },
    rhythm: { intervalDays: 7, longestDays: 7, missing: 0 },
    ...change,
  });
  const operators = group({ place: "dumps", engine: "iperius" });

  it("is kept where the stack makes them and what keeps them is proved", () => {
    expect(standingOf(lab, group({}), provenRetention())).toBe("kept");
    expect(standingOf(lab, group({}), unprovenRetention)).toBe("unproven");
  });

  it("is never more than unproven where an operator makes them", () => {
    expect(standingOf(lab, operators, unprovenRetention)).toBe("unproven");
    expect(standingOf(lab, operators, provenRetention())).toBe("unproven");
  });
});

it("a copy of a copy that no job makes is not there either", () => {
  const sound = soundEstate();
  const { copies } = planOf(sound);
  const isOffsite = (copy: (typeof copies)[number]) => copy.offsite;
  expect(copies.filter(isOffsite).map(({ standing }) => standing)).toContain("kept");

  const alone = withStanding(sound, copies.filter(isOffsite), new Set());

  expect(new Set(alone.map(({ standing }) => standing))).toEqual(new Set(["planned"]));
});
