import { z } from "zod";
import { calendarEvent, comment, name, proxmoxId, serviceUrl } from "./values";

/** `backup:pve`: the cluster's storages and backup jobs. */
export const pve = z.strictObject({
  endpoint: serviceUrl,
  storages: z.record(
    proxmoxId,
    z.strictObject({
      datastore: proxmoxId,
      username: z
        .string()
        .regex(/^[^\s:/!]+@[a-z0-9-]+![A-Za-z0-9_-]+$/, { error: "an API token: user@realm!name" })
        .meta({
          description: "an API token: user@realm!name",
          fix: "give PVE a token of its own that may only back up",
        }),
      /** Nodes that may use the storage; all of them when empty. */
      nodes: z.array(name).default([]),
    }),
  ),
  backupJobs: z.record(
    proxmoxId,
    z.strictObject({
      storage: proxmoxId,
      schedule: calendarEvent,
      /** Guests left out by name; everything else is in, so that a new guest is never missed. */
      excludedGuests: z.array(name).default([]),
      comment: comment.optional(),
    }),
  ),
});
