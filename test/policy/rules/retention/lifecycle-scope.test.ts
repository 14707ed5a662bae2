import { meet, scopeOf } from "../../../../policy/rules/retention/lifecycle-scope";

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
