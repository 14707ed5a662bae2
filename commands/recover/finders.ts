import {
  type AwsConnection,
  type FoundThing,
  type Look,
  lookForBucket,
  lookForSecret,
} from "../../components/vault/aws-account";
import { findOwnKey } from "../../components/vault/find-key";
import { type EstateResource } from "./estate-resource";
import { currentVersion, trailArn } from "./existing/aws";

/** What a finder may look at besides its resource. */
export interface Surroundings {
  /** The account that a provider makes things in. @throws Error if it is that of no vault */
  accountOf(provider: string): AwsConnection;
  /** The resource of that type that is a part of the same thing. */
  sibling(resource: EstateResource, type: string): EstateResource | undefined;
}

/**
 * How what exists of a type is found, and taken into the state:
 * - `named`: the program gives it the name by which its provider knows it. Whether it is there, the provider is asked in a preview.
 * - `asked`: its product makes up the id, or has to be asked because the provider takes it for gone while it is not.
 * - `incomplete`: the provider can read all but its secrets, so that it is taken up first and then entered once more with them.
 * - `again`: no provider can take it up; making it once more makes no second one.
 */
export type Finder =
  | { readonly kind: "named" | "incomplete"; readonly id: (inputs: Inputs) => string | undefined }
  | {
      readonly kind: "asked";
      readonly find: (
        resource: EstateResource,
        around: Surroundings,
      ) => Promise<FoundThing | undefined>;
    }
  | {
      readonly kind: "again";
      readonly because: string;
      /** Nobody can compare the secret that the state has with the one that is in use. Default: it can be told. */
      readonly secretMayBeAnother?: true;
    };

type Inputs = EstateResource["inputs"];

const named = (input: string) => joined("", input);

/** An id that is made of inputs; none as long as one of them is not known. */
const joined = (between: string, ...names: readonly string[]) => ({
  kind: "named" as const,
  id: (inputs: Inputs) => idOf(inputs, names, between),
});

function idOf(inputs: Inputs, names: readonly string[], between: string): string | undefined {
  const values = names.map((name) => inputs[name]);
  return values.every((value) => typeof value === "string" && value !== "")
    ? values.join(between)
    : undefined;
}

/** What the program calls it on its product. */
function called(resource: EstateResource | undefined, input: string): string | undefined {
  return resource && idOf(resource.inputs, [input], "");
}

/** Its product is asked for what the program calls it. */
const asked = (input: string, look: Look): Finder => ({
  kind: "asked",
  async find(resource, around) {
    const name = called(resource, input);
    return name === undefined ? undefined : look(around.accountOf(resource.provider), name);
  },
});

/** What the first statement of a policy is for. */
function resourceIn(policy: unknown): string | undefined {
  if (typeof policy !== "string") return undefined;
  const { Statement } = JSON.parse(policy) as { Statement: readonly { Resource?: string }[] };
  return Statement[0]?.Resource;
}

/** Ids as the provider documents them under "Import" of each type. */
export const finders: Readonly<Record<string, Finder>> = {
  "aws:kms/key:Key": {
    kind: "asked",
    async find(resource, around) {
      const alias = called(around.sibling(resource, "aws:kms/alias:Alias"), "name");
      if (alias === undefined) return undefined;
      const { description, tags } = resource.inputs;
      const labels = { description: String(description), tags: tags as Record<string, string> };
      return findOwnKey(around.accountOf(resource.provider), alias, labels);
    },
  },
  "aws:kms/alias:Alias": named("name"),
  "aws:secretsmanager/secret:Secret": asked("name", lookForSecret),
  "aws:secretsmanager/secretVersion:SecretVersion": {
    kind: "asked",
    async find(resource, around) {
      const secret = around.sibling(resource, "aws:secretsmanager/secret:Secret");
      const name = called(secret, "name");
      if (name === undefined) return undefined;
      const current = await currentVersion(around.accountOf(resource.provider), name);
      return current && { id: `${current.arn}|${current.version}`, state: "in use", wayBack: [] };
    },
  },
  "aws:s3/bucket:Bucket": asked("bucket", lookForBucket),
  "aws:s3/bucketVersioning:BucketVersioning": named("bucket"),
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration":
    named("bucket"),
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": named("bucket"),
  "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration": named("bucket"),
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": named("bucket"),
  "aws:s3/bucketOwnershipControls:BucketOwnershipControls": named("bucket"),
  "aws:s3/bucketPolicy:BucketPolicy": named("bucket"),
  "aws:s3/bucketLogging:BucketLogging": named("bucket"),
  "aws:iam/user:User": named("name"),
  "aws:iam/userPolicy:UserPolicy": joined(":", "user", "name"),
  "aws:iam/role:Role": named("name"),
  "aws:iam/rolePolicy:RolePolicy": joined(":", "role", "name"),
  "aws:cloudtrail/trail:Trail": {
    kind: "asked",
    async find(resource, around) {
      const name = called(resource, "name");
      const arn = name && (await trailArn(around.accountOf(resource.provider), name));
      return arn ? { id: arn, state: "in use", wayBack: [] } : undefined;
    },
  },
  // Its own policy names it.
  "aws:sns/topic:Topic": { kind: "named", id: ({ policy }) => resourceIn(policy) },
  "aws:sns/topicSubscription:TopicSubscription": {
    kind: "again",
    because: "SNS subscribes no address twice, and answers with the subscription that there is",
  },
  "aws:budgets/budget:Budget": joined(":", "accountId", "name"),
  "aws:iam/accessKey:AccessKey": {
    kind: "again",
    because:
      "its secret was told once, so another one is made; the old one stays until it is ended",
  },
  "minio:index/s3Bucket:S3Bucket": named("bucket"),
  "minio:index/s3BucketVersioning:S3BucketVersioning": named("bucket"),
  "minio:index/s3BucketServerSideEncryption:S3BucketServerSideEncryption": named("bucket"),
  "minio:index/ilmPolicy:IlmPolicy": named("bucket"),
  "minio:index/iamPolicy:IamPolicy": named("name"),
  "minio:index/iamUserPolicyAttachment:IamUserPolicyAttachment": joined(
    "/",
    "userName",
    "policyName",
  ),
  "minio:index/iamUser:IamUser": {
    kind: "again",
    because: "nobody can read its secret, so the same user gets another one",
    secretMayBeAnother: true,
  },
  // bpg/terraform-provider-proxmox: both are imported by their ids; the password and the key of a storage are never read, and
  // either forces a replacement (`fwprovider/storage/resource_pbs.go`).
  "proxmoxve:storage/pbs:Pbs": { ...named("resourceId"), kind: "incomplete" },
  "proxmoxve:backup/job:Job": named("resourceId"),
  "command:remote:Command": {
    kind: "again",
    because: "its script reads first and changes what differs, and the host knows whose it is",
  },
};
