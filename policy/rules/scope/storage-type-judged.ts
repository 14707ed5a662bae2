import { anyResourceRule, type Rule } from "../../rule";

/** What a type that no rule names does to backups all the same. */
interface Reach {
  readonly types: RegExp;
  /** As the end of a sentence that begins with the type. */
  readonly reaches: string;
}

const services = String.raw`(?:s3|kms|secretsmanager|backup|glacier|iam)`;

/**
 * Types that reach what backups lie in, or the keys and rights to it, beside those that rules name: by other providers of
 * the same cloud, and by what makes whatever a text says.
 *
 * Sources: the registry of providers (aws, aws-native, minio, proxmoxve), and how Pulumi calls the types of providers that it
 * takes over from Terraform (`aws:index/s3Bucket:S3Bucket`).
 */
const reaching: readonly Reach[] = [
  {
    types:
      /^(?:aws:cloudcontrol\/|aws:cloudformation\/stack|aws:serverlessrepository\/|aws-native:cloudformation:|aws-native:index:|awscc:index\/cloudformation|aws:index\/cloudformation|aws:index\/cloudcontrol)/i,
    reaches: "makes whatever its text says, buckets and keys included",
  },
  {
    types: new RegExp(`^(?:aws-native:|awscc:index/|aws:index/)${services}`, "i"),
    reaches: "is what rules judge of another provider",
  },
  {
    types: /^aws:(?:backup|glacier)\//i,
    reaches: "holds backups, or says how long they stay",
  },
  {
    types: /^aws:s3control\/(?:accessGrant|bucket|multiRegionAccessPoint|objectLambdaAccessPoint)/i,
    reaches: "is a way to what lies in buckets",
  },
  {
    types: /^aws:(?:s3\/(?:directoryBucket|files)|s3tables\/)/i,
    reaches: "keeps data in S3, or is a way to it",
  },
  {
    types: /^minio:\w+\/(?:s3Bucket(?!Notification|Cors|Tag)|ilm)/i,
    reaches: "says what becomes of a bucket of MinIO",
  },
  {
    types: /^proxmox\w*:.*(?:backup|pbs)/i,
    reaches: "is a storage or a job of backups",
  },
];

/**
 * A rule judges the types that it names. Whatever reaches the same storage by another one would pass the whole pack, and
 * nothing would tell it from what was judged.
 *
 * @param known - types that rules name
 */
export const storageTypeJudged = (known: ReadonlySet<string>): Rule =>
  anyResourceRule({
    name: "storage-type-judged",
    description:
      "Whatever reaches backups, keys or rights is of a type that rules of the pack judge.",
    remediation:
      "Make it with the type that rules judge (the providers aws, minio, proxmoxve and command), or have somebody look at it and " +
      "give it an exception with a last day.",
    judge: ({ type }) =>
      isStorage(type, known)
        ? [
            {
              problem: `${type} ${reachOf(type)?.reaches ?? ""}, and no rule of the pack judges that type; wanted is one that is judged`,
              fix: "make it with a type of the providers aws, minio, proxmoxve or command that rules judge, or give it an exception after a look at it",
            },
          ]
        : [],
  });

/** Whether a type reaches backups and is named by no rule. */
export function isStorage(type: string, known: ReadonlySet<string>): boolean {
  return !known.has(type) && reachOf(type) !== undefined;
}

const reachOf = (type: string) => reaching.find(({ types }) => types.test(type));
