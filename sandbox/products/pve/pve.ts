import { existsSync, mkdirSync } from "node:fs";
import * as path from "node:path";
import { type BuiltExecutable } from "../../build";
import { writeFileAtomically } from "../../../lib/atomic-file";
import { type ServerSpec } from "../../supervisor/server-spec";
import { type CertificateAuthority, type ServerCertificate } from "../../estate/certificates";

/** The token of the stack, as PVE writes it: of a user of its own, not of root. */
export const pveTokenId = "pulumi@pve!stack";

/**
 * The users of a fresh cluster. The stack's token has the least that backup needs: what it may do is granted to
 * the user and, because of its privilege separation, to the token as well.
 */
const users = [
  "user:root@pam:1:0:::::",
  "user:pulumi@pve:1:0:::::",
  `token:${pveTokenId}:0:1::`,
  "role:BackupStack:Datastore.Allocate,Datastore.AllocateSpace,Datastore.Audit,Sys.Audit,Sys.Modify:",
  `acl:1:/:pulumi@pve,${pveTokenId}:BackupStack:`,
];

/** Where a cluster whose server has this directory keeps its files: what a node sees as `/etc/pve`. */
export function pveStateDirectory(directory: string): string {
  return path.join(directory, "state");
}

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
  const state = pveStateDirectory(directory);
  mkdirSync(path.join(state, "priv"), { recursive: true, mode: 0o700 });
  const userConfig = path.join(state, "user.cfg");
  if (!existsSync(userConfig)) await writeFileAtomically(userConfig, lines(users), 0o640);
  const tokens = path.join(state, "priv", "token.cfg");
  await writeFileAtomically(tokens, lines([`${pveTokenId} ${options.tokenSecret}`]), 0o600);
  const endpoint = `https://localhost:${port}`;
  return {
    name: "pve",
    command: [executable.file],
    environment: {
      PATH: "/usr/bin:/bin",
      PVE_STATE: state,
      PVE_PORT: String(port),
      PVE_TLS_CERT: certificate.certificateFile,
      PVE_TLS_KEY: certificate.keyFile,
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

const lines = (all: readonly string[]) => all.map((line) => `${line}\n`).join("");
