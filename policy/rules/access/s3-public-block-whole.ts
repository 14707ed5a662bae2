import { type ResourceOf } from "../../resource";
import { resourceRule } from "../../rule";
import { isNo } from "../../truth";

const settings = [
  "blockPublicAcls",
  "blockPublicPolicy",
  "ignorePublicAcls",
  "restrictPublicBuckets",
] as const;

const ofBucket = "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock";
const ofAccount = "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock";
const accessPoint = "aws:s3/accessPoint:AccessPoint";
const types = [ofAccount, ofBucket, accessPoint] as const;

type Block = ResourceOf<typeof ofAccount | typeof ofBucket>;
type AccessPoint = ResourceOf<typeof accessPoint>;

/**
 * What is left out is false (Pulumi AWS, BucketPublicAccessBlock), and each setting closes another way.
 *
 * An account's block closes buckets of other programs as well, and one of those may be a public site: it is judged, and
 * put right by none but whoever wrote it.
 */
export const s3PublicBlockWhole = resourceRule({
  name: "s3-public-block-whole",
  description: "Public access blocks of S3 have all four settings on.",
  remediation:
    "Set blockPublicAcls, blockPublicPolicy, ignorePublicAcls and restrictPublicBuckets to true. At the level `remediate` " +
    "the pack does it itself for a bucket's block; an account's reaches buckets of other programs.",
  types,
  judge: (block) => {
    if (block.type === accessPoint) return openedBy(block);
    return offIn(block).map((name) => ({
      problem: `${name} is ${block.props[name] === undefined ? "unset, which is false" : "false"}; wanted is true`,
      fix: `set ${name} to true`,
    }));
  },
  remediate: (block) =>
    block.type === ofBucket ? offIn(block).map((name) => ({ path: [name], value: true })) : [],
});

const offIn = ({ props }: Block) => settings.filter((name) => props[name] !== true);

/** What an access point leaves out is true, and cannot be changed once it is there (Amazon S3 User Guide, "Managing public access to access points"). */
const openedBy = ({ props: { publicAccessBlockConfiguration: block = {} } }: AccessPoint) =>
  settings
    .filter((name) => isNo(block[name]))
    .map((name) => ({
      problem: `publicAccessBlockConfiguration.${name} is false, so that the access point can open its bucket; wanted is true`,
      fix: `take publicAccessBlockConfiguration.${name} out`,
    }));
