import { z } from "zod";
import { owner, users } from "./pbs-access";
import { notificationEndpoints, notificationMatchers } from "./pbs-notifications";
import {
  absolutePath,
  address,
  bucketName,
  byteSize,
  calendarEvent,
  comment,
  dailyDuration,
  fingerprint,
  hostAndPort,
  name,
  namespace,
  port,
  proxmoxId,
  proxmoxLine,
  safeId,
  serviceUrl,
  trimmedLine,
} from "./values";

/** Threads of a verification. */
const threads = z.int().min(1).max(32);

const tuning = z.strictObject({
  chunkOrder: z.enum(["none", "inode"]).optional(),
  syncLevel: z.enum(["none", "file", "filesystem"]).optional(),
  gcAtimeSafetyCheck: z.boolean().optional(),
  /** Minutes. */
  gcAtimeCutoff: z.int().min(1).max(2880).optional(),
  gcCacheCapacity: z.int().min(0).max(8_388_608).optional(),
  defaultVerificationWorkers: threads.optional(),
  defaultVerificationReaders: threads.optional(),
});

const maintenanceMode = z.strictObject({
  type: z.enum(["read-only", "offline"]),
  message: trimmedLine(64)
    .regex(/^[^",=\\]*$/, { error: "a line without commas, quotes, equals signs and backslashes" })
    .optional(),
});

const datastore = z.strictObject({
  path: absolutePath,
  comment: comment.optional(),
  /** Verify each backup right after it was made. */
  verifyNew: z.boolean().default(true),
  notificationMode: z
    .enum(["legacy-sendmail", "notification-system"])
    .default("notification-system"),
  tuning: tuning.optional(),
  /** Closes it to writers (`read-only`) or to everybody (`offline`) for as long as it is here. */
  maintenanceMode: maintenanceMode.optional(),
  /** An S3 bucket for its chunks; the path is the cache then. */
  backend: z
    .strictObject({
      client: proxmoxId,
      bucket: bucketName,
      maxCacheSize: byteSize.optional(),
      /**
       * Takes up a datastore of this name that the bucket holds already, even one that says a server uses it: only
       * for a server that takes that one's place.
       */
      adopt: z.boolean().default(false),
    })
    .optional(),
});

const rates = {
  rateIn: byteSize.optional(),
  rateOut: byteSize.optional(),
  burstIn: byteSize.optional(),
  burstOut: byteSize.optional(),
};

const remote = z.strictObject({
  host: address,
  port: port.optional(),
  authId: owner,
  fingerprint: fingerprint.optional(),
  comment: comment.optional(),
});

const groupFilter = z
  .string()
  .regex(
    /^(include:|exclude:)?(type:(vm|ct|host)|group:(vm|ct|host)\/[A-Za-z0-9_][A-Za-z0-9._-]*)$/,
    {
      error: "type:vm, group:vm/100 and so on, with include: or exclude: before it",
    },
  );

/** Copies of another server's backups. What vanishes there stays here, always. */
const syncJob = z.strictObject({
  store: proxmoxId,
  ns: namespace.optional(),
  /** Default: a datastore of this server. */
  remote: proxmoxId.optional(),
  remoteStore: proxmoxId,
  remoteNs: namespace.optional(),
  /** Who owns the copies: without, the product would take root@pam, and groups of a token could not be synced. */
  owner,
  schedule: calendarEvent,
  groupFilter: z.array(groupFilter).min(1).optional(),
  verifiedOnly: z.boolean().optional(),
  encryptedOnly: z.boolean().optional(),
  maxDepth: z.int().min(0).max(7).optional(),
  transferLast: z.int().min(1).optional(),
  resyncCorrupt: z.boolean().optional(),
  ...rates,
  comment: comment.optional(),
});

/** A network whose addresses a rule is for. */
const network = z.union([z.cidrv4(), z.cidrv6()], { error: "a network such as 10.25.10.0/24" });

const trafficRule = z.strictObject({
  network: z.array(network).min(1),
  ...rates,
  /** Default: always. */
  timeframe: z.array(dailyDuration).min(1).optional(),
  comment: comment.optional(),
});

const s3Endpoint = z.strictObject({
  /** With `{{bucket}}` and `{{region}}` where the store wants them. */
  endpoint: z
    .string()
    .regex(
      /^(\{\{bucket\}\}\.)?(([A-Za-z0-9][A-Za-z0-9-]*|\{\{region\}\})\.)*[A-Za-z0-9][A-Za-z0-9-]*$/,
      { error: "a host's name, without a scheme; of templates only {{bucket}} and {{region}}" },
    ),
  port: port.optional(),
  region: z
    .string()
    .regex(/^[_a-z0-9][-_a-z0-9]{2,31}$/, { error: "the name of a region" })
    .optional(),
  accessKey: proxmoxLine,
  pathStyle: z.boolean().optional(),
  fingerprint: fingerprint.optional(),
  providerQuirks: z
    .array(z.enum(["skip-if-none-match-header", "delete-objects-via-delete-object"]))
    .min(1)
    .optional(),
  ...rates,
});

const metricServer = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("influxdb-udp"),
    host: hostAndPort,
    mtu: z.int().min(512).max(65535).optional(),
    comment: comment.optional(),
  }),
  z.strictObject({
    type: z.literal("influxdb-http"),
    url: serviceUrl,
    /** Whether it wants a token, which is a secret. */
    authenticated: z.boolean().default(true),
    organization: safeId.max(32).optional(),
    bucket: safeId.max(32).optional(),
    comment: comment.optional(),
  }),
]);

/** Jobs are named after it, `NAME-verify-all`, and Proxmox allows 32 characters for those. */
const storeName = proxmoxId.max(21, {
  error: "at most 21 characters, because jobs are named after it (NAME-verify-all) and may have 32",
});

/** A Proxmox Backup Server. When it prunes, collects and verifies follows from the plan. */
const server = z.strictObject({
  host: name,
  port: port.default(8007),
  /** Only the server's own console can tell; a plan does without, an update does not. */
  fingerprint: fingerprint.optional(),
  datastores: z.record(storeName, datastore).default({}),
  users: users.default({}),
  remotes: z.record(proxmoxId, remote).default({}),
  syncJobs: z.record(proxmoxId, syncJob).default({}),
  trafficControls: z.record(proxmoxId, trafficRule).default({}),
  s3Endpoints: z.record(proxmoxId, s3Endpoint).default({}),
  metricServers: z.record(proxmoxId, metricServer).default({}),
  notificationEndpoints: notificationEndpoints.default({}),
  notificationMatchers: notificationMatchers.default({}),
});

/** `backup:pbs`: Proxmox Backup Servers, by name. */
export const pbs = z.record(name, server);
