import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { readUserConfig } from "../access/user-config";
import { diskVolumes, type GuestConfig, mountPointVolumes, type Volume } from "./guest-volumes";

/** A guest of the cluster. */
export interface Guest {
  readonly vmid: number;
  readonly name: string;
  readonly node: string;
  readonly type: GuestType;
  /** The resource pool it is in, if any. */
  readonly pool?: string;
  readonly volumes: readonly Volume[];
}

export type GuestType = keyof typeof types;

/** Where the product keeps the configuration of each type of guest, and what is in it. */
const types = {
  qemu: { directory: "qemu-server", nameKey: "name", volumes: diskVolumes },
  lxc: { directory: "lxc", nameKey: "hostname", volumes: mountPointVolumes },
} as const;

/**
 * The cluster's guests: one file each, `nodes/NODE/qemu-server/VMID.conf` or `nodes/NODE/lxc/VMID.conf`, as a node
 * sees them below `/etc/pve`. Who moves the file moves the guest.
 */
export class Guests {
  /** @param state - the directory a node sees as `/etc/pve` */
  constructor(private readonly state: string) {}

  /** By rising VMID. */
  all(): readonly Guest[] {
    const pools = Object.entries(readUserConfig(this.state).pools);
    return this.nodes()
      .flatMap((node) => this.onNode(node))
      .map((guest) => {
        const pool = pools.find(([, vmids]) => vmids.includes(guest.vmid))?.[0];
        return pool === undefined ? guest : { ...guest, pool };
      })
      .sort((a, b) => a.vmid - b.vmid);
  }

  /** By name. */
  nodes(): readonly string[] {
    return listed(path.join(this.state, "nodes"));
  }

  /** Whether a pool exists, with guests in it or without. */
  hasPool(pool: string): boolean {
    return Object.hasOwn(readUserConfig(this.state).pools, pool);
  }

  private onNode(node: string): readonly Guest[] {
    return (Object.keys(types) as GuestType[]).flatMap((type) => {
      const directory = path.join(this.state, "nodes", node, types[type].directory);
      return listed(directory)
        .filter((file) => /^\d+\.conf$/.test(file))
        .map((file) => {
          const config = parseConfig(readFileSync(path.join(directory, file), "utf8"));
          return {
            vmid: Number.parseInt(file),
            name: config[types[type].nameKey] ?? "",
            node,
            type,
            volumes: types[type].volumes(config),
          };
        });
    });
  }
}

/** A guest as it is put into the cluster. */
export interface NewGuest {
  readonly vmid: number;
  readonly name: string;
  readonly node: string;
  readonly type: GuestType;
  /** Its disks or mount points, as its configuration writes them. Default: none. */
  readonly volumes?: GuestConfig;
  /** What else its configuration says. Default: nothing. */
  readonly options?: GuestConfig;
}

/** Writes the configuration of a guest. */
export function writeGuest(state: string, guest: NewGuest): void {
  const { vmid, name, node, type, volumes, options } = guest;
  const directory = path.join(state, "nodes", node, types[type].directory);
  mkdirSync(directory, { recursive: true });
  const lines = Object.entries({ [types[type].nameKey]: name, ...volumes, ...options });
  writeFileSync(
    path.join(directory, `${vmid}.conf`),
    lines.map(([key, value]) => `${key}: ${value}\n`).join(""),
    { mode: 0o640 },
  );
}

function listed(directory: string): readonly string[] {
  return existsSync(directory) ? readdirSync(directory).sort() : [];
}

/** What comes after the first section header belongs to snapshots. */
function parseConfig(text: string): GuestConfig {
  const current = text.split(/^\[/m)[0] ?? "";
  return Object.fromEntries(
    current
      .split("\n")
      .map((line) => /^([^#:\s]+):\s*(.*?)\s*$/.exec(line))
      .flatMap((match) => (match === null ? [] : [[match[1], match[2]]])),
  ) as GuestConfig;
}
