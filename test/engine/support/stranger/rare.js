/** Types that the sandbox's providers do not make, so that the served pack alone is asked of them. */
"use strict";

const { account, key, kept, sdks } = require("./makers.js");

const role = `arn:aws:iam::${account}:role/exporter`;
const grant = (more) => (name) =>
  new sdks.aws.kms.Grant(name, {
    keyId: key,
    granteePrincipal: role,
    operations: ["Encrypt"],
    ...more,
  });
const broken = [
  ["kms-grant-narrow", grant({ operations: ["CreateGrant"] })],
  ["kms-grant-narrow", grant({ operations: ["Decrypt"] })],
  ["kms-grant-narrow", grant({ granteePrincipal: `arn:aws:iam::${account}:root` })],
  [
    "iam-no-administrator",
    (name) =>
      new sdks.aws.iam.UserPolicyAttachment(name, {
        user: "exporter",
        policyArn: "arn:aws:iam::aws:policy/AdministratorAccess",
      }),
  ],
  [
    "removal-keeps-backups",
    (name) => new sdks.aws.s3.BucketObjectv2(name, { bucket: name, key: "k", forceDestroy: true }),
  ],
  ["storage-type-judged", (name) => new sdks.aws.backup.Vault(name, {}, kept)],
  ["type-judged", (name) => new sdks.aws.sqs.Queue(name, {})],
  [
    "s3-replication-no-deletes",
    (name) =>
      new sdks.aws.s3.BucketReplicationConfig(name, {
        bucket: name,
        role: "arn:aws:iam::123456789012:role/replication",
        rules: [
          {
            ...{ id: "all", status: "Enabled", filter: {} },
            destination: { bucket: "arn:aws:s3:::copy" },
            deleteMarkerReplication: { status: "Enabled" },
          },
        ],
      }),
  ],
  [
    "pve-backup-on-pbs",
    (name) =>
      new sdks.proxmoxve.storage.Nfs(name, {
        ...{ resourceId: name, server: "nas01", export: "/srv", contents: ["backup"] },
      }),
  ],
];

const harmless = [
  grant({}),
  (name) =>
    new sdks.proxmoxve.storage.Nfs(name, {
      ...{ resourceId: name, server: "nas01", export: "/srv", contents: ["iso", "vztmpl"] },
    }),
];

module.exports = { broken, harmless };
