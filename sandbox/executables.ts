/** A kind of program that the sandbox compiles from its own sources. */
export interface Executable {
  /** The entry point, relative to the checkout. */
  readonly entry: string;
}

/** Everything that is compiled, by the name under which it is run. */
export const executables = {
  "pulumi-language-nodejs": { entry: "sandbox/language-host/main.ts" },
  "pulumi-resource-command": { entry: "sandbox/plugins/command/main.ts" },
  "pulumi-resource-aws": { entry: "sandbox/plugins/aws/main.ts" },
  "pulumi-resource-minio": { entry: "sandbox/plugins/minio/main.ts" },
  "pulumi-resource-proxmoxve": { entry: "sandbox/plugins/proxmoxve/main.ts" },
  "proxmox-backup-manager": { entry: "sandbox/hosts/pbs/main.ts" },
  pvesh: { entry: "sandbox/hosts/pve/pvesh-main.ts" },
  pvesm: { entry: "sandbox/hosts/pve/pvesm-main.ts" },
  "proxmox-backup-client": { entry: "sandbox/hosts/pbs/client/main.ts" },
  "proxmox-backup-debug": { entry: "sandbox/hosts/pbs/debug/main.ts" },
  "proxmox-backup-proxy": { entry: "sandbox/hosts/pbs/api/main.ts" },
  "windows-shell": { entry: "sandbox/hosts/windows/main.ts" },
  influxdb: { entry: "sandbox/servers/influxdb/main.ts" },
  "pve-api": { entry: "sandbox/servers/pve/main.ts" },
  "sandbox-supervisor": { entry: "sandbox/supervisor/main.ts" },
} as const satisfies Record<string, Executable>;

export type ExecutableName = keyof typeof executables;
