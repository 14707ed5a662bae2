import { z } from "zod";
import { users } from "./pbs-access";
import { datastore, s3Endpoint } from "./pbs-datastores";
import { metricServer } from "./pbs-metrics";
import { notificationEndpoints, notificationMatchers } from "./pbs-notifications";
import { remote, syncJob, trafficRule } from "./pbs-sync";
import { fingerprint, name, port, proxmoxId } from "./values";

/** Jobs are named after it, `NAME-verify-all`, and Proxmox allows 32 characters for those. */
const storeName = proxmoxId.max(21, {
  error: "at most 21 characters, because jobs are named after it (NAME-verify-all) and may have 32",
});

/** A Proxmox Backup Server. When it prunes, collects and verifies follows from the plan. */
const server = z.strictObject({
  host: name.describe(
    "The machine that it runs on, by its name in `backup:hosts`; the stack runs its commands there.",
  ),
  port: port.default(8007).describe("Where its API answers."),
  fingerprint: fingerprint
    .optional()
    .describe(
      "The certificate that clients must be shown; only the server's own console can tell. Default: none, with which a plan can do and an update cannot.",
    ),
  datastores: z
    .record(
      storeName,
      datastore.describe(
        "Where backups lie. When it is pruned, collected and verified follows from the plan.",
      ),
    )
    .default({})
    .describe("Where backups lie, by the names the server gives them."),
  users: users.default({}).describe("Who may do what on the server, by `name@realm`."),
  remotes: z
    .record(proxmoxId, remote.describe("Another backup server that backups are fetched from."))
    .default({})
    .describe("Other backup servers that backups are fetched from, by names of your own."),
  syncJobs: z
    .record(
      proxmoxId,
      syncJob.describe(
        "Copies backups into a datastore. What vanishes at their source stays here.",
      ),
    )
    .default({})
    .describe("Jobs that copy backups into a datastore of this server, by names of your own."),
  trafficControls: z
    .record(proxmoxId, trafficRule.describe("Holds back what goes to and from some networks."))
    .default({})
    .describe("Rules that hold back what goes to and from networks, by names of your own."),
  s3Endpoints: z
    .record(proxmoxId, s3Endpoint.describe("The log-in to an object storage."))
    .default({})
    .describe("Log-ins to object storages that datastores can lie in, by names of your own."),
  metricServers: z
    .record(proxmoxId, metricServer.describe("A server that gets this one's metrics."))
    .default({})
    .describe("Servers that get this one's metrics, by names of your own."),
  notificationEndpoints: notificationEndpoints
    .default({})
    .describe("Where notifications can go, by names of your own."),
  notificationMatchers: notificationMatchers
    .default({})
    .describe("Which notifications go to which endpoints, by names of your own."),
});

/** `backup:pbs`: Proxmox Backup Servers, by name. */
export const pbs = z.record(
  name,
  server.describe(
    "A Proxmox Backup Server. When it prunes, collects and verifies follows from the plan.",
  ),
);
