import * as path from "node:path";
import { type Declaration } from "../../config/schema/estate";
import { type SandboxLayout } from "../../sandbox/layout";
import { pveStateDirectory } from "../../sandbox/servers/pve";
import { Guests, writeGuest } from "../../sandbox/servers/pve/state/guests";

/**
 * Puts those of the lab's guests that it does not have yet into the simulated cluster, which lists them and knows
 * which of them no job covers.
 */
export function seedGuests(layout: SandboxLayout, { guests }: Pick<Declaration, "guests">): void {
  const state = pveStateDirectory(path.join(layout.servers, "pve"));
  const present = new Set(new Guests(state).all().map(({ vmid }) => vmid));
  for (const [name, { vmid, node, disksGB }] of Object.entries(guests)) {
    if (present.has(vmid)) continue;
    const disks = disksGB.map((size, index) => [
      `scsi${index}`,
      `local-lvm:vm-${vmid}-disk-${index},size=${size}G`,
    ]);
    writeGuest(state, {
      vmid,
      name,
      node,
      type: "qemu",
      volumes: Object.fromEntries(disks) as Record<string, string>,
    });
  }
}
