import { resourceRule } from "../../rule";
import { isOwnKey } from "./own-key";

/**
 * Where no key is given, Secrets Manager takes AWS's own, which opens for whoever may read the secret: then IAM alone
 * stands before keys that all backups lie under. A replica takes that of its region (AWS Secrets Manager User Guide,
 * "Secret encryption and decryption").
 */
export const secretOwnKey = resourceRule({
  name: "secret-own-key",
  description: "Secrets, and their replicas, lie under a customer-managed KMS key.",
  remediation:
    "Set `kmsKeyId` to a customer-managed key, in each of `replicas` to one of that region. Versions that are there lie " +
    "under the earlier key until they are written again.",
  types: ["aws:secretsmanager/secret:Secret"],
  judge: ({ props: { kmsKeyId, replicas = [] } }) =>
    [
      { path: "kmsKeyId", key: kmsKeyId },
      ...replicas.map((replica, index) => ({
        path: `replicas[${index}].kmsKeyId`,
        key: replica.kmsKeyId,
      })),
    ]
      .filter(({ key }) => !isOwnKey(key))
      .map(({ path, key }) => ({
        problem: `${path} is ${key || "unset"}, so the secret would lie under AWS's own key; wanted is a customer-managed key`,
        fix: `set ${path} to the ARN of a customer-managed key`,
      })),
});
