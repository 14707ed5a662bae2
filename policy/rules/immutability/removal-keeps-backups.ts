import { type Resource } from "../../resource";
import { anyResourceRule, type Violation } from "../../rule";

/** A setting by which a removal takes more than a resource. */
interface Flag {
  readonly property: string;
  /** What goes, as the end of a sentence. */
  readonly loses: string;
  readonly types: readonly string[];
  /** What holds where the program says nothing, by the provider's documentation. Default: false. */
  readonly byDefault?: boolean;
}

/**
 * Every setting of the providers of AWS and MinIO by which a removal takes copies along, beside those of buckets
 * (`bucket-no-force-destroy`) and of secrets (`secret-recovery-window`). Source: the registry of providers, aws 7.48.
 */
export const losing: readonly Flag[] = [
  {
    property: "forceDestroy",
    loses: "legal holds of the object are taken off and all of its versions go",
    types: [
      "aws:s3/bucketObject:BucketObject",
      "aws:s3/bucketObjectv2:BucketObjectv2",
      "aws:s3/objectCopy:ObjectCopy",
    ],
  },
  {
    property: "forceDestroy",
    loses: "everything in it goes",
    types: [
      "aws:backup/vault:Vault",
      "aws:s3/directoryBucket:DirectoryBucket",
      "aws:s3/vectorsVectorBucket:VectorsVectorBucket",
      "aws:s3tables/tableBucket:TableBucket",
    ],
  },
  {
    property: "forceDelete",
    loses: "everything in it goes",
    types: ["aws:lightsail/bucket:Bucket"],
  },
  {
    property: "skipFinalSnapshot",
    loses: "nothing of its data stays",
    types: [
      "aws:docdb/cluster:Cluster",
      "aws:lightsail/database:Database",
      "aws:neptune/cluster:Cluster",
      "aws:neptune/clusterInstance:ClusterInstance",
      "aws:rds/cluster:Cluster",
      "aws:rds/instance:Instance",
      "aws:redshift/cluster:Cluster",
    ],
  },
  {
    property: "deleteAutomatedBackups",
    loses: "its automated backups go",
    types: ["aws:rds/cluster:Cluster", "aws:rds/instance:Instance"],
    byDefault: true,
  },
  {
    property: "skipFinalBackup",
    loses: "nothing of its data stays",
    types: [
      "aws:fsx/ontapVolume:OntapVolume",
      "aws:fsx/openZfsFileSystem:OpenZfsFileSystem",
      "aws:fsx/windowsFileSystem:WindowsFileSystem",
    ],
  },
  {
    property: "skipFinalBackup",
    loses: "nothing of its data stays",
    types: ["aws:fsx/lustreFileSystem:LustreFileSystem"],
    byDefault: true,
  },
  {
    property: "forceOverwriteReplicaSecret",
    loses: "a secret of that name in the other region is written over",
    types: ["aws:secretsmanager/secret:Secret"],
  },
];

/** Types come from the table alone: to know one of its settings is not to judge a type. */
export const removalKeepsBackups = anyResourceRule({
  name: "removal-keeps-backups",
  description: "No removal of a resource takes locked objects, backups or the last snapshot along.",
  remediation:
    "Leave `forceDestroy`, `forceDelete`, `skipFinalSnapshot` and their like out, or set them to `false`; set `false` where the " +
    "provider's default is `true`.",
  judge: (resource) =>
    losing
      .filter(({ types }) => types.includes(resource.type))
      .flatMap((flag) => faults(resource, flag)),
});

function faults(
  { props }: Resource,
  { property, loses, byDefault = false }: Flag,
): readonly Violation[] {
  const said = props[property];
  const isOn = said === undefined ? byDefault : said !== false && said !== "false";
  if (!isOn) return [];
  const got = said === undefined ? "unset, which is true" : JSON.stringify(said);
  return [
    {
      problem: `${property} is ${got}, so that when it is removed ${loses}; wanted is false`,
      fix: `set ${property} to false`,
    },
  ];
}
