import { mkdirSync } from "node:fs";
import * as path from "node:path";
import { writeFileAtomically } from "../../../lib/atomic-file";
import { type ServerSpec } from "../../supervisor/server-spec";
import { type CertificateAuthority, type ServerCertificate } from "../../estate/certificates";

/** Every site's root user. */
export const minioUser = "sandbox-root";

export const minioRegion = "us-east-1";

/** The name of the key that encrypts objects; the same at both sites, or no object would be replicated. */
const keyName = "backup-key";

export interface MinioOptions {
  readonly executable: string;
  /** The site, for example `fs01`. */
  readonly site: string;
  readonly port: number;
  readonly directory: string;
  readonly authority: CertificateAuthority;
  readonly certificate: ServerCertificate;
  readonly password: string;
  /** 32 bytes in base64. */
  readonly key: string;
}

/**
 * One MinIO site. Trust in the other sites comes with the certificate's directory (`CAs/ca.crt`):
 * without it a replication rule cannot be added. Credentials are in a file that only root reads.
 */
export async function minio(options: MinioOptions): Promise<ServerSpec> {
  const { executable, site, port, directory, authority, certificate } = options;
  const data = path.join(directory, "data");
  const credentials = path.join(directory, "minio.env");
  mkdirSync(data, { recursive: true });
  await writeFileAtomically(
    credentials,
    [
      `MINIO_ROOT_USER=${minioUser}`,
      `MINIO_ROOT_PASSWORD=${options.password}`,
      `MINIO_KMS_SECRET_KEY=${keyName}:${options.key}`,
      "",
    ].join("\n"),
    0o600,
  );
  return {
    name: `minio-${site}`,
    command: [
      ...([executable, "server", "--quiet", "--certs-dir", certificate.directory] as const),
      ...["--address", `127.0.0.1:${port}`, data],
    ],
    environment: {
      HOME: directory,
      MINIO_CONFIG_ENV_FILE: credentials,
      MINIO_BROWSER: "off",
      // Accepts a data directory on the machine's root disk.
      MINIO_CI_CD: "1",
      MINIO_REGION: minioRegion,
      // An idle site then stays near 110 MB, and a loaded one near 130 MB instead of 480 MB.
      GOMEMLIMIT: "128MiB",
      GOGC: "50",
    },
    endpoint: `https://localhost:${port}`,
    health: {
      kind: "http",
      url: `https://localhost:${port}/minio/health/ready`,
      caFile: authority.caFile,
      statuses: [200],
    },
    revision: certificate.fingerprint,
  };
}
