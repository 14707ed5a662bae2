import fc from "fast-check";
import { SlotSet } from "../../../model/window/slot-set";

const size = 150;
const stretch = fc
  .tuple(fc.nat(size), fc.nat(size))
  .map(([a, b]): [number, number] => (a < b ? [a, b] : [b, a]));

describe("a set of slots", () => {
  it("meets exactly the stretches that share a slot with one that was added", () => {
    fc.assert(
      fc.property(fc.array(stretch, { maxLength: 5 }), stretch, (added, [from, to]) => {
        const [set, union] = [new SlotSet(size), new SlotSet(size)];
        added.forEach(([first, end]) => set.add(first, end));
        union.addAll(set);
        const shares = added.some(([first, end]) => Math.max(first, from) < Math.min(end, to));
        expect([set.meets(from, to), union.meets(from, to)]).toEqual([shares, shares]);
      }),
    );
  });
});
