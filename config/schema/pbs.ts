import { z } from "zod";
import { absolutePath, comment, fingerprint, name, port, proxmoxId } from "./values";

const datastore = z.strictObject({
  path: absolutePath,
  comment: comment.optional(),
  /** Verify each backup right after it was made. */
  verifyNew: z.boolean().default(true),
});

/** `backup:pbs`: the Proxmox Backup Server. When it prunes, collects and verifies follows from the plan. */
export const pbs = z.strictObject({
  host: name,
  port: port.default(8007),
  /** Only the server's own console can tell; a plan does without, an update does not. */
  fingerprint: fingerprint.optional(),
  datastores: z.record(proxmoxId, datastore),
});
