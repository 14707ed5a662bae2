import { z } from "zod";

const secret = z.string().min(1);

/** Proxmox keeps it in one line of a file, which it trims. */
const line = z.string().regex(/^(?!\s)[^\p{Cc}]{1,700}(?<!\s)$/u, {
  error: "one line without a space at either end",
});

/** Secrets of the Proxmox Backup Server, each by the name it has under `backup:pbs`. */
const pbs = z.strictObject({
  /** Initial passwords of users. */
  passwords: z.record(z.string(), line.min(8).max(64)).default({}),
  /** Passwords or token secrets for remotes. */
  remotes: z.record(z.string(), line).default({}),
  /** Tokens of Gotify, passwords of SMTP servers. */
  notificationEndpoints: z.record(z.string(), line).default({}),
  /** Secrets of webhooks by the webhook's name and their own. */
  webhooks: z.record(z.string(), z.record(z.string(), secret)).default({}),
  /** Secret keys of S3 endpoints. */
  s3Endpoints: z.record(z.string(), line).default({}),
  /** Tokens of InfluxDB servers. */
  metricServers: z.record(z.string(), line).default({}),
});

/**
 * Everything under `backup:secrets`, encrypted by Pulumi. Values never appear in a fault: only their paths do.
 * Which entries of a record must be there follows from the rest of the declaration (`references.ts`).
 */
export const secretsSchema = z.strictObject({
  /** OpenSSH private key for every host. */
  sshPrivateKey: secret.regex(/^-----BEGIN [A-Z ]*PRIVATE KEY-----/, {
    error: "a private key in PEM or OpenSSH form",
  }),
  /** `user@realm!name=uuid` of the cluster's API token. */
  pveApiToken: secret.regex(/^[^\s:/!]+@[a-z0-9-]+![A-Za-z0-9_-]+=[0-9a-f-]{36}$/, {
    error: "user@realm!name=uuid",
  }),
  pbs: pbs.prefault({}),
  /** The client-side AES-256 key of each PVE storage, as the JSON document of `proxmox-backup-client key create --kdf none`. */
  pbsEncryptionKeys: z.record(z.string(), secret).default({}),
  /** Administrator of each MinIO site. */
  minio: z.record(z.string(), z.strictObject({ user: secret, password: secret })).default({}),
  /** The password that Veeam derives its AES-256 key from. */
  veeamEncryptionPassword: secret.min(12, { error: "at least 12 characters" }),
  /** The passphrase of each pgBackRest repository, its `repo-cipher-pass`. */
  pgBackRestCiphers: z
    .record(z.string(), secret.min(32, { error: "at least 32 characters" }))
    .default({}),
  /** AES-256 key of the images that are exported to the vault: 32 bytes in Base64. */
  exportKey: secret.regex(/^[A-Za-z0-9+/]{43}=$/, { error: "32 bytes in Base64" }).optional(),
  /** Access to AWS; left out where the environment has it (role, profile, OIDC). */
  aws: z.strictObject({ accessKey: secret, secretKey: secret }).optional(),
});

/** The secrets in plain text: only ever inside of an Output. */
export type SecretValues = z.infer<typeof secretsSchema>;
