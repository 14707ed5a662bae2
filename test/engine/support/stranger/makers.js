/** Plain resources as a stranger would write them, each with what a case changes. */
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
const remote =
  (more, options = {}) =>
  (name) =>
    new sdks.command.remote.Command(
      name,
      {
        ...{ connection, create: "true", logging: "none", addPreviousOutputInEnv: false },
        ...more,
      },
      options,
    );
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

/**
 * A document as the contract of this project carries it, in a command that somebody else wrote.
 *
 * @param more - settings, secrets, where it is sent, and options of the command
 */
const told =
  (kind, identity, document, { settings = {}, secrets = {}, host = "pbs01", ...options } = {}) =>
  (name) =>
    remote(
      {
        connection: { ...connection, host },
        stdin: JSON.stringify({
          ...{ contract: "backup-remote/1", platform: { name: "posix" }, kind, identity },
          ...{ stack: "stranger/x", resource: identity, adopt: false, document, settings },
          ...{ secrets, script: "" },
        }),
      },
      options,
    )(name);

/** A timer as an agent's job is told it. */
const timed = (timer, { state = "enabled", calendar = "sun 02:00" } = {}) => ({
  timers: { [timer]: state },
  settings: { timers: { [timer]: `[Timer]\nOnCalendar=${calendar}\n` } },
});

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

module.exports = {
  ...{
    sdks,
    account,
    kept,
    connection,
    key,
    storageKey,
    policy,
    allow,
    lifecycle,
    encryption,
    lock,
  },
  ...{
    bucketPolicy,
    iamPolicy,
    kmsKey,
    kmsKeyUnprotected,
    blockPublic,
    secret,
    remote,
    storage,
    job,
  },
  ...{ told, timed, versioning },
};
