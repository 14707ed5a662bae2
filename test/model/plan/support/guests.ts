import { type Guest } from "../../../../model/estate";

/** A Windows guest of which nobody knows more than the inventory, unless said otherwise. */
export function guest(change: Partial<Guest> = {}): Guest {
  return {
    vmid: 100,
    kind: "vm",
    address: "10.0.0.1",
    node: "node01",
    os: "Server 2025",
    role: "File server",
    cpus: 1,
    memoryGB: 1,
    disksGB: [10, 20],
    vlan: 1,
    classes: ["linux"],
    ...change,
  };
}
