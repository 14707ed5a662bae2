import { unknown, verdictOf, violationsOf } from "../../support";
import { notOwn, own } from "./support";

const rule = "topic-own-key";
const sent = (kmsMasterKeyId: unknown) => [
  { type: "aws:sns/topic:Topic", props: { kmsMasterKeyId } },
];

describe(rule, () => {
  it.each(own)("passes the key %s", async (key) => {
    expect(await violationsOf(rule, sent(key))).toEqual([]);
  });

  it.each(notOwn)("advises against %s", async (_what, key, got) => {
    expect(await violationsOf(rule, sent(key))).toEqual([
      `subject: kmsMasterKeyId is ${got}; wanted is a customer-managed key. Fix: set kmsMasterKeyId to the ARN of a customer-managed key.`,
    ]);
  });

  it("says that the key is not known yet", async () => {
    expect(await verdictOf(rule, sent(unknown))).toEqual({
      violations: [],
      notJudged: expect.stringContaining("kmsMasterKeyId of subject is not known yet"),
    });
  });
});
