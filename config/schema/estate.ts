import { z } from "zod";
import { minio } from "./minio";
import { pbs } from "./pbs";
import { pve } from "./pve";
import { address, hostKey, name, port } from "./values";
import { vault } from "./vault";
import { iperius, veeam } from "./windows";

const machine = {
  address,
  port: port.default(22),
  user: z.string().regex(/^[A-Za-z_][\w.-]{0,63}$/, { error: "a user name" }),
  hostKey,
};

const host = z.discriminatedUnion("platform", [
  z.strictObject({ platform: z.literal("posix"), ...machine }),
  z.strictObject({
    platform: z.literal("windows"),
    ...machine,
    /** Veeam 13 needs pwsh.exe (PowerShell 7); Veeam 12 runs on powershell.exe (5.1). */
    powershell: z.enum(["pwsh.exe", "powershell.exe"]).default("pwsh.exe"),
  }),
]);

const guest = z.strictObject({
  /** Proxmox VE allows 100 to 999999999. */
  vmid: z.int().min(100).max(999_999_999),
  /** Left out where the inventory has none. */
  address: address.optional(),
  node: name,
  os: z.string().min(1),
  role: z.string().min(1),
  cpus: z.int().min(1),
  memoryGB: z.int().min(1),
  disksGB: z.array(z.int().min(1)).min(1),
  vlan: z.int().min(1).max(4094),
});

/** Everything under `backup:` in a stack's file but the secrets. */
export const estateSchema = z.strictObject({
  site: z.strictObject({
    domain: address,
    timezone: z.string().refine(isTimezone, { error: "a time zone of the IANA database" }),
  }),
  hosts: z.record(name, host),
  pbs,
  pve,
  vault,
  minio,
  veeam,
  iperius,
  guests: z.record(name, guest),
});

/** What was declared, checked and with defaults filled in. */
export type Declaration = z.infer<typeof estateSchema>;

function isTimezone(zone: string): boolean {
  return Intl.supportedValuesOf("timeZone").includes(zone) || zone === "UTC";
}
