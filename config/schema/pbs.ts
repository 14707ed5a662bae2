import { z } from "zod";
import {
  absolutePath,
  calendarEvent,
  comment,
  days,
  fingerprint,
  name,
  port,
  proxmoxId,
} from "./values";

/** How many backups of each kind a prune job keeps; a kind left out keeps none of its own. */
export const keep = z.strictObject({
  keepLast: z.int().min(1).optional(),
  keepDaily: z.int().min(1).optional(),
  keepWeekly: z.int().min(1).optional(),
  keepMonthly: z.int().min(1).optional(),
  keepYearly: z.int().min(1).optional(),
});

const datastore = z.strictObject({
  path: absolutePath,
  comment: comment.optional(),
  gcSchedule: calendarEvent,
  /** Verify each backup right after it was made. */
  verifyNew: z.boolean().default(true),
  prune: keep.extend({ schedule: calendarEvent }),
  verify: z.strictObject({ schedule: calendarEvent, outdatedAfterDays: days }),
});

/** `backup:pbs`: the Proxmox Backup Server. */
export const pbs = z.strictObject({
  host: name,
  port: port.default(8007),
  fingerprint,
  datastores: z.record(proxmoxId, datastore),
});
