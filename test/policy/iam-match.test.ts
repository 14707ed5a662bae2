import {
  covers,
  coversAction,
  grantsOf,
  isEverything,
  isForEverybody,
  isWholeService,
} from "../../policy/iam-match";
import { statementsOf } from "../../policy/iam-statement";

const read = (...Statement: readonly object[]) => {
  const statements = statementsOf("policy", { Statement });
  if (typeof statements === "string") throw new Error(statements);
  return statements;
};

describe("a pattern", () => {
  it.each([
    ["*", "anything/at:all"],
    ["*", ""],
    ["a*c", "ac"],
    ["a*c", "a/b/c"],
    ["a?c", "abc"],
    ["a*", "a*"],
    ["a*", "a?*"],
    ["a?", "a?"],
    ["a**", "ab"],
    ["a.c$", "a.c$"],
    ["a*", "a\nb"],
  ])("%s covers %j", (pattern, other) => {
    expect(covers(pattern, other)).toBe(true);
  });

  it.each([
    ["a*c", "a/b"],
    ["a?c", "ac"],
    ["a?c", "abbc"],
    ["a?", "a*"],
    ["ab*", "a*"],
    ["b", "abc"],
    ["a.c", "abc"],
    ["A*", "ab"],
  ])("%s does not cover %j", (pattern, other) => {
    expect(covers(pattern, other)).toBe(false);
  });

  it("of actions knows no cases", () => {
    expect(coversAction("S3:put*", "s3:PutObject")).toBe(true);
    expect(coversAction("s3:Get*", "s3:PutObject")).toBe(false);
  });

  it.each([
    ...["*", "?*", "arn:aws:s3:::*", "arn:aws:s3:::*/*", "arn:*:s3:::*", "arn:aws:kms:*:*:key/*"],
    ...["arn:aws:kms:*:*:*", "arn:aws:secretsmanager:*:*:secret:*", "arn:aws:iam::*:role/*"],
    ...["arn:aws:s3*", "arn:aws:s3:*", "arn:aws:s3:::**", "arn:aws:s3:::*/**"],
    ...["arn:aws:kms:*:*:key/**", "arn:aws:iam::*:role/*/**"],
  ])("%s is everything", (pattern) => {
    expect(isEverything(pattern)).toBe(true);
  });

  it.each([
    ...[
      "arn:aws:s3:::b",
      "arn:aws:s3:::b/*",
      "arn:aws:s3:::b*",
      "arn:aws:s3:::*-archive",
      "",
      "arn:a*s:s3",
    ],
    ...["arn:aws:kms:us-east-1:123456789012:key/*", "arn:aws:iam::123456789012:role/*"],
    ...["arn:aws:kms:us-east-1:*:key/*", "arn:aws:iam::*:role/backup-*", "arn:aws:iam::*:role/*/x"],
  ])("%j is not everything", (pattern) => {
    expect(isEverything(pattern)).toBe(false);
  });

  it.each(["*", "s3:*", "s3:**", "s3:?*", "*:*", "**", "s3:*?"])("%s is a whole service", (one) => {
    expect(isWholeService(one)).toBe(true);
  });

  it.each(["s3:Get*", "s3:*Object", "s3:????", "s3:GetObject", "s3:*a"])(
    "%s is no whole service",
    (one) => {
      expect(isWholeService(one)).toBe(false);
    },
  );
});

const asked = ["s3:PutObject", "s3:DeleteObjectVersion"];
const allow = (more: object) => ({ Effect: "Allow", Resource: "arn:aws:s3:::b/*", ...more });
const deny = (more: object = {}) => ({
  ...{ Effect: "Deny", Action: "s3:Delete*", Resource: "*" },
  ...more,
});
const given = (...statements: readonly object[]) =>
  grantsOf(read(...statements), asked).map(({ actions }) => actions);

