import { type Sent, unknown, verdictOf, violationsOf } from "../../support";
import { allow, policyText } from "./support";

const rule = "secret-guarded";
const secret = (policy?: unknown, more: object = {}): Sent => ({
  ...{ type: "aws:secretsmanager/secret:Secret", name: "escrow", props: { name: "k", policy } },
  ...more,
});
const apart = (of: string): Sent => ({
  ...{ type: "aws:secretsmanager/secretPolicy:SecretPolicy", name: "policy" },
  props: { secretArn: unknown, policy: unknown },
  from: { secretArn: [of] },
});
const open =
  "escrow: has no policy of its own, so whoever IAM allows reads it; wanted is one. Fix: set policy to one that denies secretsmanager:GetSecretValue to all but its readers, or define an aws.secretsmanager.SecretPolicy for it.";

describe(rule, () => {
  it.each([
    ["a policy", [secret(policyText(allow("a:B")))]],
    ["a policy of its own", [secret(unknown), apart("escrow")]],
  ])("passes a secret with %s", async (_what, sent) => {
    expect(await violationsOf(rule, sent)).toEqual([]);
  });

  it.each([
    ["nothing", [secret()]],
    ["what the provider would answer", [secret(unknown)]],
    ["an empty text", [secret("")]],
    ["an empty policy", [secret("{}")]],
    ["another's policy", [secret(), apart("other")]],
  ])("fails on a secret with %s", async (_what, sent) => {
    expect(await violationsOf(rule, sent)).toEqual([open]);
  });

  it("says of a policy that comes from elsewhere that it is not known yet", async () => {
    expect(await verdictOf(rule, [secret(unknown, { from: { policy: ["escrow"] } })])).toEqual({
      violations: [],
      notJudged: expect.stringContaining("policy of escrow is not known yet"),
    });
  });
});
