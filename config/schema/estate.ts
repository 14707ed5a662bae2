import { z } from "zod";
import { classes, exemptions } from "./classes";
import { buckets, claims, databases, drives, fileServers, repositories } from "./items";
import { guests } from "./guests";
import { minio } from "./minio";
import { offsiteExport } from "./offsite-export";
import { pbs } from "./pbs";
import { places } from "./places";
import { postgres } from "./postgres";
import { pve } from "./pve";
import { links, nodes, site, sizing, windows } from "./site";
import { address, hostKey, listOf, name, port, resourceName, text } from "./values";
import { vault } from "./vault";
import { iperius, veeam } from "./windows";

const user = text(
  /^[A-Za-z_][\w.-]{0,63}$/,
  "a user name: letters, digits, dots, dashes and underscores, at most 64",
  "name the account that the stack's SSH key belongs to",
);

const machine = {
  address: address.describe("Where the machine is reached from where Pulumi runs."),
  port: port.default(22).describe("Where its SSH server answers."),
  user: user.describe("The account that the stack logs in to over SSH."),
  hostKey: hostKey
    .optional()
    .describe(
      "The SSH host key that the machine must show; only its own console can tell. Default: none, with which a plan can do and an update cannot.",
    ),
};

const platformWords = "Which shell the stack's commands are written for.";

const host = z.discriminatedUnion("platform", [
  z.strictObject({ platform: z.literal("posix").describe(platformWords), ...machine }),
  z.strictObject({
    platform: z.literal("windows").describe(platformWords),
    ...machine,
    powershell: z
      .enum(["pwsh.exe", "powershell.exe"])
      .default("pwsh.exe")
      .describe(
        "The PowerShell that runs the stack's commands: Veeam 13 needs pwsh.exe (7), Veeam 12 runs on powershell.exe (5.1).",
      ),
  }),
]);

/** What there may be several of: sections of servers, clusters and vaults by name. */
export const products = { pbs, pve, vault, offsiteExport, postgres, veeam, iperius };

/** Everything under `backup:` in a stack's file but the secrets. */
export const estateSchema = z.strictObject({
  site: site.describe("Where the lab is, and in which time."),
  hosts: z
    .record(name, host.describe("A machine that the stack configures over SSH."))
    .describe("The machines that the stack configures over SSH, by names of your own."),
  // What the lab is made of, for the plan.
  sizing: sizing.describe(
    "What turns declared sizes into backed-up ones where nobody measured them.",
  ),
  nodes: nodes.describe("The machines of the Proxmox VE clusters, by the names they have there."),
  links: links.describe("The network paths that copies travel, by names of your own."),
  windows: windows.describe("The hours in which jobs may run, by names of your own."),
  places: places.describe("Where copies are kept, by names of your own."),
  classes: classes.describe("How everything of one kind is protected, by names of your own."),
  // What is protected.
  guests: guests
    .default({})
    .describe("The virtual machines and containers of the clusters, by name."),
  fileServers: fileServers.default({}).describe("Shares of Windows file servers, by name."),
  databases: databases.default({}).describe("Databases, by names of your own."),
  buckets: buckets
    .default({})
    .describe("Buckets with data that is nowhere else, by names of your own."),
  repositories: repositories
    .default({})
    .describe("Git repositories with configuration in them, by names of your own."),
  claims: claims
    .default({})
    .describe("Persistent volumes of Kubernetes and its etcd, by names of your own."),
  drives: drives
    .default({})
    .describe("The drives that everything lies on, by names of your own, for the plan's warnings."),
  exemptions: exemptions
    .default({})
    .describe("What is left unprotected on purpose, by the name of the item."),
  adopt: listOf(resourceName)
    .default([])
    .describe(
      "What exists already and becomes this stack's own: names of resources as a preview writes them, each with all below " +
        "it. A preview says what changes; what exists and is not named stops an update before it is touched. Default: none.",
    ),
  // The products.
  pbs: pbs
    .default({})
    .describe("Proxmox Backup Servers by name, or the only one without its name."),
  pve: pve.default({}).describe("Proxmox VE clusters by name, or the only one without its name."),
  vault: vault
    .default({})
    .describe("Offsite vaults on AWS by name, or the only one without its name."),
  offsiteExport: offsiteExport
    .default({})
    .describe("Who brings images to a vault, by name, or the only one without its name."),
  postgres: postgres
    .default({})
    .describe("PostgreSQL servers by name, or the only one without its name."),
  minio: minio.prefault({}).describe("The servers of MinIO, and what is copied between them."),
  veeam: veeam.default({}).describe("Veeam servers by name, or the only one without its name."),
  iperius: iperius
    .default({})
    .describe("Machines with Iperius by name, or the only one without its name."),
});

/** What was declared, checked and with defaults filled in. */
export type Declaration = z.infer<typeof estateSchema>;
