import { isForAll, meet, scopeOf } from "../../policy/lifecycle-scope";

const both = (one: object, other: object) => {
  const scopes = [scopeOf({ filter: one }), scopeOf({ filter: other })] as const;
  const [here, there] = [meet(scopes[0], scopes[1]), meet(scopes[1], scopes[0])];
  expect(here).toBe(there);
  return here;
};
const hot = { tag: { key: "class", value: "hot" } };

describe("what lifecycle rules are for", () => {
  it.each([
    ["nothing is said", {}, {}],
    ["one is for all", { prefix: "" }, { prefix: "vm/" }],
    ["one prefix begins with the other", { prefix: "vm/" }, { prefix: "vm/100/" }],
    ["one is by key, one by tag", { prefix: "vm/" }, hot],
    ["tags have other keys", hot, { tag: { key: "site", value: "a" } }],
    ["one has more tags", hot, { and: { tags: { class: "hot", site: "a" } } }],
    ["sizes overlap by one", { objectSizeGreaterThan: 10 }, { objectSizeLessThan: 12 }],
    [
      "no size is set, in a provider's way",
      { objectSizeLessThan: 0 },
      { objectSizeGreaterThan: 0 },
    ],
  ])("is the same object where %s", (_what, one, other) => {
    expect(both(one, other)).toBe(true);
  });

  it.each([
    ["prefixes differ", { prefix: "vm/" }, { prefix: "manifest/" }],
    ["prefixes differ together with tags", { and: { prefix: "a/", tags: {} } }, { prefix: "b/" }],
    ["a tag has another value", hot, { tag: { key: "class", value: "cold" } }],
    ["one of the tags has another value", hot, { and: { tags: { site: "a", class: "cold" } } }],
    [
      "one is for small ones, one for large",
      { objectSizeGreaterThan: 10 },
      { objectSizeLessThan: 11 },
    ],
    [
      "sizes exclude each other together with more",
      { and: { objectSizeGreaterThan: 10 } },
      { and: { objectSizeLessThan: 5 } },
    ],
  ])("is another where %s", (_what, one, other) => {
    expect(both(one, other)).toBe(false);
  });

  it("reads the prefix in the old way, and in the new one before it", () => {
    expect(scopeOf({ prefix: "vm/" }).prefix).toBe("vm/");
    expect(scopeOf({ prefix: "vm/", filter: { prefix: "ct/" } }).prefix).toBe("ct/");
  });
});

describe("a rule for every object", () => {
  it.each([
    ["says nothing", {}],
    ["has an empty filter", { filter: {} }],
    ["has an empty prefix", { filter: { prefix: "" } }],
    ["has conditions that are none", { filter: { and: { prefix: "", tags: {} } } }],
    ["names sizes", { filter: { objectSizeGreaterThan: 1, objectSizeLessThan: 9 } }],
  ])("is one that %s", (_what, rule) => {
    expect(isForAll(rule)).toBe(true);
  });

  it.each([
    ["names a prefix in the old way", { prefix: "vm/" }],
    ["names a prefix", { filter: { prefix: "vm/" } }],
    ["names a tag", { filter: hot }],
    ["names a prefix among others", { filter: { and: { prefix: "vm/" } } }],
    ["names tags among others", { filter: { and: { tags: { class: "hot" } } } }],
  ])("is none that %s", (_what, rule) => {
    expect(isForAll(rule)).toBe(false);
  });
});
