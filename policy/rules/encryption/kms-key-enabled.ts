import { type ResourceOf } from "../../resource";
import { resourceRule } from "../../rule";
import { kmsKeyTypes } from "./kms-key-types";
import { isNo } from "../../truth";

/**
 * Under a key that is disabled nothing is written, and no backup can be read. A key is enabled where nothing is said
 * (AWS KMS API Reference, CreateKey; the provider's inputs differ in their name).
 */
export const kmsKeyEnabled = resourceRule({
  name: "kms-key-enabled",
  description: "KMS keys are enabled.",
  remediation:
    "Take out `isEnabled: false` (`enabled: false` of replicas and of keys with material from elsewhere).",
  types: kmsKeyTypes,
  judge: (key) => {
    const { property, value } = switchOf(key);
    return isNo(value)
      ? [
          {
            problem: `${property} is false, so that nothing can be written or read under this key; wanted is true`,
            fix: `set ${property} to true, or take it out`,
          },
        ]
      : [];
  },
});

function switchOf(key: ResourceOf<(typeof kmsKeyTypes)[number]>): {
  readonly property: string;
  readonly value: boolean | undefined;
} {
  return key.type === "aws:kms/key:Key"
    ? { property: "isEnabled", value: key.props.isEnabled }
    : { property: "enabled", value: key.props.enabled };
}
