import { coversAction, grantsOf, isEverything, isWholeService, speaksOf } from "../../iam-match";
import { type IamStatement, judgeStatements } from "../../iam-statement";
import { isOf, type ResourceOf } from "../../resource";
import { type ResourceType } from "../../resource-types";
import { resourceRule, type Violation } from "../../rule";
import { isSet } from "../../unknown";
import { endingVersions, reopening } from "./archive-writer";
import { publicAllows } from "./public-statement";

const policyTypes = [
  "minio:index/iamGroupPolicy:IamGroupPolicy",
  "minio:index/iamPolicy:IamPolicy",
  "minio:index/iamServiceAccount:IamServiceAccount",
  "minio:index/s3BucketPolicy:S3BucketPolicy",
] as const satisfies readonly ResourceType[];

const attachmentTypes = [
  "minio:index/iamGroupPolicyAttachment:IamGroupPolicyAttachment",
  "minio:index/iamUserPolicyAttachment:IamUserPolicyAttachment",
] as const satisfies readonly ResourceType[];

/** Policies that each server has, all of them on every bucket (MinIO, "Built-In Policies"); `diagnostics` looks at the server. */
const builtIn = ["consoleAdmin", "readonly", "readwrite", "writeonly"];

/** What ends copies or reopens a bucket. Source: MinIO, "Policy Action Keys". */
const unwanted = [...endingVersions, ...reopening, "s3:ForceDeleteBucket"];

/** What looks at a server and changes nothing. */
const looking = [
  ...["admin:BandwidthMonitor", "admin:DataUsageInfo", "admin:Get*", "admin:List*"],
  ...["admin:OBDInfo", "admin:Prometheus", "admin:ServerInfo", "admin:StorageInfo"],
  "admin:TopLocksInfo",
];

/** MinIO asks its own policies, so that AWS's tools see none of them. Deletions that are replicated are judged with the replication. */
export const minioPolicyLeast = resourceRule({
  name: "minio-policy-least",
  description:
    "Policies of MinIO allow what is needed on buckets by name, and nothing that ends copies.",
  remediation:
    "List the actions that are needed with the ARNs of the buckets, and leave ending and configuring to the administrator.",
  types: [...policyTypes, ...attachmentTypes, "minio:index/s3Bucket:S3Bucket"],
  judge: (resource) => {
    if (resource.type === "minio:index/s3Bucket:S3Bucket") return opened(resource);
    if (isOf(resource, attachmentTypes)) return attached(resource);
    const { props } = resource;
    // A service account without one has what its user has.
    return isSet(props, "policy") ? judgeStatements("policy", props.policy, tooMuch) : [];
  },
});

function attached({
  props: { policyName = "" },
}: ResourceOf<(typeof attachmentTypes)[number]>): readonly Violation[] {
  return builtIn.includes(policyName)
    ? [
        {
          problem: `policyName is ${policyName}, which MinIO has for every bucket; wanted is a policy with what is needed alone`,
          fix: "attach an IamPolicy of your own in its place",
        },
      ]
    : [];
}

/** Default: private (Pulumi MinIO, S3Bucket). */
function opened({ props }: ResourceOf<"minio:index/s3Bucket:S3Bucket">): readonly Violation[] {
  const { acl = "private" } = props;
  return acl === "private"
    ? []
    : [{ problem: `acl is ${acl}; wanted is private`, fix: "take acl out of the program" }];
}

const tooMuch = (statements: readonly IamStatement[]): readonly Violation[] => [
  ...statements.filter(({ isAllow }) => isAllow).flatMap(openActions),
  ...statements.filter(({ isAllow }) => isAllow).flatMap(openResources),
  ...grantsOf(statements, unwanted).flatMap(({ statement, actions }) => {
    const got = actions.filter((action) => !isForReplicas(action, statement));
    return got.length === 0
      ? []
      : [wanting(statement, got.join(", "), "wanted is none of it", "take those actions out")];
  }),
  ...publicAllows(statements),
];

/** What MinIO tells to allow who brings replicas (MinIO, "Requirements to Set Up Bucket Replication"). */
const isForReplicas = (action: string, { actions }: IamStatement) =>
  action === "s3:PutBucketObjectLockConfiguration" &&
  !actions.allBut &&
  speaksOf(actions, "s3:ReplicateObject");

function openActions(statement: IamStatement): readonly Violation[] {
  const { allBut, patterns } = statement.actions;
  if (allBut)
    return [
      wanting(
        statement,
        `all but ${patterns.join(", ")}`,
        "wanted are actions by name",
        "list them in Action",
      ),
    ];
  const open = patterns.filter((pattern) => isWholeService(pattern) || administers(pattern));
  return open.length === 0
    ? []
    : [
        wanting(
          statement,
          open.join(", "),
          "wanted are actions on buckets and objects by name",
          "list them in Action",
        ),
      ];
}

const isOfServer = (pattern: string) => pattern.toLowerCase().startsWith("admin:");

const administers = (pattern: string) =>
  isOfServer(pattern) && !looking.some((one) => coversAction(one, pattern));

function openResources(statement: IamStatement): readonly Violation[] {
  const { actions, resources } = statement;
  const open = resources?.allBut ? resources.patterns : resources?.patterns.filter(isEverything);
  const onBuckets = actions.patterns.filter(
    (pattern) => !isOfServer(pattern) && !coversAction("s3:ListAllMyBuckets", pattern),
  );
  if (open === undefined || open.length === 0 || onBuckets.length === 0) return [];
  const where = `${resources?.allBut ? "all but " : ""}${open.join(", ")}`;
  return [
    wanting(
      statement,
      `${onBuckets.join(", ")} on ${where}`,
      "wanted are buckets by their ARN",
      "list them in Resource",
    ),
  ];
}

const wanting = ({ at }: IamStatement, got: string, wanted: string, fix: string): Violation => ({
  problem: `${at} allows ${got}; ${wanted}`,
  fix,
});
