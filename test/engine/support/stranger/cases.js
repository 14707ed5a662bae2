/**
 * Programs as a stranger would write them. `rule` is the one that must stop the resource of the case's name; nothing, where
 * the case does no harm.
 */
"use strict";

/** The providers' SDKs, which only making a case loads. */
const sdks = {
  get aws() {
    return require("@pulumi/aws");
  },
  get command() {
    return require("@pulumi/command");
  },
  get minio() {
    return require("@pulumi/minio");
  },
  get proxmoxve() {
    return require("@muhlba91/pulumi-proxmoxve");
  },
};

const account = "123456789012";
const kept = { protect: true };
const connection = {
  host: "pbs01",
  user: "root",
  privateKey: "key",
  hostKey: "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIE0GUG9EmaLFHBvWTFCX3WPFL8u3WtiFzOSdlokkiY75",
};
const key = `arn:aws:kms:us-east-1:${account}:key/0f0f0f0f-0000-4000-8000-000000000000`;
const storageKey = '{"kdf":null}';
const policy = (...Statement) => JSON.stringify({ Version: "2012-10-17", Statement });
const allow = (Action, Resource, more = {}) => ({ Effect: "Allow", Action, Resource, ...more });
const lifecycle = (rule) => (name) =>
  new sdks.aws.s3.BucketLifecycleConfiguration(name, {
    bucket: `archive-${name}`,
    rules: [{ id: "rule", status: "Enabled", filter: { prefix: "" }, ...rule }],
  });
const encryption = (applied) => (name) =>
  new sdks.aws.s3.BucketServerSideEncryptionConfiguration(name, {
    bucket: "archive",
    rules: [{ applyServerSideEncryptionByDefault: applied }],
  });
const lock = (defaultRetention) => (name) =>
  new sdks.aws.s3.BucketObjectLockConfiguration(name, {
    bucket: `archive-${name}`,
    rule: { defaultRetention },
  });
const bucketPolicy =
  (...statements) =>
  (name) =>
    new sdks.aws.s3.BucketPolicy(name, { bucket: "archive", policy: policy(...statements) });
const iamPolicy =
  (...statements) =>
  (name) =>
    new sdks.aws.iam.UserPolicy(name, { user: "exporter", policy: policy(...statements) });
const kmsKey = (more) => (name) =>
  new sdks.aws.kms.Key(
    name,
    {
      ...{ enableKeyRotation: true, deletionWindowInDays: 30 },
      policy: policy(
        allow(["kms:Encrypt", "kms:Decrypt", "kms:GenerateDataKey*"], "*", {
          Principal: { AWS: `arn:aws:iam::${account}:role/exporter` },
        }),
      ),
      ...more,
    },
    kept,
  );
const blockPublic = (more) => (name) =>
  new sdks.aws.s3.BucketPublicAccessBlock(name, {
    ...{ bucket: "archive", blockPublicAcls: true, blockPublicPolicy: true },
    ...{ ignorePublicAcls: true, restrictPublicBuckets: true },
    ...more,
  });
const secret =
  (more, options = kept) =>
  (name) =>
    new sdks.aws.secretsmanager.Secret(
      name,
      { kmsKeyId: key, recoveryWindowInDays: 30, ...more },
      options,
    );
const remote = (more) => (name) =>
  new sdks.command.remote.Command(name, {
    ...{ connection, create: "true", logging: "none", addPreviousOutputInEnv: false },
    ...more,
  });
const storage = (more) => (name) =>
  new sdks.proxmoxve.storage.Pbs(name, {
    ...{ resourceId: name, server: "pbs01", datastore: "vm", contents: ["backup"] },
    ...{ username: "pve@pbs!cluster", password: "p" },
    ...{ encryptionKey: storageKey, fingerprint: Array(32).fill("ab").join(":") },
    ...more,
  });
const job = (more) => (name) =>
  new sdks.proxmoxve.backup.Job(name, {
    ...{ resourceId: name, storage: "pbs", schedule: "02:00", vmids: ["100"], enabled: true },
    ...more,
  });

