import { type Resource, isOf } from "../../resource";
import { s3Types } from "../../resource-types";
import { resourceRule, type Violation } from "../../rule";
import { isSet } from "../../unknown";

/**
 * With ACLs off a bucket's policy alone says who may what, and everything in it is its owner's. New buckets have them off
 * since April 2023, also where no program says so (Amazon S3 User Guide, "Controlling ownership of objects").
 */
export const s3AclOff = resourceRule({
  name: "s3-acl-off",
  description: "ACLs of S3 buckets are off, and none but `private` is declared.",
  remediation:
    "Set objectOwnership to BucketOwnerEnforced, take ACLs out of the program, and allow in the bucket's policy what they allowed.",
  types: [...s3Types.ownership, ...s3Types.acl, ...s3Types.bucket],
  judge: (resource) => {
    if (!isOf(resource, s3Types.ownership)) return [...canned(resource), ...granted(resource)];
    const got = resource.props.rule?.objectOwnership;
    return got === "BucketOwnerEnforced"
      ? []
      : [
          {
            problem: `rule.objectOwnership is ${got ?? "unset"}; wanted is BucketOwnerEnforced`,
            fix: "set rule.objectOwnership to BucketOwnerEnforced",
          },
        ];
  },
});

/** Default: private (Pulumi AWS, Bucket). */
function canned({ props }: Resource): readonly Violation[] {
  const { acl = "private" } = props as { readonly acl?: string };
  return acl === "private"
    ? []
    : [{ problem: `acl is ${acl}; wanted is private`, fix: "take acl out of the program" }];
}

const lists = ["accessControlPolicy", "grants"];

const granted = ({ props }: Resource): readonly Violation[] =>
  lists
    .filter((path) => isSet(props, path) && !isEmpty(props[path]))
    .map((path) => ({
      problem: `${path} grants by ACL; wanted is the bucket's policy alone`,
      fix: `take ${path} out of the program`,
    }));

const isEmpty = (value: unknown) =>
  value === undefined || (Array.isArray(value) && value.length === 0);
