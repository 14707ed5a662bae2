import { isOf, type ResourceOf } from "../../resource";
import { s3Types } from "../../resource-types";

/** Types that can tell how a bucket encrypts: the bucket itself, in inputs that are deprecated, or a resource beside it. */
export const encryptionTypes = [...s3Types.bucket, ...s3Types.encryption] as const;

interface Applied {
  readonly sseAlgorithm?: string;
  readonly kmsMasterKeyId?: string;
}

/** One rule of a bucket's default encryption, in whichever of the provider's forms it was written. */
export interface DefaultEncryption {
  /** Where it stands: `["rules", 0]`. */
  readonly path: readonly (string | number)[];
  readonly applied: Applied | undefined;
  readonly rule: { readonly bucketKeyEnabled?: boolean };
}

/** What a resource tells of a bucket's default encryption; empty if nothing. Neither keys nor algorithms are read. */
export function defaultEncryption(
  resource: ResourceOf<(typeof encryptionTypes)[number]>,
): readonly DefaultEncryption[] {
  if (isOf(resource, s3Types.encryption))
    return (resource.props.rules ?? []).map((rule, index) => ({
      path: ["rules", index],
      rule,
      applied: rule.applyServerSideEncryptionByDefault,
    }));
  if (resource.type === "aws:s3/bucketV2:BucketV2") return inEarlierBucket(resource);
  const rule = resource.props.serverSideEncryptionConfiguration?.rule;
  if (rule === undefined) return [];
  const path = ["serverSideEncryptionConfiguration", "rule"];
  return [{ path, rule, applied: rule.applyServerSideEncryptionByDefault }];
}

function inEarlierBucket({
  props: { serverSideEncryptionConfigurations = [] },
}: ResourceOf<"aws:s3/bucketV2:BucketV2">): readonly DefaultEncryption[] {
  return serverSideEncryptionConfigurations.flatMap(({ rules }, at) =>
    rules.map((rule, index) => ({
      path: ["serverSideEncryptionConfigurations", at, "rules", index],
      rule,
      applied: rule.applyServerSideEncryptionByDefaults[0],
    })),
  );
}

/** The path as a program writes it: `rules[0]`. */
export function propertyPath([first, ...rest]: DefaultEncryption["path"]): string {
  return [first, ...rest.map((key) => (typeof key === "number" ? `[${key}]` : `.${key}`))].join("");
}
