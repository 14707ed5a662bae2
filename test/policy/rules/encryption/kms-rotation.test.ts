import { type Sent, unknown, verdictOf, violationsOf } from "../../support";

const rule = "kms-rotation";
const key = (props: Sent["props"]): Sent => ({ type: "aws:kms/key:Key", props });
const symmetric = { keyUsage: "ENCRYPT_DECRYPT", customerMasterKeySpec: "SYMMETRIC_DEFAULT" };

describe(rule, () => {
  it.each([
    ["rotated each year", { enableKeyRotation: true }],
    ["rotated as rarely as is allowed", { enableKeyRotation: true, rotationPeriodInDays: 365 }],
    ["rotated often", { ...symmetric, enableKeyRotation: true, rotationPeriodInDays: 90 }],
    ["for signing", { keyUsage: "SIGN_VERIFY", customerMasterKeySpec: "ECC_NIST_P256" }],
    ["for authentication", { keyUsage: "GENERATE_VERIFY_MAC" }],
    ["asymmetric for encryption", { ...symmetric, customerMasterKeySpec: "RSA_4096" }],
    ["in another key store", { customKeyStoreId: unknown }],
  ])("passes a key that is %s", async (_what, props) => {
    expect(await violationsOf(rule, [key(props)])).toEqual([]);
  });

  it.each([
    [{}, "unset, which is false"],
    [{ ...symmetric, enableKeyRotation: false }, "false"],
    [{ enableKeyRotation: false, rotationPeriodInDays: 90 }, "false"],
  ])("fails on %j", async (props, got) => {
    expect(await violationsOf(rule, [key(props)])).toEqual([
      `subject: enableKeyRotation is ${got}, so everything would lie under one material for ever; wanted is true. Fix: set enableKeyRotation to true.`,
    ]);
  });

  it("fails on a key that is rotated too rarely", async () => {
    const sent = [key({ enableKeyRotation: true, rotationPeriodInDays: 366 })];

    expect(await violationsOf(rule, sent)).toEqual([
      "subject: rotationPeriodInDays is 366; wanted are 365 days at most. Fix: set rotationPeriodInDays to 365 or fewer.",
    ]);
    expect(await violationsOf(rule, sent, { maximumDays: 366 })).toEqual([]);
    // Also where nothing is said, and AWS takes a year.
    expect(
      await violationsOf(rule, [key({ enableKeyRotation: true })], { maximumDays: 364 }),
    ).toEqual([expect.stringContaining("is 365; wanted are 364 days at most")]);
  });

  it.each(["enableKeyRotation", "keyUsage", "customerMasterKeySpec"])(
    "says that %s is not known yet",
    async (property) => {
      expect(await verdictOf(rule, [key({ [property]: unknown })])).toEqual({
        violations: [],
        notJudged: expect.stringContaining(`${property} of subject is not known yet`),
      });
    },
  );

  it("says nothing of keys with material from elsewhere", async () => {
    expect(
      await violationsOf(rule, [{ type: "aws:kms/externalKey:ExternalKey", props: {} }]),
    ).toEqual([]);
  });
});
