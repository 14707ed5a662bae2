import { z } from "zod";
import { name, proxmoxToken } from "./values";

/**
 * `backup:offsiteExport`: who brings images from Proxmox Backup Server to the vault. What goes where and when follows
 * from the plan: the offsite copies of the classes, their windows and the links of their places.
 */
export const offsiteExport = z.strictObject({
  /** Where the export runs; it reads the backups there in clear, so it is the backup server itself in most cases. */
  host: name,
  /** The token of the backup server that it reads with. */
  username: proxmoxToken.meta({
    description: "an API token: user@realm!name",
    fix: "declare one under backup:pbs.users, of a user that can only read",
  }),
});
