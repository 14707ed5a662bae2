import { type ResourceOf } from "../../resource";
import { resourceRule, type Violation } from "../../rule";
import { isSet } from "../../unknown";

/** Days between rotations where none are given (AWS KMS Developer Guide, "Rotate AWS KMS keys"). */
const defaultDays = 365;

/**
 * What is encrypted under one material for ever is all lost with it. KMS keeps earlier material, so that old copies stay
 * readable.
 *
 * KMS rotates by itself symmetric keys that encrypt and that it made itself: no key that signs, no HMAC, none in another
 * key store, and none with material from elsewhere, which is a type of its own (same guide). A replica follows its
 * primary key.
 */
export const kmsRotation = resourceRule<"aws:kms/key:Key", { readonly maximumDays: number }>({
  name: "kms-rotation",
  description: "Symmetric KMS keys are rotated by themselves.",
  remediation:
    "Set `enableKeyRotation: true`, and `rotationPeriodInDays` only where it is shorter than a year. Nothing has to be encrypted again.",
  types: ["aws:kms/key:Key"],
  judge: (key, { maximumDays }) => {
    if (!canRotate(key)) return [];
    const { enableKeyRotation, rotationPeriodInDays } = key.props;
    if (enableKeyRotation !== true) return [isOff(enableKeyRotation)];
    const days = rotationPeriodInDays ?? defaultDays;
    return days > maximumDays ? [isRare(days, maximumDays)] : [];
  },
});

function canRotate({ props }: ResourceOf<"aws:kms/key:Key">): boolean {
  const { keyUsage = "ENCRYPT_DECRYPT", customerMasterKeySpec = "SYMMETRIC_DEFAULT" } = props;
  return (
    keyUsage === "ENCRYPT_DECRYPT" &&
    customerMasterKeySpec === "SYMMETRIC_DEFAULT" &&
    !isSet(props, "customKeyStoreId")
  );
}

const isOff = (got: boolean | undefined): Violation => ({
  problem: `enableKeyRotation is ${got ?? "unset, which is false"}, so everything would lie under one material for ever; wanted is true`,
  fix: "set enableKeyRotation to true",
});

const isRare = (got: number, wanted: number): Violation => ({
  problem: `rotationPeriodInDays is ${got}; wanted are ${wanted} days at most`,
  fix: `set rotationPeriodInDays to ${wanted} or fewer`,
});