/** A document as the contract of this project carries it, in a command that somebody else wrote. */
const told = (kind, identity, document, settings = {}) =>
  remote({
    stdin: JSON.stringify({
      ...{ contract: "backup-remote/1", platform: { name: "posix" }, kind, identity },
      ...{ stack: "stranger/x", resource: identity, adopt: false, document, settings },
      ...{ secrets: {}, script: "" },
    }),
  });

const broken = [
  ["bucket-no-force-destroy", (name) => new sdks.aws.s3.Bucket(name, { forceDestroy: true }, kept)],
  [
    "bucket-no-force-destroy",
    (name) => new sdks.minio.S3Bucket(name, { forceDestroy: true }, kept),
  ],
  ["backup-protected", (name) => new sdks.aws.s3.Bucket(name, { bucket: "unprotected" })],
  ["backup-protected", kmsKeyUnprotected],
  ["s3-versioning-enabled", versioning("Suspended")],
  ["s3-lock-compliance", lock({ mode: "GOVERNANCE", days: 90 })],
  ["s3-lock-minimum", lock({ mode: "COMPLIANCE", days: 1 })],
  ["s3-bucket-own-key", encryption({ sseAlgorithm: "AES256" })],
  ["s3-bucket-own-key", encryption({ sseAlgorithm: "aws:kms" })],
  ["s3-bucket-own-key", encryption({ sseAlgorithm: "aws:kms", kmsMasterKeyId: "alias/aws/s3" })],
  ["s3-public-block-whole", blockPublic({ blockPublicPolicy: false })],
  [
    "s3-acl-off",
    (name) =>
      new sdks.aws.s3.BucketOwnershipControls(name, {
        bucket: "archive",
        rule: { objectOwnership: "ObjectWriter" },
      }),
  ],
  [
    "s3-policy-not-public",
    bucketPolicy(allow("s3:GetObject", "arn:aws:s3:::archive/*", { Principal: "*" })),
  ],
  [
    "s3-policy-no-deletion",
    bucketPolicy(
      allow("s3:DeleteObjectVersion", "arn:aws:s3:::archive/*", {
        Principal: { AWS: `arn:aws:iam::${account}:role/exporter` },
      }),
    ),
  ],
  ["s3-expiration-minimum", lifecycle({ expiration: { days: 5 } })],
  ["s3-expiration-minimum", lifecycle({ expiration: { date: "2027-01-01T00:00:00Z" } })],
  [
    "s3-archive-billed-days",
    lifecycle({
      transitions: [{ days: 60, storageClass: "GLACIER" }],
      expiration: { days: 100 },
    }),
  ],
  [
    "s3-archive-billed-days",
    lifecycle({
      noncurrentVersionTransitions: [{ noncurrentDays: 1, storageClass: "DEEP_ARCHIVE" }],
      noncurrentVersionExpiration: { noncurrentDays: 31 },
    }),
  ],
  ["kms-deletion-window", kmsKey({ deletionWindowInDays: 7 })],
  ["kms-rotation", kmsKey({ enableKeyRotation: false })],
  ["kms-key-enabled", kmsKey({ isEnabled: false })],
  ["kms-policy-not-public", kmsKey({ policy: policy(allow("kms:*", "*", { Principal: "*" })) })],
  [
    "kms-policy-guards-deletion",
    kmsKey({
      policy: policy(allow("kms:*", "*", { Principal: { AWS: `arn:aws:iam::${account}:root` } })),
    }),
  ],
  ["secret-recovery-window", secret({ recoveryWindowInDays: 0 })],
  ["secret-own-key", secret({ kmsKeyId: "alias/aws/secretsmanager" })],
  ["backup-protected", secret({}, {})],
  ["iam-no-wildcard", iamPolicy(allow("*", "*"))],
  ["iam-no-escalation", iamPolicy(allow("iam:AttachUserPolicy", `arn:aws:iam::${account}:user/x`))],
  [
    "iam-writer-least",
    iamPolicy(allow(["s3:PutObject", "s3:DeleteObjectVersion"], "arn:aws:s3:::archive/*")),
  ],
  [
    "iam-writer-least",
    iamPolicy(
      allow("s3:PutObject", "arn:aws:s3:::archive/*"),
      allow("s3:PutLifecycleConfiguration", "arn:aws:s3:::archive"),
    ),
  ],
  [
    "iam-trust-narrow",
    (name) =>
      new sdks.aws.iam.Role(name, {
        assumeRolePolicy: policy({
          Effect: "Allow",
          Action: "sts:AssumeRole",
          Principal: { AWS: "*" },
        }),
      }),
  ],
  [
    "minio-versioning-enabled",
    (name) =>
      new sdks.minio.S3BucketVersioning(name, {
        bucket: "data",
        versioningConfiguration: { status: "Suspended" },
      }),
  ],
  [
    "minio-policy-least",
    (name) =>
      new sdks.minio.IamPolicy(name, { policy: policy(allow(["s3:*"], ["arn:aws:s3:::data/*"])) }),
  ],
  [
    "minio-ilm-minimum",
    (name) =>
      new sdks.minio.IlmPolicy(name, {
        bucket: "data",
        rules: [{ id: "soon", expiration: "1d" }],
      }),
  ],
  ["remote-host-key-pinned", remote({ connection: { ...connection, hostKey: undefined } })],
  [
    "remote-host-key-pinned",
    remote({ connection: { ...connection, proxy: { host: "jump01", user: "root" } } }),
  ],
  [
    "remote-login-key",
    remote({ connection: { ...connection, privateKey: undefined, password: "p" } }),
  ],
  ["pve-storage-own-key", storage({ encryptionKey: undefined })],
  ["pve-storage-fingerprint", storage({ fingerprint: undefined })],
  ["no-root-credentials", storage({ username: "root@pam" })],
  ["pve-prunes-nothing", storage({ backups: { keepAll: false, keepLast: 1 } })],
  ["pve-job-runs", job({ enabled: false })],
  ["pve-prunes-nothing", job({ pruneBackups: { "keep-last": "1" } })],
  [
    "pbs-prune-job-minimum",
    told("pbs prune-job", "short", {
      ...{ id: "short", store: "vm", schedule: "daily", "keep-last": 1 },
    }),
  ],
];

