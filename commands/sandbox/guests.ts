import { type Declaration } from "../../config/schema/estate";
import { Guests, type NewGuest, writeGuest } from "../../sandbox/products/pve/state/guests";
import { entry } from "../../model/record";

type DeclaredGuests = Declaration["guests"];

/**
 * Puts those of the lab's guests that it does not have yet into a simulated cluster, as they are declared: with their
 * disks, those that no backup takes among them, and their agent.
 *
 * @param state - the directory a node sees as `/etc/pve`
 */
export function seedGuests(state: string, { guests }: { readonly guests: DeclaredGuests }): void {
  const present = new Set(new Guests(state).all().map(({ vmid }) => vmid));
  for (const name of Object.keys(guests)) {
    const guest = entry(guests, name);
    if (!present.has(guest.vmid)) writeGuest(state, seed(name, guest));
  }
}

/** What each kind of guest is in the cluster, and how it names and takes its disks. */
const kinds = {
  vm: { type: "qemu", keyOf: (index: number) => `scsi${index}`, taken: "" },
  ct: {
    type: "lxc",
    keyOf: (index: number) => (index === 0 ? "rootfs" : `mp${index - 1}`),
    taken: ",backup=1",
  },
} as const;

function seed(name: string, guest: DeclaredGuests[string]): NewGuest {
  const { vmid, kind, node, disksGB, agent, excludedDisks = {} } = guest;
  const { type, keyOf, taken } = kinds[kind];
  const disks = disksGB.map((size, index) => {
    const backup = Object.hasOwn(excludedDisks, keyOf(index)) ? ",backup=0" : taken;
    return [keyOf(index), `local-lvm:vm-${vmid}-disk-${index},size=${size}G${backup}`] as const;
  });
  return {
    ...{ vmid, name, node, type },
    volumes: Object.fromEntries(disks),
    ...(agent === undefined ? {} : { options: { agent: agent ? "1" : "0" } }),
  };
}
