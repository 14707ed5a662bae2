import fc from "fast-check";
import { type Cell, overloaded } from "../../../model/window/overload";
import { tries } from "../../support/random-cases";

/** Every choice of some windows of so many. */
function choices(count: number): number[][] {
  return Array.from({ length: 2 ** count - 1 }, (_, index) =>
    [...Array(count).keys()].filter((window) => ((index + 1) >> window) & 1),
  );
}

const excess = (work: readonly number[], cells: readonly Cell[], chosen: readonly number[]) => {
  const needed = chosen.reduce((sum, window) => sum + work[window]!, 0);
  const open = cells.filter(({ windows }) => windows.some((window) => chosen.includes(window)));
  return needed - open.reduce((sum, { slots }) => sum + slots, 0);
};

const weeks = fc.integer({ min: 1, max: 6 }).chain((count) =>
  fc.record({
    work: fc.array(fc.nat(30), { minLength: count, maxLength: count }),
    cells: fc.array(
      fc.record({
        windows: fc.subarray([...Array(count).keys()], { minLength: 1 }),
        slots: fc.integer({ min: 1, max: 20 }),
      }),
      { maxLength: 8 },
    ),
  }),
);

describe("the windows that have too much work", () => {
  it("are those with the most too much of every choice of them, and none if no choice has", () => {
    fc.assert(
      fc.property(weeks, ({ work, cells }) => {
        const found = overloaded(work, cells);
        const most = Math.max(0, ...choices(work.length).map((one) => excess(work, cells, one)));
        expect(excess(work, cells, found)).toBe(most);
        if (most === 0) expect(found).toEqual([]);
      }),
      tries(500),
    );
  });

  it("do not depend on the order of the hours", () => {
    fc.assert(
      fc.property(weeks, ({ work, cells }) => {
        expect(overloaded(work, [...cells].reverse())).toEqual(overloaded(work, cells));
      }),
    );
  });
});
