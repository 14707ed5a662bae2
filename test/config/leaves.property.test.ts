import { arrivals, arrivalsThroughProvider } from "../support/arrivals";
import { placesOf } from "../support/declared-place";
import { arrivalOf, rowOf } from "./support/arrival-of";
import {
  allLeaves,
  declared,
  type Declared,
  entryNames,
  soundChanges,
  soundlyChanged,
  valuedLeaves,
} from "./support/changed-declaration";
import { type Leaf } from "./support/leaves";
import { planOf } from "./support/plan-of";

const declaration = declared();

describe("every leaf of the schema", () => {
  it("says where it arrives, and nothing else does", () => {
    const rows = [...allLeaves.filter(({ path }) => !path.endsWith("{}")), ...entryNames].map(
      ({ path }) => rowOf(path) ?? path,
    );
    const elsewhere = rows.filter((row) => arrivals[row] === "provider");

    expect(rows.filter((row) => !(row in arrivals))).toEqual([]);
    expect(Object.keys(arrivals).filter((row) => !rows.includes(row))).toEqual([]);
    expect(elsewhere.filter((row) => !(row in arrivalsThroughProvider))).toEqual([]);
  });

  it("has a value in the complete declaration, so that it can have another", () => {
    const empty = allLeaves.filter(({ path }) => placesOf(declaration, path).length === 0);
    expect(empty.map(({ path }) => path)).toEqual([]);
  });
});

const arrivingAs = (arrival: "plan" | "declared" | "refused") =>
  valuedLeaves.filter((leaf) => arrivalOf(leaf) === arrival);

/** Whether any sound change of a leaf changes what the plan says there. */
function matters(leaf: Leaf, saying: (declaration: Declared) => string, before: string): boolean {
  for (const { becomes } of soundlyChanged(declaration, leaf))
    if (saying(becomes) !== before) return true;
  return false;
}

describe("a leaf whose value ends in the plan", () => {
  it.each([
    ["in what it says", "plan"],
    ["in what it repeats for people", "declared"],
  ] as const)("makes another one, %s, with another value", (_where, part) => {
    const saying = (given: Declared) => planOf(given)[part];
    const before = saying(declaration);
    const lost = arrivingAs(part).filter((leaf) => !matters(leaf, saying, before));
    expect(lost.map(({ path }) => path)).toEqual([]);
  });
});

describe("a leaf that can have no other value", () => {
  it("fails with every other one", () => {
    const taken = arrivingAs("refused").filter(
      (leaf) => !soundChanges(declaration, leaf).next().done,
    );
    expect(taken.map(({ path }) => path)).toEqual([]);
  });
});
