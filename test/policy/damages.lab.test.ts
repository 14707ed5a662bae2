import { type Damage, describeDamages, document, type NamedDamage, notMade, props } from "./damage";

const unprotected: Damage = (sent) => ({ ...sent, protect: false });

/** Changes the JSON of a policy. */
const policy =
  (change: (statements: Statement[]) => Statement[]): Damage =>
  (sent) => {
    const parsed = JSON.parse(String(sent.props["policy"])) as { Statement: Statement[] };
    const changed = { ...parsed, Statement: change(parsed.Statement) };
    return { ...sent, props: { ...sent.props, policy: JSON.stringify(changed) } };
  };

interface Statement {
  readonly Sid?: string;
  readonly Effect?: string;
  readonly Principal?: unknown;
  readonly Action?: readonly string[];
  readonly Resource?: unknown;
}

const without =
  (sid: string) =>
  (statements: Statement[]): Statement[] =>
    statements.filter(({ Sid }) => Sid !== sid);

const allowedToo =
  (action: string, resource: unknown) =>
  (statements: Statement[]): Statement[] => [
    ...statements,
    { Effect: "Allow", Action: [action], Resource: resource },
  ];

/** In the policy of a key, which says who. */
const anybodyMay =
  (action: string) =>
  (statements: Statement[]): Statement[] => [
    ...statements,
    { Effect: "Allow", Principal: { AWS: "*" }, Action: [action], Resource: "*" },
  ];

const lock = (mode: string, days: number) => props({ rule: { defaultRetention: { mode, days } } });

const expiration = (days: number) =>
  props({
    rules: [{ id: "expire", status: "Enabled", filter: { prefix: "" }, expiration: { days } }],
  });

const encryption = (byDefault: object, bucketKeyEnabled = true) =>
  props({ rules: [{ applyServerSideEncryptionByDefault: byDefault, bucketKeyEnabled }] });

const image = "vault-vm-archive";
const key = "vault-astronomy-lab-backup-key";
const data = "fs03-research-data";
const prune = "pbs-pbs-vm-prune-section";

