import { type Estate, type Place } from "../../model/estate";
import { type PlannedItem } from "../../model/plan/plan";

/** A node, a LAN of 1 Gbit/s that somebody measured, and a WAN of 100 Mbit/s up and 200 down that nobody did. */
export const speeds: Pick<Estate, "nodes" | "links"> = {
  nodes: {
    node01: { role: "compute", readMBps: 100 },
    node02: { role: "storage", readMBps: 400 },
  },
  links: {
    lan: { uploadMbps: 1000, downloadMbps: 1000, measured: true },
    wan: { uploadMbps: 100, downloadMbps: 200, measured: false },
  },
};

/** A datastore in the lab unless said otherwise. */
export function place(change: Partial<Place> = {}): Place {
  return {
    engine: "pbs",
    store: "vm-backup",
    link: "lan",
    medium: "disk",
    offsite: false,
    encryption: "aes-256",
    verified: true,
    ...change,
  };
}

/** A measured guest of 100 GB on node01, in class `linux`, unless said otherwise. */
export function item(change: Partial<PlannedItem> = {}): PlannedItem {
  const name = change.name ?? "guest01";
  return {
    name,
    kind: "guest",
    path: `backup:guests.${name}`,
    node: "node01",
    classes: ["linux"],
    sizeGB: 200,
    usedGB: 100,
    dailyChangeGB: 1,
    measured: true,
    ...change,
  };
}
