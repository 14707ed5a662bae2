import { z } from "zod";
import { classes, exemptions } from "./classes";
import { buckets, claims, databases, drives, fileServers, guests, repositories } from "./items";
import { minio } from "./minio";
import { offsiteExport } from "./offsite-export";
import { pbs } from "./pbs";
import { places } from "./places";
import { pve } from "./pve";
import { links, nodes, site, sizing, windows } from "./site";
import { address, hostKey, name, port } from "./values";
import { vault } from "./vault";
import { iperius, veeam } from "./windows";

const machine = {
  address,
  port: port.default(22),
  user: z.string().regex(/^[A-Za-z_][\w.-]{0,63}$/, { error: "a user name" }),
  /** Only the machine's own console can tell; a plan does without, an update does not. */
  hostKey: hostKey.optional(),
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

/** What there may be several of: sections of servers, clusters and vaults by name. */
export const products = { pbs, pve, vault, offsiteExport, veeam, iperius };

/** Everything under `backup:` in a stack's file but the secrets. */
export const estateSchema = z.strictObject({
  site,
  hosts: z.record(name, host),
  // What the lab is made of, for the plan.
  sizing,
  nodes,
  links,
  windows,
  places,
  classes,
  // What is protected.
  guests: guests.default({}),
  fileServers: fileServers.default({}),
  databases: databases.default({}),
  buckets: buckets.default({}),
  repositories: repositories.default({}),
  claims: claims.default({}),
  drives: drives.default({}),
  exemptions: exemptions.default({}),
  // The products.
  pbs: pbs.default({}),
  pve: pve.default({}),
  vault: vault.default({}),
  offsiteExport: offsiteExport.default({}),
  minio: minio.prefault({}),
  veeam: veeam.default({}),
  iperius: iperius.default({}),
});

/** What was declared, checked and with defaults filled in. */
export type Declaration = z.infer<typeof estateSchema>;
