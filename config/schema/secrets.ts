import { z } from "zod";
import { powershellText, trimmedLine, wholeText } from "./values";

const secret = z.string().min(1);

/** What keeps it in one line of a file, which it trims. */
const line = trimmedLine(700);

/** What travels in a header of HTTP. */
const headerToken = z
  .string()
  .regex(/^[\x21-\x7e]{1,700}$/, { error: "letters, digits and signs of ASCII, without a space" });

/** The name of what a secret belongs to, whatever its kind. */
const owner = z.string().regex(/^\w[\w.@!-]*$/, {
  error: "the name of what the secret belongs to, as it is declared",
});

/** Secrets of a Proxmox Backup Server, each by the name it has under `backup:pbs`. */
const pbs = z.strictObject({
  /** Initial passwords of users. */
  passwords: z.record(owner, trimmedLine(64, 8)).default({}),
  /** Passwords or token secrets for remotes. */
  remotes: z.record(owner, line).default({}),
  /** Tokens of Gotify, passwords of SMTP servers. */
  notificationEndpoints: z.record(owner, line).default({}),
  /** Secrets of webhooks by the webhook's name and their own. */
  webhooks: z.record(owner, z.record(owner, wholeText)).default({}),
  /** Secret keys of S3 endpoints. */
  s3Endpoints: z.record(owner, line).default({}),
  /** Tokens of InfluxDB servers. */
  metricServers: z.record(owner, headerToken).default({}),
});

/** Administrator of a MinIO site. MinIO takes 3 characters and more for a user, 8 and more for a password. */
const administrator = z.strictObject({
  user: secret.regex(/^\w[\w.@+-]{2,127}$/, {
    error: "3 to 128 letters, digits, dots, dashes, underscores, plus and at signs",
  }),
  password: trimmedLine(255, 8),
});

/** What Proxmox VE needs of a client key, by whose fingerprint it goes; whether that is its own, the storage sees. */
const clientKey = secret.refine(isPlainClientKey, {
  error:
    "the JSON document of an AES-256 key without a passphrase: `kdf` null, `data` 32 bytes in Base64, its `fingerprint`",
});

function isPlainClientKey(document: string): boolean {
  try {
    const { kdf, data, fingerprint } = JSON.parse(document) as Record<string, unknown>;
    const isKey = /^[A-Za-z0-9+/]{43}=$/.test(String(data));
    return (
      (kdf ?? null) === null && isKey && /^([0-9a-f]{2}:){31}[0-9a-f]{2}$/.test(String(fingerprint))
    );
  } catch {
    return false;
  }
}

/**
 * Everything under `backup:secrets`, encrypted by Pulumi. Values never appear in a fault: only their paths do.
 * Which entries of a record must be there follows from the rest of the declaration (`references.ts`).
 */
export const secretsSchema = z.strictObject({
  /** OpenSSH private key for every host. */
  sshPrivateKey: secret.regex(/^-----BEGIN [A-Z ]*PRIVATE KEY-----/, {
    error: "a private key in PEM or OpenSSH form",
  }),
  /** `user@realm!name=uuid`, the API token for each cluster. */
  pveApiToken: z
    .record(
      owner,
      secret.regex(/^\w[\w.-]*@\w[\w.-]*!\w[\w.-]*=[0-9a-f-]{36}$/, {
        error: "user@realm!name=uuid",
      }),
    )
    .default({}),
  /** By the server's name. */
  pbs: z.record(owner, pbs).default({}),
  /** The client-side AES-256 key of each PVE storage, as the JSON document of `proxmox-backup-client key create --kdf none`. */
  pbsEncryptionKeys: z.record(owner, clientKey).default({}),
  /** Administrator of each MinIO site. */
  minio: z.record(owner, administrator).default({}),
  /** The password that each Veeam server derives its AES-256 key from. */
  veeamEncryptionPassword: z.record(owner, powershellText(trimmedLine(255, 12))).default({}),
  /** By the Veeam server's name: the passwords of its log-ins, by theirs. */
  veeam: z
    .record(
      owner,
      z.strictObject({
        credentials: z.record(owner, powershellText(trimmedLine(255))).default({}),
      }),
    )
    .default({}),
  /** The passphrase of each pgBackRest repository, its `repo-cipher-pass`. */
  pgBackRestCiphers: z.record(owner, trimmedLine(255, 32)).default({}),
  /** The password of the restic repositories of each place of dumps. */
  dumpKeys: z.record(owner, trimmedLine(255, 32)).default({}),
  /** AES-256 key of the images that are exported to the vault: 32 bytes in Base64. */
  exportKey: secret.regex(/^[A-Za-z0-9+/]{43}=$/, { error: "32 bytes in Base64" }).optional(),
  /** Access to AWS for each vault; left out where the environment has it (role, profile, OIDC). */
  aws: z
    .record(
      owner,
      z.strictObject({
        accessKey: secret.regex(/^\w{1,128}$/, { error: "letters, digits and underscores" }),
        secretKey: line,
      }),
    )
    .default({}),
});

/** The secrets in plain text: only ever inside of an Output. */
export type SecretValues = z.infer<typeof secretsSchema>;
