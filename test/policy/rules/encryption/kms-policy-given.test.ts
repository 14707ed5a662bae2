import { kmsKeyTypes } from "../../../../policy/rules/encryption/kms-key-types";
import { type Sent, unknown, verdictOf, violationsOf } from "../../support";
import { policyOf } from "./support";

const rule = "kms-policy-given";
const whole = { Effect: "Allow", Principal: { AWS: "arn:aws:iam::1:root" }, Action: "kms:*" };
const keyPolicy = (keyId: string, more: object = {}): Sent => ({
  type: "aws:kms/keyPolicy:KeyPolicy",
  name: "policy",
  props: { keyId, policy: "{}" },
  ...more,
});
const untold =
  "key: no policy, neither in the key nor in a KeyPolicy for it, so AWS's own leaves everything to IAM; wanted is one that " +
  "says who may use, administer and end the key. Fix: set policy on the key, or add an aws.kms.KeyPolicy with its keyId.";
const withId = (Id: string, ...statements: object[]) =>
  JSON.stringify({ Id, Statement: statements });

describe.each(kmsKeyTypes)(`${rule}, %s`, (type) => {
  const key = (props: object = {}): Sent => ({ type, name: "key", props: props as Sent["props"] });

  it.each([
    ["has a policy", key({ policy: policyOf(whole) })],
    ["has one with more in it than AWS's", key({ policy: withId("key-default-1", whole, whole) })],
    ["has what is no policy", key({ policy: `"Id":"key-default-1"` })],
    ["has one by another name", key({ policy: withId("mine", whole) })],
  ])("passes a key that %s", async (_what, sent) => {
    expect(await violationsOf(rule, [sent])).toEqual([]);
  });

  it.each(["keyId", "arn", "id"])("passes one that a KeyPolicy names by its %s", async (name) => {
    expect(await violationsOf(rule, [key({ [name]: "k" }), keyPolicy("k")])).toEqual([]);
    expect(await violationsOf(rule, [key({ [name]: "k" }), keyPolicy("other")])).toEqual([untold]);
  });

  it("passes one that a KeyPolicy names before either has a name", async () => {
    const sent = [key({ policy: unknown }), keyPolicy(unknown, { from: { keyId: ["key"] } })];

    expect(await violationsOf(rule, sent)).toEqual([]);
  });

  it.each([
    ["no policy", {}],
    ["an empty one", { policy: "" }],
    ["AWS's own, as the provider reads it back", { policy: withId("key-default-1", whole) }],
    [
      "AWS's own, with spaces",
      { policy: `{ "Id" : "key-default-1", "Statement": ${JSON.stringify(whole)} }` },
    ],
  ])("fails on a key with %s", async (_what, props) => {
    expect(await violationsOf(rule, [key(props)])).toEqual([untold]);
  });

  it("says that a policy is not known yet", async () => {
    expect(await verdictOf(rule, [key({ policy: unknown })])).toEqual({
      violations: [],
      notJudged: expect.stringContaining("policy of key is not known yet"),
    });
  });
});
