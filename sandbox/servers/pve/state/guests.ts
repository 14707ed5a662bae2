import { existsSync, readFileSync } from "node:fs";
import * as path from "node:path";

/** A guest of the cluster. */
export interface Guest {
  readonly vmid: number;
  readonly name: string;
  readonly node: string;
  readonly type: "qemu" | "lxc";
  /** The resource pool it is in, if any. */
  readonly pool?: string;
  /** Its disks or mount points, for example `scsi0`. Default: none. */
  readonly volumes?: readonly string[];
}

/** The cluster's guests, from the seed file `guests.json` of the state directory; none without that file. */
export class Guests {
  private readonly file: string;

  /** @param state - the server's state directory */
  constructor(state: string) {
    this.file = path.join(state, "guests.json");
  }

  /** By rising VMID. */
  all(): readonly Guest[] {
    if (!existsSync(this.file)) return [];
    const guests = JSON.parse(readFileSync(this.file, "utf8")) as Guest[];
    return guests.sort((a, b) => a.vmid - b.vmid);
  }

  /** The nodes that run guests, by name. */
  nodes(): readonly string[] {
    return [...new Set(this.all().map((guest) => guest.node))].sort();
  }
}
