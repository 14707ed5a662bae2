import type { CheckFailure } from "../../protocol/resource-type";
import { faultIf, oneOf, wholeNumber } from "../faults";
import { checkPolicy } from "../policy-document";
import type { KeyInputs } from "./key-inputs";

/** What each kind of key can be used for (AWS KMS Developer Guide, key spec reference). */
const usesOf: Readonly<Record<string, readonly string[]>> = {
  SYMMETRIC_DEFAULT: ["ENCRYPT_DECRYPT"],
  RSA_2048: ["ENCRYPT_DECRYPT", "SIGN_VERIFY"],
  RSA_3072: ["ENCRYPT_DECRYPT", "SIGN_VERIFY"],
  RSA_4096: ["ENCRYPT_DECRYPT", "SIGN_VERIFY"],
  ECC_NIST_P256: ["SIGN_VERIFY", "KEY_AGREEMENT"],
  ECC_NIST_P384: ["SIGN_VERIFY", "KEY_AGREEMENT"],
  ECC_NIST_P521: ["SIGN_VERIFY", "KEY_AGREEMENT"],
  ECC_NIST_EDWARDS25519: ["SIGN_VERIFY"],
  ECC_SECG_P256K1: ["SIGN_VERIFY"],
  HMAC_224: ["GENERATE_VERIFY_MAC"],
  HMAC_256: ["GENERATE_VERIFY_MAC"],
  HMAC_384: ["GENERATE_VERIFY_MAC"],
  HMAC_512: ["GENERATE_VERIFY_MAC"],
  ML_DSA_44: ["SIGN_VERIFY"],
  ML_DSA_65: ["SIGN_VERIFY"],
  ML_DSA_87: ["SIGN_VERIFY"],
};

/** A key's policy holds at most 32 KB (AWS KMS quotas). */
const mostPolicyBytes = 32_768;

/** What AWS refuses in a key; moto accepts most of it. */
export function checkKey(inputs: KeyInputs): CheckFailure[] {
  const spec = inputs.customerMasterKeySpec;
  return [
    ...oneOf("customerMasterKeySpec", spec, Object.keys(usesOf)),
    ...oneOf("keyUsage", inputs.keyUsage, usesOf[spec] ?? [inputs.keyUsage]),
    ...wholeNumber("deletionWindowInDays", inputs.deletionWindowInDays, 7, 30),
    ...wholeNumber("rotationPeriodInDays", inputs.rotationPeriodInDays, 90, 2560),
    ...faultIf(
      inputs.rotationPeriodInDays !== undefined && inputs.enableKeyRotation === false,
      "rotationPeriodInDays",
      "got a period for a key that is not rotated; set enableKeyRotation to true or leave the period out",
    ),
    ...faultIf(
      inputs.enableKeyRotation === true && spec !== undefined && spec !== "SYMMETRIC_DEFAULT",
      "enableKeyRotation",
      `got true for a key of ${spec}; allowed: automatic rotation of SYMMETRIC_DEFAULT keys only`,
    ),
    ...checkPolicy("policy", inputs.policy, mostPolicyBytes),
  ];
}
