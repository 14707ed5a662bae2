import * as path from "node:path";
import { projectRoot } from "../../lib/project-root";
import { type ExecutableName } from "../executables";

/** Where an extra program of a host comes from: compiled from our sources, a tool of the toolchain, or a file of the machine. */
export type ProgramSource =
  { readonly compiled: ExecutableName } | { readonly tool: HostTool } | { readonly file: string };

/** Tools of the toolchain that hosts run. */
export type HostTool = "mc" | "restic" | "pgbackrest" | "bwrap";

/** What a host may share: the cluster's files, which the server of PVE's API works on too. */
export type SharedDirectory = "pve";

/** One host that the sandbox simulates: a real SSH server that sees a file system of its own. */
export interface SimulatedHost {
  /** Programs beyond those of the machine, by absolute path on the host. */
  readonly programs: Readonly<Record<string, ProgramSource>>;
  /**
   * A program that gets every command instead of a shell, as `SSH_ORIGINAL_COMMAND`. Default: none,
   * a Debian shell.
   */
  readonly shell?: {
    readonly path: string;
    readonly environment: Readonly<Record<string, string>>;
  };
  /** Directories that it shares with a server of the sandbox, by absolute path on the host. Default: none. */
  readonly shares?: Readonly<Record<string, SharedDirectory>>;
  /** A program that runs beside the SSH server and serves a port, which it is told as `PBS_PORT`. Default: none. */
  readonly daemon?: { readonly compiled: ExecutableName };
  /** Accounts besides root's; each owns what root owns, because a host has one user alone. Default: none. */
  readonly accounts?: readonly string[];
  /** A program of its own that runs beside the SSH server, and what a file says once it works. Default: none. */
  readonly service?: {
    /** By absolute path on the host. */
    readonly program: string;
    readonly readyFile: string;
    readonly readyText: string;
  };
  /** Where the host expects its TLS certificate and key. Default: it serves nothing over TLS. */
  readonly certificate?: { readonly certificateFile: string; readonly keyFile: string };
}

const backupClient = {
  "/usr/bin/proxmox-backup-client": { compiled: "proxmox-backup-client" },
} as const satisfies SimulatedHost["programs"];

/** A script of the sandbox that stands for a program of a host with PostgreSQL. */
function postgresqlFile(name: string): string {
  return path.join(projectRoot, "sandbox", "products", "postgresql", "host", name);
}

const minioHost: SimulatedHost = { programs: { "/usr/local/bin/mc": { tool: "mc" } } };

/** Every simulated host, by the name the estate calls it. */
export const simulatedHosts = {
  pbs01: {
    programs: {
      "/usr/sbin/proxmox-backup-manager": { compiled: "proxmox-backup-manager" },
      "/usr/bin/proxmox-backup-debug": { compiled: "proxmox-backup-debug" },
      "/usr/local/bin/restic": { tool: "restic" },
      ...backupClient,
    },
    daemon: { compiled: "proxmox-backup-proxy" },
    certificate: {
      certificateFile: "/etc/proxmox-backup/proxy.pem",
      keyFile: "/etc/proxmox-backup/proxy.key",
    },
  },
  node01: {
    programs: {
      "/usr/bin/pvesh": { compiled: "pvesh" },
      ...backupClient,
      "/usr/sbin/pvesm": { compiled: "pvesm" },
    },
    shares: { "/etc/pve": "pve" },
  },
  fs01: minioHost,
  fs03: minioHost,
  "proj-pg01": {
    programs: {
      "/usr/bin/bwrap": { tool: "bwrap" },
      "/usr/bin/pgbackrest": { tool: "pgbackrest" },
      "/usr/bin/restic": { tool: "restic" },
      "/usr/sbin/runuser": { file: postgresqlFile("runuser.sh") },
      "/usr/sbin/serve-postgresql": { file: postgresqlFile("serve.sh") },
    },
    accounts: ["postgres"],
    service: {
      program: "/usr/sbin/serve-postgresql",
      // Its last line says how the server is (PostgreSQL documentation, "Database File Layout").
      readyFile: "/var/lib/postgresql/ready.pid",
      readyText: "ready",
    },
  },
  vbr01: {
    programs: { "/usr/local/bin/windows-shell": { compiled: "windows-shell" } },
    shell: {
      path: "/usr/local/bin/windows-shell",
      environment: { WINDOWS_STATE: "/var/lib/windows" },
    },
  },
} as const satisfies Record<string, SimulatedHost>;

export type HostName = keyof typeof simulatedHosts;
