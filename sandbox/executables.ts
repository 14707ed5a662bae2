/** A kind of program that the sandbox compiles from its own sources. */
export interface Executable {
  /** The entry point, relative to the checkout. */
  readonly entry: string;
  /** Whether it belongs on the engine's PATH: the engine finds plugins there by their names. */
  readonly onEnginePath: boolean;
}

/** Everything that is compiled, by the name under which it is run. */
export const executables = {
  "pulumi-language-nodejs": { entry: "sandbox/language-host/main.ts", onEnginePath: true },
  "pulumi-resource-command": { entry: "sandbox/plugins/command/main.ts", onEnginePath: true },
  "pulumi-resource-aws": { entry: "sandbox/plugins/aws/main.ts", onEnginePath: true },
  "pulumi-resource-minio": { entry: "sandbox/plugins/minio/main.ts", onEnginePath: true },
  "pulumi-resource-proxmoxve": { entry: "sandbox/plugins/proxmoxve/main.ts", onEnginePath: true },
  "proxmox-backup-manager": { entry: "sandbox/hosts/pbs/main.ts", onEnginePath: false },
  pvesh: { entry: "sandbox/hosts/pve/pvesh-main.ts", onEnginePath: false },
  pvesm: { entry: "sandbox/hosts/pve/pvesm-main.ts", onEnginePath: false },
  "proxmox-backup-debug": { entry: "sandbox/hosts/pbs/debug/main.ts", onEnginePath: false },
  "proxmox-backup-proxy": { entry: "sandbox/hosts/pbs/api/main.ts", onEnginePath: false },
  "windows-shell": { entry: "sandbox/hosts/windows/main.ts", onEnginePath: false },
  "pve-api": { entry: "sandbox/servers/pve/main.ts", onEnginePath: false },
  "sandbox-supervisor": { entry: "sandbox/supervisor/main.ts", onEnginePath: false },
} as const satisfies Record<string, Executable>;

export type ExecutableName = keyof typeof executables;
