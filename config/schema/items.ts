import { z } from "zod";
import { exemption } from "./classes";
import { address, bucketName, diskKey, name, oneLine } from "./values";
import { windowsPath } from "./windows-path";

const gigabytes = z.number().positive().max(10_000_000);

const item = {
  /** The classes that protect it; an item without any needs an exemption. */
  classes: z
    .array(name)
    .refine((names) => new Set(names).size === names.length, { error: "each class once" })
    .meta({ fix: "take what is there twice out" })
    .default([]),
  /** Gigabytes in use, where somebody measured them. */
  usedGB: gigabytes.optional(),
};

/** `backup:guests`: the virtual machines and containers of the cluster. */
export const guests = z.record(
  name,
  z.strictObject({
    /** Proxmox VE allows 100 to 999999999. */
    vmid: z.int().min(100).max(999_999_999),
    kind: z.enum(["vm", "ct"]).default("vm"),
    /** Left out where the inventory has none. */
    address: address.optional(),
    node: name,
    os: oneLine,
    role: oneLine,
    cpus: z.int().min(1),
    memoryGB: z.int().min(1),
    disksGB: z.array(z.int().min(1)).min(1),
    vlan: z.int().min(1).max(4094),
    /**
     * Whether a backup freezes its file systems: the guest agent is installed, and on in the options of the virtual
     * machine. Left out where nobody knows.
     */
    agent: z.boolean().optional(),
    /** What the agent of a Windows guest asks of VSS (`VssOption` in its registry); none: it has no VSS provider. */
    vss: z.enum(["copy", "full", "none"]).optional(),
    /** Disks and mount points that no backup takes, on purpose, by their keys in the guest's configuration. */
    excludedDisks: z.record(diskKey, exemption).optional(),
    ...item,
  }),
);

/** `backup:fileServers`: shares of Windows file servers. */
export const fileServers = z.record(
  name,
  z.strictObject({
    /** The guest it runs on, where it is one. */
    guest: name.optional(),
    paths: z.array(windowsPath).min(1),
    sizeGB: gigabytes,
    ...item,
  }),
);

/** `backup:databases`. */
export const databases = z.record(
  name,
  z.strictObject({
    guest: name,
    product: z.enum(["postgresql", "sqlserver"]),
    database: oneLine,
    sizeGB: gigabytes,
    ...item,
  }),
);

/** `backup:buckets`: object storage with data of its own. */
export const buckets = z.record(
  name,
  z.strictObject({ site: name, bucket: bucketName, sizeGB: gigabytes, ...item }),
);

/** `backup:repositories`: git repositories with configuration in them. */
export const repositories = z.record(
  name,
  z.strictObject({ remote: oneLine, sizeGB: gigabytes, ...item }),
);

/** `backup:claims`: persistent volumes that carry a label, and etcd. */
export const claims = z.record(
  name,
  z.strictObject({ selector: oneLine, sizeGB: gigabytes, ...item }),
);

/** `backup:drives`: the NVMe drives of a node. */
export const drives = z.record(
  name,
  z.strictObject({
    node: name,
    count: z.int().min(1),
    sizeGB: gigabytes,
    spares: z.int().min(0),
    maximumWearPercent: z.number().min(0).max(100),
    powerLossProtection: z.boolean(),
  }),
);
