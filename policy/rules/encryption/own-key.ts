/**
 * How AWS names the keys that it keeps itself, by name or by ARN: `alias/aws/s3` (AWS KMS Developer Guide, "AWS managed
 * keys"). Whoever may use the service may use them, and nobody can narrow their policy.
 */
const amazons = /(^|:)alias\/aws\//;

/** Whether a key's id, ARN or alias is one of a customer's own. Where none is given, AWS takes its own key. */
export function isOwnKey(key: string | undefined): key is string {
  return key !== undefined && key !== "" && !amazons.test(key);
}
