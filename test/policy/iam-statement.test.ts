import { judgeStatements, statementsOf } from "../../policy/iam-statement";

const one = { Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::b/*" };
const read = (statement: unknown) => {
  const statements = statementsOf("policy", { Statement: statement });
  if (typeof statements === "string") throw new Error(statements);
  return statements;
};

describe("the statements of a policy", () => {
  it.each([
    ["text", JSON.stringify({ Statement: [one] })],
    ["an object", { Statement: [one] }],
    ["a single statement", { Statement: one }],
  ])("are read from %s", (_what, policy) => {
    expect(statementsOf("policy", policy)).toEqual([
      {
        at: "policy: statement 1",
        isAllow: true,
        actions: { allBut: false, patterns: ["s3:GetObject"] },
        resources: { allBut: false, patterns: ["arn:aws:s3:::b/*"] },
        principals: undefined,
        conditions: [],
      },
    ]);
  });

  it("have lists of whatever is named, or of what is left out", () => {
    const [first, second] = read([
      { Effect: "Deny", NotAction: ["a:B", "a:C"], NotResource: "x", NotPrincipal: { AWS: "1" } },
      {
        ...one,
        Sid: "Readers",
        Action: ["a:B", "a:C"],
        Principal: { AWS: ["1", "2"], Service: "s" },
      },
    ]);

    expect(first).toMatchObject({
      isAllow: false,
      actions: { allBut: true, patterns: ["a:B", "a:C"] },
      resources: { allBut: true, patterns: ["x"] },
      principals: { allBut: true, of: [{ kind: "AWS", id: "1" }] },
    });
    expect(second).toMatchObject({
      at: "policy: statement 2 (Readers)",
      principals: {
        allBut: false,
        of: [
          { kind: "AWS", id: "1" },
          { kind: "AWS", id: "2" },
          { kind: "Service", id: "s" },
        ],
      },
    });
  });

  it("take a principal of one star for everybody", () => {
    expect(read({ ...one, Principal: "*" })[0]!.principals).toEqual({
      allBut: false,
      of: [{ kind: "AWS", id: "*" }],
    });
  });

  it("have conditions one by one, in lower case, their values as texts", () => {
    const Condition = { Bool: { "aws:SecureTransport": false }, ArnLike: { A: ["X", "y"], B: 1 } };

    expect(read({ ...one, Condition })[0]!.conditions).toEqual([
      { operator: "bool", key: "aws:securetransport", values: ["false"] },
      { operator: "arnlike", key: "a", values: ["X", "y"] },
      { operator: "arnlike", key: "b", values: ["1"] },
    ]);
  });

  it("leave a name out that is empty", () => {
    expect(read({ ...one, Sid: "" })[0]!.at).toBe("policy: statement 1");
  });

  it.each([
    ["text that is no JSON", "{ hunter2", "is no JSON object"],
    ["a list", [one], "is no JSON object"],
    ["nothing", undefined, "is no JSON object"],
    ["null", "null", "is no JSON object"],
    ["no statements", { Version: "2012-10-17" }, "has no Statement"],
    ["an empty list", { Statement: [] }, "has no Statement"],
    ["a statement of text", { Statement: [one, "hunter2"] }, "statement 2 is no object"],
    [
      "another spelling",
      { Statement: { ...one, action: "a:B" } },
      "statement 1 has an element that IAM does not know",
    ],
    [
      "no effect",
      { Statement: { ...one, Effect: "allow" } },
      "statement 1 has no Effect of Allow or Deny",
    ],
    [
      "no action",
      { Statement: { Effect: "Deny", Resource: "*" } },
      "statement 1 has neither Action nor NotAction",
    ],
    [
      "empty actions",
      { Statement: { ...one, Action: [] } },
      "statement 1 has neither Action nor NotAction",
    ],
    [
      "an action that is an object",
      { Statement: { ...one, Action: [{}] } },
      "statement 1 has an unreadable Action",
    ],
    [
      "a resource that is an object",
      { Statement: { ...one, Resource: {} } },
      "statement 1 has an unreadable Resource",
    ],
    [
      "a principal with objects",
      { Statement: { ...one, Principal: { AWS: [{}], Service: "s" } } },
      "statement 1 has an unreadable Principal",
    ],
    [
      "principals in a list of objects",
      { Statement: { ...one, NotPrincipal: [{}] } },
      "statement 1 has an unreadable NotPrincipal",
    ],
    [
      "a condition of text",
      { Statement: { ...one, Condition: "x" } },
      "statement 1 has an unreadable Condition",
    ],
    [
      "a condition of texts",
      { Statement: { ...one, Condition: { Bool: "x" } } },
      "statement 1 has an unreadable Condition",
    ],
    [
      "a condition too deep",
      { Statement: { ...one, Condition: { Bool: { a: [{}] } } } },
      "statement 1 has an unreadable Condition",
    ],
  ])("are none in %s", (_what, policy, fault) => {
    expect(statementsOf("policy", policy)).toBe(fault);
  });
});

describe("judging statements", () => {
  it("hands over those of a policy, and says of what is none that it is none, quoting nothing", () => {
    const judge = jest.fn(() => []);

    expect(judgeStatements("policy", { Statement: one }, judge)).toEqual([]);
    expect(judge).toHaveBeenCalledWith([expect.objectContaining({ isAllow: true })]);
    expect(judgeStatements("policy", "hunter2", judge)).toEqual([
      {
        problem: "policy is no JSON object; wanted is a policy",
        fix: "write policy as IAM's grammar has it",
      },
    ]);
    expect(judge).toHaveBeenCalledTimes(1);
  });
});