const damages: readonly NamedDamage[] = [
  [
    "a bucket that goes with all that is in it",
    `${image}-bucket`,
    props({ forceDestroy: true }),
    ["bucket-no-force-destroy"],
  ],
  ["a bucket that anything may remove", `${image}-bucket`, unprotected, ["backup-protected"]],
  [
    "versions that are no longer kept",
    `${image}-versioning`,
    props({ versioningConfiguration: { status: "Suspended" } }),
    ["s3-versioning-enabled"],
  ],
  [
    "a bucket without versions",
    "vault-astronomy-lab-backup-logs-versioning",
    notMade,
    ["s3-versioned"],
  ],
  [
    "a lock that whoever may can lift",
    `${image}-lock`,
    lock("GOVERNANCE", 400),
    ["s3-lock-compliance"],
  ],
  [
    "a lock of a day",
    `${image}-lock`,
    lock("COMPLIANCE", 1),
    ["s3-lock-minimum", "s3-lock-spans-expiration"],
  ],
  ["no lock", `${image}-lock`, notMade, ["s3-locked"]],
  ["copies that expire at once", `${image}-lifecycle`, expiration(1), ["s3-expiration-minimum"]],
  [
    "a public access block with a gap",
    `${image}-privacy`,
    props({ blockPublicPolicy: false }),
    ["s3-public-block-whole"],
  ],
  ["no public access block", `${image}-privacy`, notMade, ["s3-private"]],
  [
    "Amazon's own key",
    `${image}-encryption`,
    encryption({ sseAlgorithm: "AES256" }),
    ["s3-bucket-own-key"],
  ],
  ["no encryption", `${image}-encryption`, notMade, ["s3-bucket-encrypted"]],
  [
    "a call to KMS for each object",
    `${image}-encryption`,
    encryption(
      { sseAlgorithm: "aws:kms", kmsMasterKeyId: "arn:aws:kms:us-east-1:123456789012:key/own" },
      false,
    ),
    ["s3-bucket-key"],
  ],
  ["a way in without TLS", `${image}-policy`, policy(without("OnlyOverTls")), ["s3-tls-only"]],
  [
    "a way past the own key",
    `${image}-policy`,
    policy(without("NoOtherKey")),
    ["s3-denies-other-keys"],
  ],
  ["accesses that nobody notes", `${image}-logging`, notMade, ["s3-access-logged"]],
  [
    "a key that is gone in a week",
    key,
    props({ deletionWindowInDays: 7 }),
    ["kms-deletion-window"],
  ],
  ["a key that is never rotated", key, props({ enableKeyRotation: false }), ["kms-rotation"]],
  [
    "a key that everybody may end",
    key,
    policy(anybodyMay("kms:ScheduleKeyDeletion")),
    ["kms-policy-guards-deletion"],
  ],
  ["a key that is switched off", key, props({ isEnabled: false }), ["kms-key-enabled"]],
  [
    "an exporter who may end versions",
    "vault-offsite-export-policy",
    policy(allowedToo("s3:DeleteObjectVersion", "arn:aws:s3:::astronomy-lab-vm-archive/*")),
    ["iam-writer-least"],
  ],
  [
    "an exporter who may do everything",
    "vault-offsite-export-policy",
    policy(allowedToo("s3:*", "*")),
    ["iam-no-wildcard"],
  ],
  [
    "an escrow that is gone at once",
    "vault-pbs-client-key-pbs-ct-secret",
    props({ recoveryWindowInDays: 0 }),
    ["secret-recovery-window"],
  ],
  [
    "an escrow under Amazon's key",
    "vault-pbs-client-key-pbs-ct-secret",
    props({ kmsKeyId: undefined }),
    ["secret-own-key"],
  ],
  [
    "a MinIO bucket that cannot lock",
    `${data}-bucket`,
    props({ objectLocking: false }),
    ["minio-bucket-lockable"],
  ],
  [
    "a MinIO bucket that goes with all that is in it",
    `${data}-bucket`,
    props({ forceDestroy: true }),
    ["bucket-no-force-destroy"],
  ],
  [
    "MinIO versions that are no longer kept",
    `${data}-versioning`,
    props({ versioningConfiguration: { status: "Suspended" } }),
    ["minio-versioning-enabled"],
  ],
  ["MinIO objects in clear", `${data}-encryption`, notMade, ["minio-bucket-encrypted"]],
  [
    "replaced versions that go at once",
    "fs01-research-data-replica-lifecycle",
    props({ rules: [{ id: "replaced-versions", noncurrentVersionExpirationDays: 1 }] }),
    ["minio-ilm-minimum"],
  ],
  [
    "deletions that are replicated",
    "research-data-rule",
    document({ delete: "Enabled" }),
    ["minio-replication-no-deletes"],
  ],
  [
    "a prune job that keeps next to nothing",
    prune,
    document({ "keep-weekly": 1, "keep-monthly": undefined }),
    ["pbs-prune-job-minimum", "pbs-datastore-kept-days"],
  ],
  ["a datastore that nothing prunes", prune, notMade, ["pbs-datastore-pruned"]],
  [
    "a datastore without garbage collection",
    "pbs-vm-backup-section",
    document({ "gc-schedule": undefined }),
    ["pbs-datastore-gc"],
  ],
  [
    "a datastore that is closed",
    "pbs-vm-backup-section",
    document({ "maintenance-mode": "type=read-only" }),
    ["pbs-datastore-open"],
  ],
  [
    "a garbage collection without its check",
    "pbs-vm-backup-section",
    document({ tuning: "gc-atime-safety-check=false" }),
    ["pbs-datastore-gc-careful"],
  ],
  [
    "an envelope that nobody knows for one",
    "pbs-vm-backup-section",
    (sent) => {
      const stdin = String(sent.props["stdin"]).replace("backup-remote/1", "backup-remote/2");
      return props({ stdin })(sent);
    },
    ["document-readable"],
  ],
  [
    "a bucket by a provider that no rule knows",
    `${image}-bucket`,
    (sent) => ({ ...sent, type: "aws-native:s3:Bucket" }),
    ["storage-type-judged"],
  ],
  [
    "a cluster's token that may prune",
    "pbs-pve@pbs-grants pbs-pve@pbs!cluster-grants",
    document({
      grants: [{ path: "/datastore/vm-backup", propagate: true, role: "DatastorePowerUser" }],
    }),
    ["pbs-token-cannot-prune", "pbs-cluster-token-backup-only"],
  ],
  [
    "a storage without its own key",
    "cluster-pbs-ct-storage",
    props({ encryptionKey: undefined }),
    ["pve-storage-own-key"],
  ],
  [
    "a storage of any server that answers",
    "cluster-pbs-ct-storage",
    props({ fingerprint: undefined }),
    ["pve-storage-fingerprint"],
  ],
  [
    "a storage that prunes by itself",
    "cluster-pbs-ct-storage",
    props({ backups: { keepLast: 1 } }),
    ["pve-prunes-nothing"],
  ],
  [
    "a Veeam job in clear",
    "veeam-windows-files-job",
    document({ encryption: undefined, encryptionKey: undefined }),
    ["veeam-job-encrypted"],
  ],
  [
    "a host whose key nobody knows",
    prune,
    (sent) =>
      props({ connection: { ...(sent.props["connection"] as object), hostKey: undefined } })(sent),
    ["remote-host-key-pinned"],
  ],
  [
    "a trail that is off",
    "vault-astronomy-lab-backup-trail-trail",
    props({ enableLogging: false }),
    ["aws-trail"],
  ],
];

describeDamages(damages);
