import { unknown, verdictOf, violationsOf } from "../../support";
import { notOwn, own } from "./support";

const rule = "trail-own-key";
const sent = (kmsKeyId: unknown) => [{ type: "aws:cloudtrail/trail:Trail", props: { kmsKeyId } }];

describe(rule, () => {
  it.each(own)("passes the key %s", async (key) => {
    expect(await violationsOf(rule, sent(key))).toEqual([]);
  });

  it.each(notOwn)("advises against %s", async (_what, key, got) => {
    expect(await violationsOf(rule, sent(key))).toEqual([
      `subject: kmsKeyId is ${got}, so whoever may read the bucket may read the logs; wanted is a customer-managed key. Fix: set kmsKeyId to the ARN of a customer-managed key.`,
    ]);
  });

  it("says that the key is not known yet", async () => {
    expect(await verdictOf(rule, sent(unknown))).toEqual({
      violations: [],
      notJudged: expect.stringContaining("kmsKeyId of subject is not known yet"),
    });
  });
});
