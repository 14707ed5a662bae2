import { type ResourceOf } from "./resource";
import { type ResourceType } from "./resource-types";
import { isSet } from "./unknown";

/** A policy, and the path of the property that holds it. */
export interface HeldPolicy {
  readonly path: string;
  /** Not read yet. */
  readonly policy: () => unknown;
}

/** What holds what a user, group or role may do. */
export const identityPolicyTypes = [
  "aws:iam/groupPolicy:GroupPolicy",
  "aws:iam/policy:Policy",
  "aws:iam/role:Role",
  "aws:iam/rolePolicy:RolePolicy",
  "aws:iam/userPolicy:UserPolicy",
  "aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy",
] as const satisfies readonly ResourceType[];

/** What holds who may do what with a thing. */
export const thingPolicyTypes = [
  "aws:kms/key:Key",
  "aws:kms/keyPolicy:KeyPolicy",
  "aws:s3/accessPoint:AccessPoint",
  "aws:s3/bucket:Bucket",
  "aws:s3/bucketPolicy:BucketPolicy",
  "aws:s3/bucketV2:BucketV2",
  "aws:s3control/accessPointPolicy:AccessPointPolicy",
  "aws:secretsmanager/secret:Secret",
  "aws:secretsmanager/secretPolicy:SecretPolicy",
  "aws:sns/topic:Topic",
] as const satisfies readonly ResourceType[];

type Holder = (typeof identityPolicyTypes | typeof thingPolicyTypes)[number];

/** The policies of a resource, without a role's trust. None where the program gives none. */
export function policiesOf(resource: ResourceOf<Holder>): readonly HeldPolicy[] {
  if (resource.type === "aws:iam/role:Role") return inlineOf(resource);
  if (resource.type === "aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy")
    return [{ path: "inlinePolicy", policy: () => resource.props.inlinePolicy }];
  const { props } = resource;
  return isSet(props, "policy") ? [{ path: "policy", policy: () => props.policy }] : [];
}

function inlineOf({ props }: ResourceOf<"aws:iam/role:Role">): readonly HeldPolicy[] {
  return (props.inlinePolicies ?? []).map((inline, index) => ({
    path: `inlinePolicies.${index}.policy`,
    policy: () => inline.policy,
  }));
}
