/** What does no harm, beside what does: a pack that stops these would be switched off. */
"use strict";

const {
  sdks,
  kept,
  connection,
  key,
  storageKey,
  allow,
  lifecycle,
  encryption,
  lock,
  iamPolicy,
  kmsKey,
  blockPublic,
  secret,
  remote,
  storage,
  job,
  versioning,
} = require("./makers.js");

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

module.exports = { harmless };
