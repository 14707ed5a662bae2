import { z } from "zod";
import { notesTemplate } from "./notes-template";
import { comment, name, port, proxmoxId, proxmoxToken, serviceUrl } from "./values";

const storage = z.strictObject({
  /** The place of Proxmox Backup Server that it stores to. */
  place: name,
  /** Default: the product's, 8007. */
  port: port.optional(),
  username: proxmoxToken,
  /** Nodes that may use the storage; all of them when empty. */
  nodes: z.array(name).default([]),
});

/** How every job runs. */
const everyJob = z.strictObject({
  comment: comment.optional(),
  notesTemplate: notesTemplate.default("{{guestname}} on {{node}}"),
  repeatMissed: z.boolean().default(true),
  changeDetectionMode: z.enum(["legacy", "data", "metadata"]).optional(),
  fleecingStorage: proxmoxId.optional(),
  notificationMode: z.enum(["auto", "legacy-sendmail", "notification-system"]).optional(),
});

/** How a cluster reaches its places. What it backs up and when follows from the plan. */
const cluster = z.strictObject({
  /** How the cluster is configured: by its provider, or by the commands of a node, which take everything. */
  through: z.enum(["provider", "shell"]).default("provider"),
  /** A node of the cluster among the hosts. */
  host: name,
  endpoint: serviceUrl,
  storages: z.record(proxmoxId, storage).default({}),
  everyJob: everyJob.prefault({}),
});

/** `backup:pve`: Proxmox VE clusters, by name. */
export const pve = z.record(name, cluster);
