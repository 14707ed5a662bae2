import { z } from "zod";
import { name, proxmoxToken } from "./values";

/**
 * Who brings images from Proxmox Backup Server to the vault. What goes where and when follows
 * from the plan: the offsite copies of the classes, their windows and the links of their places.
 */
const exporter = z.strictObject({
  pbs: name
    .optional()
    .describe(
      "The backup server whose images it brings, by its name in `backup:pbs`. Default: the only one.",
    ),
  host: name.describe(
    "The machine that the export runs on, by its name in `backup:hosts`; it reads the backups there in clear, so it is the backup server itself in most cases.",
  ),
  username: proxmoxToken
    .meta({ fix: "declare one under backup:pbs.users, of a user that can only read" })
    .describe("The token of the backup server that it reads with."),
});

/** `backup:offsiteExport`: exporters, by name, which is also that of their user in AWS. */
export const offsiteExport = z.record(
  name,
  exporter.describe(
    "Who brings images from a backup server to the vault; its user in AWS has this name too.",
  ),
);
