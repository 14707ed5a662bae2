import { z } from "zod";

const secret = z.string().min(1);

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
  /** Secret of the PBS token that each PVE storage logs in with. */
  pbsTokens: z.record(z.string(), secret),
  /** The client-side AES-256 key of each PVE storage, as the JSON document of `proxmox-backup-client key create --kdf none`. */
  pbsEncryptionKeys: z.record(z.string(), secret),
  /** Administrator of each MinIO site. */
  minio: z.record(z.string(), z.strictObject({ user: secret, password: secret })),
  /** The password that Veeam derives its AES-256 key from. */
  veeamEncryptionPassword: secret.min(12, { error: "at least 12 characters" }),
  /** Access to AWS; left out where the environment has it (role, profile, OIDC). */
  aws: z.strictObject({ accessKey: secret, secretKey: secret }).optional(),
});

/** The secrets in plain text: only ever inside of an Output. */
export type SecretValues = z.infer<typeof secretsSchema>;
