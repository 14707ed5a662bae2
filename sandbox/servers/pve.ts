import { mkdirSync } from "node:fs";
import * as path from "node:path";
import { type BuiltExecutable } from "../build";
import { writeFileAtomically } from "../files";
import { type ServerSpec } from "../supervisor/server-spec";
import { type CertificateAuthority, type ServerCertificate } from "./certificates";

/** The token's name, as PVE writes it. */
export const pveTokenId = "root@pam!pulumi";

export interface PveOptions {
  /** The compiled stand-in. */
  readonly executable: BuiltExecutable;
  readonly port: number;
  readonly directory: string;
  readonly authority: CertificateAuthority;
  readonly certificate: ServerCertificate;
  /** The secret of {@link pveTokenId}, a UUID. */
  readonly tokenSecret: string;
}

/** The stand-in for the API of Proxmox VE. */
export async function pve(options: PveOptions): Promise<ServerSpec> {
  const { executable, port, directory, authority, certificate } = options;
  const tokens = path.join(directory, "tokens.json");
  mkdirSync(path.join(directory, "state"), { recursive: true });
  await writeFileAtomically(tokens, JSON.stringify({ [pveTokenId]: options.tokenSecret }), 0o600);
  const endpoint = `https://localhost:${port}`;
  return {
    name: "pve",
    command: [executable.file],
    environment: {
      PATH: "/usr/bin:/bin",
      PVE_STATE: path.join(directory, "state"),
      PVE_PORT: String(port),
      PVE_TLS_CERT: certificate.certificateFile,
      PVE_TLS_KEY: certificate.keyFile,
      PVE_TOKENS: tokens,
    },
    endpoint,
    health: {
      kind: "http",
      url: `${endpoint}/api2/json/version`,
      caFile: authority.caFile,
      statuses: [200, 401],
    },
    revision: `${executable.revision} ${certificate.fingerprint}`,
  };
}
