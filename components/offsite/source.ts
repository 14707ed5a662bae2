import type * as pulumi from "@pulumi/pulumi";

/** What the export agent can bring copies of: each has a file of its own in `agents/offsite-export`. */
export type ExportSource = "pbs" | "pgbackrest" | "dump";

/** Where exports come from. */
export interface ExportFrom {
  readonly source: ExportSource;
  /** What the agent is told of it, by the names of its configuration. Nothing of it is secret. */
  readonly told: Readonly<Record<string, unknown>>;
  /** Secrets that it needs besides those of every export, by the names of their files. */
  readonly secrets: Readonly<Record<string, pulumi.Input<string>>>;
}

/**
 * What the agent for a source is called: its program, its units and the directory of its jobs. Each source has a program
 * of its own, and two may be on one host.
 */
export function agentName(source: ExportSource): string {
  return source === "pbs" ? "offsite-export" : `offsite-export-${source}`;
}

/** What a job for a source is called among the things on a host; fixed for ever, as the state knows it by that. */
export const exportKind: Readonly<Record<ExportSource, string>> = {
  pbs: "offsite export",
  pgbackrest: "offsite repository export",
  dump: "offsite dump export",
};

/** What is exported from Proxmox Backup Server. */
export interface PbsExport {
  /** `user@realm!token@server:port:datastore`; the token needs `DatastoreReader`. */
  readonly repository: string;
  /** SHA-256 fingerprint of the backup server's certificate. */
  readonly fingerprint: string;
  /** Default: the root namespace. */
  readonly namespace?: string;
  readonly guests: readonly { readonly name: string; readonly vmid: number }[];
}

/** The same, with what nobody else may know. */
export interface PbsExportArgs extends PbsExport {
  readonly tokenSecret: pulumi.Input<string>;
  /** The client key of the backups, as the JSON of `proxmox-backup-client key create`. Default: they are plain. */
  readonly clientKey?: pulumi.Input<string>;
}

/** The newest verified image of each guest. */
export function fromPbs({ tokenSecret, clientKey, ...told }: PbsExportArgs): ExportFrom {
  return {
    source: "pbs",
    told: { ...told },
    secrets: {
      "pbs-secret": tokenSecret,
      ...(clientKey === undefined ? {} : { "client-key.json": clientKey }),
    },
  };
}

/** The newest verified backup of a stanza, with its log. The host's own pgBackRest and database-backup agent read it. */
export function fromStanza(stanza: string): ExportFrom {
  return { source: "pgbackrest", told: { stanza }, secrets: {} };
}

/** The newest verified set of dumps of a server. The host's own database-dump agent reads it. */
export function fromDumps(stanza: string): ExportFrom {
  return { source: "dump", told: { stanza }, secrets: {} };
}
