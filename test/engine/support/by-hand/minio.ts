import { type DeployedThing, type HandMadeChanges, refusal } from "./change";

const siteOf = ({ provider = "" }: DeployedThing) => provider.replace("minio-", "");

/** What a site's administrator may do with MinIO's own client. */
export const minioChanges: HandMadeChanges = {
  "minio:index/s3Bucket:S3Bucket": async (thing, operator) => {
    await operator.mc(siteOf(thing), ["quota", "set", `here/${thing.id}`, "--size", "1GiB"]);
    return { property: "quota", wanted: undefined, observed: 2 ** 30 };
  },
  // Object locking needs the versions.
  "minio:index/s3BucketVersioning:S3BucketVersioning": async (thing, operator) =>
    refusal(
      operator.mc(siteOf(thing), ["version", "suspend", `here/${thing.id}`]),
      /Object Lock configuration is present/,
    ),
  "minio:index/s3BucketServerSideEncryption:S3BucketServerSideEncryption": async (
    thing,
    operator,
  ) => {
    await operator.mc(siteOf(thing), ["encrypt", "set", "sse-s3", `here/${thing.id}`]);
    return { property: "encryptionType", wanted: "aws:kms", observed: "AES256" };
  },
  "minio:index/ilmPolicy:IlmPolicy": async (thing, operator) => {
    const [rule] = thing.applied["rules"] as {
      readonly id: string;
      readonly noncurrentVersionExpirationDays: number;
    }[];
    await operator.mc(siteOf(thing), [
      ...["ilm", "rule", "edit", "--id", String(rule?.id), "--noncurrent-expire-days", "3"],
      `here/${thing.id}`,
    ]);
    const wanted = rule?.noncurrentVersionExpirationDays;
    return { property: "rules[0].noncurrentVersionExpirationDays", wanted, observed: 3 };
  },
  "minio:index/iamPolicy:IamPolicy": async (thing, operator) => {
    const statement = { Effect: "Allow", Action: ["s3:*"], Resource: ["arn:aws:s3:::*"] };
    const policy = JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
    await operator.mc(
      siteOf(thing),
      ["admin", "policy", "create", "here", thing.id, "/dev/stdin"],
      policy,
    );
    return {
      property: "policy",
      wanted: thing.applied["policy"],
      observed: expect.stringContaining("s3:*") as unknown,
    };
  },
  "minio:index/iamUser:IamUser": async (thing, operator) => {
    await operator.mc(siteOf(thing), ["admin", "user", "disable", "here", thing.id]);
    return { property: "status", wanted: "enabled", observed: "disabled" };
  },
  "minio:index/iamUserPolicyAttachment:IamUserPolicyAttachment": async (thing, operator) => {
    const { policyName, userName } = thing.applied as { policyName: string; userName: string };
    await operator.mc(siteOf(thing), [
      ...["admin", "policy", "detach", "here", policyName, "--user", userName],
    ]);
    return "is gone";
  },
  "minio replication rule": async ({ applied }, operator) => {
    const bucket = `here/${String(applied["bucket"])}`;
    await operator.mc("fs03", [
      ...["replicate", "update", bucket, "--id", String(applied["id"])],
      ...["--replicate", "delete,existing-objects"],
    ]);
    return { property: "delete", wanted: "Disabled", observed: "Enabled" };
  },
  // Nothing of it is configured, and this server takes no other release from an operator.
  "minio release": async (_, operator) =>
    refusal(
      operator.mc("fs01", ["admin", "update", "here", "--yes", "https://127.0.0.1:1/minio"]),
      /update/i,
    ),
};
