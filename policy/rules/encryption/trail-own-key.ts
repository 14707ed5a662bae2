import { resourceRule } from "../../rule";
import { isOwnKey } from "./own-key";

/**
 * Under a key of ours whoever reads logs needs the key as well as the bucket. CloudTrail encrypts what it delivers under
 * the trail's key, whatever the bucket's is (AWS CloudTrail User Guide, "Encrypting CloudTrail log files with AWS KMS
 * keys").
 */
export const trailOwnKey = resourceRule({
  name: "trail-own-key",
  description: "CloudTrail's logs lie under a customer-managed KMS key.",
  remediation:
    "Set the trail's `kmsKeyId` to a customer-managed key, whose policy allows cloudtrail.amazonaws.com kms:GenerateDataKey* " +
    "for that trail, and whoever reads logs kms:Decrypt.",
  types: ["aws:cloudtrail/trail:Trail"],
  judge: ({ props: { kmsKeyId } }) =>
    isOwnKey(kmsKeyId)
      ? []
      : [
          {
            problem: `kmsKeyId is ${kmsKeyId || "unset"}, so whoever may read the bucket may read the logs; wanted is a customer-managed key`,
            fix: "set kmsKeyId to the ARN of a customer-managed key",
          },
        ],
});
