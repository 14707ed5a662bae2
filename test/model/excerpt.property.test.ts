import fc from "fast-check";
import { describeRest, excerptOf } from "../../model/excerpt";

const entries = fc.array(
  fc
    .tuple(
      fc.constantFrom("guests", "places", "windows"),
      fc.nat(500),
      fc.constantFrom("", ".node"),
    )
    .map(([section, name, key]) => ({ path: `backup:${section}.name${name}${key}` })),
  { maxLength: 400 },
);

describe("the excerpt of a list", () => {
  it("is all of a short one, and otherwise as many as are wanted, in order, with a count of the rest", () => {
    fc.assert(
      fc.property(entries, fc.nat(120), (all, most) => {
        const { shown, rest } = excerptOf(all, most);
        expect(shown).toHaveLength(Math.min(all.length, most));
        expect(shown).toEqual(all.filter((entry) => shown.includes(entry)));
        const counted = rest.reduce((sum, { count }) => sum + count, 0);
        expect(shown.length + counted).toBe(all.length);
      }),
    );
  });

  it("has something of every kind before it has more of any", () => {
    const many = Array.from({ length: 500 }, (_, index) => ({
      path: `backup:guests.g${index}.node`,
    }));
    const few = [{ path: "backup:windows.night" }, { path: "backup:links.wan.measured" }];
    const { shown, rest } = excerptOf([...many, ...few], 10);
    expect(shown.slice(-2)).toEqual(few);
    expect(rest).toEqual([{ kind: "backup:guests.*.node", count: 492 }]);
  });

  it("says in words how many others there are of which kinds, most first", () => {
    const kinds = Array.from({ length: 12 }, (_, index) => ({
      kind: `backup:guests.*.key${index}`,
      count: 12 - index,
    }));
    expect(describeRest({ rest: [] })).toBeUndefined();
    expect(describeRest({ rest: kinds.slice(0, 2) })).toBe(
      "and 23 more: 12 at backup:guests.*.key0, 11 at backup:guests.*.key1",
    );
    expect(describeRest({ rest: kinds })).toMatch(/^and 78 more: .* 3 at .*key9, 3 elsewhere$/);
  });
});
