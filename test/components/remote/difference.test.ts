import { differences, withoutOpeners } from "../../../components/remote/difference";

const told = (wanted: Record<string, unknown>, observed: Record<string, unknown> | null) =>
  differences(wanted, observed).map(({ property }) => property);

describe("what differs", () => {
  it("is nothing where both say the same, in whatever order, or nothing of a property", () => {
    expect(told({ a: 1, b: { c: [1, { d: 2 }] } }, { b: { c: [1, { d: 2 }] }, a: 1 })).toEqual([]);
    expect(told({ a: null }, {})).toEqual([]);
    expect(told({}, { a: null })).toEqual([]);
  });

  it("is told at the deepest place that both have, in alphabetical order", () => {
    const wanted = { z: 1, rules: [{ id: "a", expiration: { days: 7 } }, { id: "b" }] };
    const observed = { z: 2, rules: [{ id: "a", expiration: { days: 30 } }, { id: "b" }] };

    expect(differences(wanted, observed)).toEqual([
      { property: "rules[0].expiration.days", wanted: 7, observed: 30 },
      { property: "z", wanted: 1, observed: 2 },
    ]);
  });

  it("is a list as a whole where it has another length, or is none on one side", () => {
    expect(differences({ l: [1, 2] }, { l: [1] })).toEqual([
      { property: "l", wanted: [1, 2], observed: [1] },
    ]);
    expect(differences({ l: [1] }, { l: 1 })).toEqual([
      { property: "l", wanted: [1], observed: 1 },
    ]);
    expect(differences({ l: "a" }, { l: ["a"] })).toEqual([
      { property: "l", wanted: "a", observed: ["a"] },
    ]);
  });

  it("is an object as a whole where it is none on one side", () => {
    expect(told({ o: { a: 1 } }, { o: 1 })).toEqual(["o"]);
    expect(told({ o: 1 }, { o: { a: 1 } })).toEqual(["o"]);
    expect(told({ o: { a: 1 } }, { o: null })).toEqual(["o"]);
    expect(told({ o: { a: 1 } }, { o: [1] })).toEqual(["o"]);
    expect(told({ o: { a: 1 } }, {})).toEqual(["o"]);
  });

  it("is every property of an object that is not there", () => {
    expect(told({ b: 1, a: { c: 2 } }, null)).toEqual(["a", "b"]);
  });
});

describe("what a log shows of it", () => {
  it.each(["body", "header", "url", "url.query", "header[1]"])(
    "is neither value of %s, which may open something",
    (property) => {
      const shown = withoutOpeners({ property, wanted: "s3cr3t", observed: undefined });

      expect(shown).toEqual({
        property,
        wanted: "(a value that may open it)",
        observed: undefined,
      });
    },
  );

  it("is both values of all else", () => {
    const difference = { property: "comment.url", wanted: "a", observed: "b" };

    expect(withoutOpeners(difference)).toBe(difference);
  });
});
