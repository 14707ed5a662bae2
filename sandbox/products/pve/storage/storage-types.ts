/** Whether an option must be given, and whether it stays as it was given. */
type OptionRule = "optional" | "required-fixed";

/** A kind of storage. */
export interface StorageType {
  /** The options it takes. */
  readonly options: Readonly<Record<string, OptionRule>>;
  /** What it can hold. */
  readonly content: readonly string[];
  /** What it holds when nothing is said. */
  readonly defaultContent: string;
  /** Whether every node sees the same data, whatever is configured. */
  readonly alwaysShared: boolean;
}

/** The kinds served here, by name. Source of the options: PVE administration guide, chapter "Proxmox VE Storage". */
export const storageTypes: Readonly<Record<string, StorageType>> = {
  pbs: {
    options: {
      server: "required-fixed",
      datastore: "required-fixed",
      namespace: "optional",
      port: "optional",
      nodes: "optional",
      disable: "optional",
      content: "optional",
      username: "optional",
      password: "optional",
      "encryption-key": "optional",
      "master-pubkey": "optional",
      "prune-backups": "optional",
      "max-protected-backups": "optional",
      fingerprint: "optional",
    },
    content: ["backup", "none"],
    defaultContent: "backup",
    alwaysShared: true,
  },
  dir: {
    options: {
      path: "required-fixed",
      nodes: "optional",
      shared: "optional",
      disable: "optional",
      content: "optional",
      "prune-backups": "optional",
      "max-protected-backups": "optional",
    },
    content: ["images", "rootdir", "vztmpl", "iso", "backup", "snippets", "import", "none"],
    defaultContent: "images,rootdir",
    alwaysShared: false,
  },
};
