import { unknown, verdictOf, violationsOf } from "../../support";
import { allow, policyText } from "./support";

/** What a rule must say of the policies of resources of that type, if it lets none of them open to everybody. */
export function describeNotPublic(rule: string, type: string): void {
  describe(`${rule} of a ${type}`, () => {
    const sent = (...statements: readonly object[]) => [
      { type, props: { policy: policyText(...statements) } },
    ];
    const role = { AWS: "arn:aws:iam::123456789012:role/restorer" };

    it.each([
      ["a role by name", allow("s3:GetObject", { Principal: role })],
      ["a service", allow("s3:PutObject", { Principal: { Service: "logging.s3.amazonaws.com" } })],
      [
        "everybody of an organisation",
        allow("s3:GetObject", {
          Principal: "*",
          Condition: { StringEquals: { "aws:PrincipalOrgID": "o-1" } },
        }),
      ],
      ["a Deny to everybody", { ...allow("*"), Effect: "Deny", Principal: "*" }],
      ["no principal", allow("s3:GetObject")],
    ])("passes %s", async (_what, statement) => {
      expect(await violationsOf(rule, sent(statement))).toEqual([]);
    });

    const fix =
      "to everybody; wanted are principals by name. Fix: name roles, users or services in Principal, or keep it to some with a condition such as aws:PrincipalArn that wants the key to be there.";

    it.each([
      ["a star", { Principal: "*" }],
      ["a star of AWS beside a role", { Principal: { AWS: [role.AWS, "*"] } }],
      ["a star of another kind", { Principal: { Federated: "*" } }],
      ["all but a role", { NotPrincipal: role }],
      [
        "a condition that all meet",
        { Principal: "*", Condition: { StringLike: { "aws:PrincipalOrgID": "*" } } },
      ],
      [
        "the whole internet",
        { Principal: "*", Condition: { IpAddress: { "aws:SourceIp": "0.0.0.0/0" } } },
      ],
    ])("fails on %s", async (_what, more) => {
      expect(await violationsOf(rule, sent(allow(["s3:GetObject", "s3:List*"], more)))).toEqual([
        `subject: policy: statement 1 allows s3:GetObject, s3:List* ${fix}`,
      ]);
    });

    it("fails on all actions but some", async () => {
      const statement = allow("", { Action: undefined, NotAction: "s3:Put*", Principal: "*" });

      expect(await violationsOf(rule, sent(statement))).toEqual([
        `subject: policy: statement 1 allows all but s3:Put* ${fix}`,
      ]);
    });

    it("fails on what is no policy, and says of which it is not known yet", async () => {
      expect(await violationsOf(rule, [{ type, props: { policy: "x" } }])).toHaveLength(1);
      expect(await violationsOf(rule, [{ type, props: {} }])).toEqual([]);
      expect(await verdictOf(rule, [{ type, props: { policy: unknown } }])).toEqual({
        violations: [],
        notJudged: expect.stringContaining("policy of subject is not known yet"),
      });
    });
  });
}
