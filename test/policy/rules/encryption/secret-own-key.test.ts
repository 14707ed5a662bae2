import { unknown, verdictOf, violationsOf } from "../../support";
import { notOwn, own } from "./support";

const rule = "secret-own-key";
const secret = (kmsKeyId: unknown, replicas?: object[]) => ({
  type: "aws:secretsmanager/secret:Secret",
  props: { kmsKeyId, ...(replicas && { replicas }) },
});

describe(rule, () => {
  it.each(own)("passes a secret and its replicas under %s", async (key) => {
    expect(await violationsOf(rule, [secret(key)])).toEqual([]);
    expect(
      await violationsOf(rule, [secret(key, [{ region: "us-west-2", kmsKeyId: key }])]),
    ).toEqual([]);
  });

  it.each(notOwn)("fails on %s", async (_what, key, got) => {
    expect(await violationsOf(rule, [secret(key)])).toEqual([
      `subject: kmsKeyId is ${got}, so the secret would lie under AWS's own key; wanted is a customer-managed key. Fix: set kmsKeyId to the ARN of a customer-managed key.`,
    ]);
  });

  it.each(notOwn)("fails on a replica with %s", async (_what, kmsKeyId, got) => {
    const replicas = [{ kmsKeyId: "k" }, { region: "us-west-2", kmsKeyId }];

    expect(await violationsOf(rule, [secret("k", replicas)])).toEqual([
      `subject: replicas[1].kmsKeyId is ${got}, so the secret would lie under AWS's own key; wanted is a customer-managed key. Fix: set replicas[1].kmsKeyId to the ARN of a customer-managed key.`,
    ]);
  });

  it.each([
    ["kmsKeyId", secret(unknown)],
    ["replicas.0.kmsKeyId", secret("k", [{ kmsKeyId: unknown }])],
  ])("says that %s is not known yet", async (path, sent) => {
    expect(await verdictOf(rule, [sent])).toEqual({
      violations: [],
      notJudged: expect.stringContaining(`${path} of subject is not known yet`),
    });
  });
});
