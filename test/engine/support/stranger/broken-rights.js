/** Keys, secrets and who may do what, beside what one policy shows by itself. */
"use strict";

const { sdks, key, kmsKey, policy, allow, secret, remote, told } = require("./makers.js");

const acl = (holder, ...grants) =>
  told("pbs acl", holder, {
    grants: grants.map(([role, path]) => ({ role, path, propagate: true })),
  });
const storage = (username) => (name) =>
  new sdks.proxmoxve.storage.Pbs(name, {
    ...{ resourceId: name, server: "pbs01", datastore: name, contents: ["backup"] },
    ...{ username, password: "p", fingerprint: Array(32).fill("ab").join(":") },
  });

const broken = [
  ["kms-lockout-check", kmsKey({ bypassPolicyLockoutSafetyCheck: true })],
  ["kms-policy-given", kmsKey({ policy: undefined })],
  [
    "secret-policy-not-public",
    secret({ policy: policy(allow("secretsmanager:GetSecretValue", "*", { Principal: "*" })) }),
  ],
  ["secret-guarded", secret({})],
  [
    "iam-writer-least-together",
    (name) => {
      const user = new sdks.aws.iam.User(name, { name });
      const grants = { puts: "s3:PutObject", ends: "s3:DeleteObjectVersion" };
      for (const [part, action] of Object.entries(grants))
        new sdks.aws.iam.UserPolicy(`${name}-${part}`, {
          user: user.name,
          policy: policy(allow(action, "arn:aws:s3:::archive/*")),
        });
    },
  ],
  ["pbs-token-cannot-prune", acl("pve@pbs!prunes", ["DatastoreAdmin", "/datastore/vm"])],
  [
    "pbs-cluster-token-backup-only",
    (name) => {
      acl("tape@pbs", ["DatastoreAdmin", "/datastore/vm"])(`${name}-acl`);
      storage("tape@pbs")(name);
    },
  ],
  [
    "iperius-folder-closed",
    told("iperius folder", "open", {
      entries: { BA: "A OICI FA", BU: "A OICI FA" },
      inherits: false,
    }),
  ],
  ["iperius-folder-closed", told("iperius folder", "inherits", { entries: {}, inherits: true })],
  ["command-no-secret", remote({ create: "PGPASSWORD=hunter22 pg_dump lab" })],
  ["command-no-secret", remote({ environment: { RESTIC_PASSWORD: "hunter22" } })],
  ["document-no-secret", told("pbs remote", "leaky", { name: "leaky", password: "hunter22" })],
  [
    "name-no-secret",
    (name) =>
      new sdks.aws.sns.Topic(name, { kmsMasterKeyId: key, tags: { by: "AKIAIOSFODNN7EXAMPLE" } }),
  ],
  ["command-output-unlogged", remote({ stdin: "x", logging: "stdout" })],
  [
    "settings-not-ignored",
    (name) =>
      new sdks.aws.s3.BucketVersioning(
        name,
        { bucket: name, versioningConfiguration: { status: "Enabled" } },
        { ignoreChanges: ["versioningConfiguration"] },
      ),
  ],
  [
    "provider-tls",
    (name) =>
      new sdks.minio.Provider(name, {
        ...{ minioServer: "fs03:9000", minioUser: "lab", minioPassword: "labpassword" },
        minioSsl: false,
      }),
  ],
];

module.exports = { broken };
