import { z } from "zod";
import { notesTemplate } from "./notes-template";
import { comment, listOf, name, port, proxmoxId, proxmoxToken, serviceUrl } from "./values";

const storage = z.strictObject({
  place: name.describe(
    "The place of Proxmox Backup Server that it stores to, by its name in `backup:places`.",
  ),
  port: port
    .optional()
    .describe("Where the backup server answers the cluster. Default: the product's, 8007."),
  username: proxmoxToken.describe(
    "The token that nodes log in to the backup server with; the stack hands its secret over.",
  ),
  nodes: listOf(name)
    .default([])
    .describe(
      "The nodes that may use the storage, by their names in `backup:nodes`; all of them when empty.",
    ),
});

/** How every job runs. */
const everyJob = z.strictObject({
  comment: comment
    .optional()
    .describe("A line beside each job in the cluster's list of jobs. Default: none."),
  notesTemplate: notesTemplate
    .default("{{guestname}} on {{node}}")
    .describe("The notes that each backup gets, by which people find it in the datastore."),
  repeatMissed: z
    .boolean()
    .default(true)
    .describe("Whether a job that was due while the node was off runs as soon as it is on."),
  changeDetectionMode: z
    .enum(["legacy", "data", "metadata"])
    .optional()
    .describe(
      "How a backup of a container finds what changed: `metadata` does not read files whose metadata is the same. " +
        "Default: the product's, legacy.",
    ),
  fleecingStorage: proxmoxId
    .optional()
    .describe(
      "A storage of the cluster that takes what a guest overwrites during its backup, so that it does not wait for a slow target. " +
        "Default: no fleecing.",
    ),
  notificationMode: z
    .enum(["auto", "legacy-sendmail", "notification-system"])
    .optional()
    .describe(
      "How the cluster tells people how a job went. `legacy-sendmail` would tell nobody: it mails to the addresses of a job, and the stack gives its jobs none. " +
        "Default: the product's, auto.",
    ),
});

/** How a cluster reaches its places. What it backs up and when follows from the plan. */
const cluster = z.strictObject({
  through: z
    .enum(["provider", "shell"])
    .default("provider")
    .describe(
      "How the cluster is configured: by its provider over the API, or by commands on a node, which take every setting.",
    ),
  host: name.describe(
    "A node of the cluster on which commands can be run, by its name in `backup:hosts`.",
  ),
  endpoint: serviceUrl.describe(
    "Where the API of the cluster answers, such as https://node01:8006/.",
  ),
  storages: z
    .record(proxmoxId, storage.describe("A storage of the cluster that leads to a datastore."))
    .default({})
    .describe("The storages that backups go to, by the names the cluster gives them."),
  everyJob: everyJob
    .prefault({})
    .describe("How every backup job of the cluster runs, whatever its class."),
});

/** `backup:pve`: Proxmox VE clusters, by name. */
export const pve = z.record(
  name,
  cluster.describe("A Proxmox VE cluster. What it backs up and when follows from the plan."),
);
