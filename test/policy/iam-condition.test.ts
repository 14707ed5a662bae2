import {
  isAccount,
  isFixed,
  isNarrowed,
  isNetwork,
  requires,
  tellsWho,
} from "../../policy/iam-condition";
import { type IamStatement, statementsOf } from "../../policy/iam-statement";

function read(Condition: object): IamStatement {
  const statements = statementsOf("policy", {
    Statement: { Effect: "Allow", Action: "a:B", Condition },
  });
  if (typeof statements === "string") throw new Error(statements);
  return statements[0]!;
}

const wants = (operator: string, values: unknown = "x") =>
  requires(read({ [operator]: { "aws:Key": values } }), "AWS:key", (value) => value === "x");

describe("a condition", () => {
  it.each([
    ...["StringEquals", "stringequals", "StringEqualsIgnoreCase", "StringLike", "ArnEquals"],
    ...["ArnLike", "Bool", "IpAddress", "NumericLessThan", "NumericLessThanEquals"],
    ...["NumericEquals", "ForAnyValue:StringLike"],
  ])("of %s wants the key to be there", (operator) => {
    expect(wants(operator)).toBe(true);
  });

  it.each([
    ...["StringEqualsIfExists", "BoolIfExists", "StringNotEquals", "ArnNotLike", "Null"],
    ...["ForAllValues:StringEquals", "NumericGreaterThan", "NotIpAddress"],
  ])("of %s does not", (operator) => {
    expect(wants(operator)).toBe(false);
  });

  it("holds by any of its values, so that all of them have to pass", () => {
    expect(wants("StringEquals", ["x", "x"])).toBe(true);
    expect(wants("StringEquals", ["x", "y"])).toBe(false);
    expect(wants("StringEquals", [])).toBe(false);
  });

  it("is found by its whole key or by a pattern of keys", () => {
    const sub = read({ StringEquals: { "provider.example:sub": "x" } });
    expect(requires(sub, /:sub$/, () => true)).toBe(true);
    expect(requires(sub, /:aud$/, () => true)).toBe(false);
    expect(requires(sub, "sub", () => true)).toBe(false);
  });
});

it.each([
  ["arn:aws:iam::123456789012:role/backup", true],
  ["arn:aws:iam::123456789012:role/backup-*", true],
  ["arn:aws:iam::*:role/backup", false],
  ["arn:aws:*::123456789012:role/backup", false],
  ["arn:aws:sns:us-east-1:123456789012:alarms-*", true],
  ["x-arn:aws:iam::123456789012:role/*", false],
  ["o-1", true],
  ["o-*", false],
  ["?", false],
  ["${aws:username}", false],
  ["", false],
  ["*", false],
])("whether %s is fixed: %s", (value, expected) => {
  expect(isFixed(value)).toBe(expected);
});

it.each([
  ["198.51.100.7", true],
  ["198.51.100.0/24", true],
  ["10.0.0.0/8", true],
  ["0.0.0.0/7", false],
  ["0.0.0.0/0", false],
  ["2001:db8::/32", true],
  ["2001:db8::/31", false],
  ["::/0", false],
  ["*", false],
])("whether %s is a network: %s", (value, expected) => {
  expect(isNetwork(value)).toBe(expected);
});

it.each([
  ["123456789012", true],
  ["arn:aws:iam::123456789012:root", true],
  ["arn:aws-cn:iam::123456789012:root", true],
  ["arn:aws:iam::123456789012:role/root", false],
  ["x-arn:aws:iam::123456789012:root", false],
  ["arn:aws:iam::123456789012:root/x", false],
  ["1234567890123", false],
  ["x123456789012", false],
])("whether %s is an account: %s", (id, expected) => {
  expect(isAccount(id)).toBe(expected);
});

describe("a statement", () => {
  it.each(["PrincipalArn", "PrincipalAccount", "PrincipalOrgID", "PrincipalOrgPaths"])(
    "tells who by aws:%s",
    (key) => {
      expect(tellsWho(read({ StringEquals: { [`aws:${key}`]: "o-1" } }))).toBe(true);
      expect(tellsWho(read({ StringLike: { [`aws:${key}`]: "*" } }))).toBe(false);
      expect(isNarrowed(read({ StringEquals: { [`aws:${key}`]: "o-1" } }))).toBe(true);
    },
  );

  it.each([
    ...["aws:SourceArn", "aws:SourceAccount", "aws:SourceOwner", "aws:SourceOrgID"],
    ...["aws:SourceVpc", "aws:SourceVpce", "aws:userid"],
    ...["s3:DataAccessPointArn", "s3:DataAccessPointAccount"],
  ])("is narrowed by %s, which does not tell who", (key) => {
    expect(isNarrowed(read({ StringEquals: { [key]: "a" } }))).toBe(true);
    expect(isNarrowed(read({ StringLike: { [key]: "*" } }))).toBe(false);
    expect(tellsWho(read({ StringEquals: { [key]: "a" } }))).toBe(false);
  });

  it("is narrowed by networks, and by nothing that anybody can bring", () => {
    expect(isNarrowed(read({ IpAddress: { "aws:SourceIp": ["10.0.0.0/8"] } }))).toBe(true);
    expect(isNarrowed(read({ IpAddress: { "aws:SourceIp": ["0.0.0.0/0"] } }))).toBe(false);
    expect(isNarrowed(read({ StringEquals: { "aws:UserAgent": "x" } }))).toBe(false);
    expect(isNarrowed(read({}))).toBe(false);
  });
});
