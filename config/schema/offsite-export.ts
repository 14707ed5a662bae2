import { z } from "zod";
import { name, proxmoxToken } from "./values";

/**
 * Who brings images from Proxmox Backup Server to the vault. What goes where and when follows
 * from the plan: the offsite copies of the classes, their windows and the links of their places.
 */
const exporter = z.strictObject({
  /** The backup server whose images it brings. Default: the only one. */
  pbs: name.optional(),
  /** Where the export runs; it reads the backups there in clear, so it is the backup server itself in most cases. */
  host: name,
  /** The token of the backup server that it reads with. */
  username: proxmoxToken.meta({
    description: "an API token: user@realm!name",
    fix: "declare one under backup:pbs.users, of a user that can only read",
  }),
});

/** `backup:offsiteExport`: exporters, by name, which is also that of their user in AWS. */
export const offsiteExport = z.record(name, exporter);