/** What does no harm, beside what does: a pack that stops these would be switched off. */
const harmless = [
  versioning("Enabled"),
  lock({ mode: "COMPLIANCE", days: 90 }),
  lock({ mode: "COMPLIANCE", years: 1 }),
  encryption({ sseAlgorithm: "aws:kms", kmsMasterKeyId: key }),
  encryption({ sseAlgorithm: "aws:kms:dsse", kmsMasterKeyId: key }),
  blockPublic({}),
  lifecycle({ expiration: { days: 30 } }),
  (name) =>
    new sdks.aws.s3.BucketLifecycleConfiguration(name, {
      bucket: `archive-${name}`,
      rules: [
        { id: "off", status: "Disabled", filter: { prefix: "" }, expiration: { days: 5 } },
        {
          ...{ id: "images", status: "Enabled", filter: { prefix: "vm/" } },
          transitions: [{ days: 0, storageClass: "GLACIER" }],
          expiration: { days: 90 },
        },
        {
          ...{ id: "lists", status: "Enabled", filter: { prefix: "manifest/" } },
          expiration: { days: 40 },
        },
      ],
    }),
  kmsKey({}),
  secret({}),
  iamPolicy(allow("s3:PutObject", "arn:aws:s3:::archive/vm/*")),
  iamPolicy(
    allow(["s3:GetObject", "s3:ListBucket"], ["arn:aws:s3:::archive", "arn:aws:s3:::archive/*"]),
  ),
  remote({}),
  remote({ connection: { ...connection, proxy: connection } }),
  remote({ create: "systemctl restart chronyd", delete: "rm -f /etc/motd.d/lab" }),
  (name) => {
    storage({})(name);
    new sdks.aws.secretsmanager.SecretVersion(
      `${name}-escrow`,
      { secretId: "storage-key", secretString: storageKey },
      kept,
    );
  },
  job({}),
  job({ vmids: undefined, all: true }),
  (name) => new sdks.aws.sns.Topic(name, { kmsMasterKeyId: key }),
  (name) => new sdks.aws.kms.Alias(name, { name: "alias/backups", targetKeyId: key }),
  // A number more or less, as most changes are.
  ...[30, 31, 35, 40, 60, 90, 91, 120, 180, 365, 366, 400, 730, 1099, 3650].flatMap((days) => [
    lifecycle({ expiration: { days } }),
    lock({ mode: "COMPLIANCE", days }),
  ]),
  ...[90, 91, 97, 120, 365, 366, 1000].flatMap((days) => [
    lifecycle({ transitions: [{ days: 0, storageClass: "GLACIER" }], expiration: { days } }),
    lifecycle({
      transitions: [{ days: 5, storageClass: "GLACIER_IR" }],
      expiration: { days: days + 5 },
    }),
    lifecycle({
      transitions: [{ days: 30, storageClass: "STANDARD_IA" }],
      expiration: { days },
    }),
  ]),
  ...["01:30", "sat 18:00", "mon..fri 21:00", "*-*-01 04:00", "hourly"].map((schedule) =>
    job({ schedule }),
  ),
  ...[
    ...["apt-get install -y jq", "systemctl enable --now chronyd", "sysctl -w vm.swappiness=10"],
    ...["pvesm set local --content iso", "proxmox-backup-manager cert info", "zpool scrub tank"],
    ...[
      "mkdir -p /srv/dumps",
      "chown backup: /srv/dumps",
      "pg_dumpall --globals-only --file=/srv/g",
    ],
    ...["mc admin info lab", "rm /var/lock/lab", "Get-Service 'Veeam*'", "restic snapshots"],
  ].map((create) => remote({ create })),
  ...["web", "db", "images", "files", "evidence"].map((item) =>
    iamPolicy(
      allow("s3:PutObject", `arn:aws:s3:::archive/${item}/*`),
      allow("s3:DeleteObject", `arn:aws:s3:::archive/${item}/locks/*`),
    ),
  ),
  ...[30, 30].map((recoveryWindowInDays) => secret({ recoveryWindowInDays })),
  ...[90, 180, 365].map((rotationPeriodInDays) => kmsKey({ rotationPeriodInDays })),
];

function versioning(status) {
  return (name) =>
    new sdks.aws.s3.BucketVersioning(name, {
      bucket: "archive",
      versioningConfiguration: { status },
    });
}

function kmsKeyUnprotected(name) {
  return new sdks.aws.kms.Key(name, {
    ...{ enableKeyRotation: true, deletionWindowInDays: 30 },
    policy: policy(
      allow(["kms:Decrypt"], "*", { Principal: { AWS: `arn:aws:iam::${account}:role/exporter` } }),
    ),
  });
}

const numbered = (index) => String(index + 1).padStart(3, "0");

/** Each has a name of its own, which is the resource's. */
const cases = [
  ...broken.map(([rule, make], index) => ({ name: `b${numbered(index)}-${rule}`, rule, make })),
  ...harmless.map((make, index) => ({ name: `h${numbered(index)}`, rule: undefined, make })),
];

/** What is wrong with it nobody knows before the update: its days come out of a resource that the update makes. */
const later = {
  name: "later",
  rule: "secret-recovery-window",
  make: (name) => {
    const topic = new sdks.aws.sns.Topic("before", { kmsMasterKeyId: key });
    secret({ recoveryWindowInDays: topic.arn.apply(() => 0) })(name);
  },
};

module.exports = { cases, later };