describe("what a policy gives", () => {
  it.each([
    [{ Action: "s3:PutObject" }, ["s3:PutObject"]],
    [{ Action: "S3:putobject" }, ["s3:PutObject"]],
    [{ Action: ["s3:Get*", "s3:Delete*"] }, ["s3:DeleteObjectVersion"]],
    [{ Action: "*" }, asked],
    [{ NotAction: "s3:Put*" }, ["s3:DeleteObjectVersion"]],
    [{ NotAction: "iam:*" }, asked],
  ])("%j is %j", (statement, actions) => {
    expect(given(allow(statement))).toEqual([actions]);
  });

  it("is nothing by a Deny or by other actions, and said statement by statement", () => {
    expect(given(deny(), allow({ Action: "s3:GetObject" }))).toEqual([]);
    const [grant] = grantsOf(read(allow({ Action: "s3:Get*" }), allow({ Action: "s3:*" })), asked);
    expect(grant).toMatchObject({ statement: { at: "policy: statement 2" }, actions: asked });
  });

  const all = allow({ Action: "s3:*" });

  it.each([
    ["everywhere", deny()],
    ["where it is allowed", deny({ Resource: "arn:aws:s3:::b/*" })],
    ["in one of several places", deny({ Resource: ["arn:aws:s3:::c", "arn:aws:s3:::*"] })],
    ["from everybody", deny({ Principal: "*" })],
    ["with all but another", deny({ Action: undefined, NotAction: "s3:PutObject" })],
  ])("is less by what is denied %s", (_what, denial) => {
    expect(given(denial, all)).toEqual([["s3:PutObject"]]);
  });

  it.each([
    ["elsewhere", deny({ Resource: "arn:aws:s3:::b/locks/*" })],
    ["nowhere told", deny({ Resource: undefined })],
    ["besides some place", deny({ Resource: undefined, NotResource: "arn:aws:s3:::c" })],
    ["from somebody", deny({ Principal: { AWS: "123456789012" } })],
    ["from all but somebody", deny({ NotPrincipal: { AWS: "*" } })],
    ["on a condition", deny({ Condition: { Bool: { "aws:MultiFactorAuthPresent": false } } })],
    ["of other actions", deny({ Action: "s3:Get*" })],
    ["by an Allow", { ...deny(), Effect: "Allow", Action: "s3:GetObject" }],
  ])("is no less by what is denied %s", (_what, denial) => {
    expect(given(all, denial)).toEqual([asked]);
  });

  it("is taken away in part by no denial, and by one everywhere where it is allowed everywhere but", () => {
    const two = allow({ Action: "s3:*", Resource: ["arn:aws:s3:::b/*", "arn:aws:s3:::c/*"] });
    expect(given(two, deny({ Resource: "arn:aws:s3:::b/*" }))).toEqual([asked]);
    const but = allow({ Action: "s3:*", Resource: undefined, NotResource: "arn:aws:s3:::b/*" });
    expect(given(but, deny({ Resource: "arn:aws:s3:::b/*" }))).toEqual([asked]);
    expect(given(but, deny())).toEqual([["s3:PutObject"]]);
    const nowhere = allow({ Action: "s3:*", Resource: undefined });
    expect(given(nowhere, deny())).toEqual([["s3:PutObject"]]);
  });
});

it.each([
  ["*", true],
  [{ AWS: ["1", "*"] }, true],
  [{ AWS: "1" }, false],
  [{ Service: "*" }, false],
])("whether %j is everybody: %s", (Principal, expected) => {
  expect(isForEverybody(read(allow({ Action: "a:B", Principal }))[0]!)).toBe(expected);
});

it("takes no principal, and all but some, for no everybody", () => {
  expect(isForEverybody(read(allow({ Action: "a:B" }))[0]!)).toBe(false);
  expect(isForEverybody(read(allow({ Action: "a:B", NotPrincipal: "*" }))[0]!)).toBe(false);
});
