import { z } from "zod";
import { calendarEvent, comment, name, port, proxmoxId, serviceUrl } from "./values";

const storage = z.strictObject({
  datastore: proxmoxId,
  /** Default: the datastore's root. At most eight levels. */
  namespace: z
    .string()
    .regex(/^[A-Za-z0-9_][A-Za-z0-9._-]*(\/[A-Za-z0-9_][A-Za-z0-9._-]*){0,6}$/, {
      error: "a namespace: one to seven names joined by slashes",
    })
    .optional(),
  /** Default: the product's, 8007. */
  port: port.optional(),
  username: z
    .string()
    .regex(/^[^\s:/!]+@[a-z0-9-]+![A-Za-z0-9_-]+$/, { error: "an API token: user@realm!name" })
    .meta({
      description: "an API token: user@realm!name",
      fix: "give PVE a token of its own that may only back up",
    }),
  /** Nodes that may use the storage; all of them when empty. */
  nodes: z.array(name).default([]),
});

/** How every job runs. */
const everyJob = z.strictObject({
  notesTemplate: comment.default("{{guestname}} on {{node}}"),
  repeatMissed: z.boolean().default(true),
  changeDetectionMode: z.enum(["legacy", "data", "metadata"]).optional(),
  fleecingStorage: proxmoxId.optional(),
  notificationMode: z.enum(["auto", "legacy-sendmail", "notification-system"]).optional(),
});

const backupJob = z.strictObject({
  storage: proxmoxId,
  schedule: calendarEvent,
  /** Guests left out by name; everything else is in, so that a new guest is never missed. */
  excludedGuests: z.array(name).default([]),
  /** Default: every node backs up its own guests. */
  node: name.optional(),
  comment: comment.optional(),
});

/** `backup:pve`: the cluster's storages and backup jobs. */
export const pve = z.strictObject({
  /** How the cluster is configured: by its provider, or by the commands of a node, which take everything. */
  through: z.enum(["provider", "shell"]).default("provider"),
  /** A node of the cluster among the hosts. */
  host: name,
  endpoint: serviceUrl,
  storages: z.record(proxmoxId, storage),
  everyJob: everyJob.prefault({}),
  backupJobs: z.record(proxmoxId, backupJob),
});
