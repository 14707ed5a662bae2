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
  "proxmox-backup-manager": { entry: "sandbox/products/pbs/main.ts" },
  pvesh: { entry: "sandbox/products/pve/pvesh-main.ts" },
  pvesm: { entry: "sandbox/products/pve/pvesm-main.ts" },
  "proxmox-backup-client": { entry: "sandbox/products/pbs/client/main.ts" },
  "proxmox-backup-debug": { entry: "sandbox/products/pbs/debug/main.ts" },
  "proxmox-backup-proxy": { entry: "sandbox/products/pbs/api/main.ts" },
  "windows-shell": { entry: "sandbox/products/windows/main.ts" },
  influxdb: { entry: "sandbox/products/influxdb/main.ts" },
  "pve-api": { entry: "sandbox/products/pve/main.ts" },
  "sandbox-supervisor": { entry: "sandbox/supervisor/main.ts" },
} as const satisfies Record<string, Executable>;

export type ExecutableName = keyof typeof executables;
