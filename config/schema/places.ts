import { z } from "zod";
import { exemption } from "./classes";
import { bucketName, name, namespace, oneLine, powershellText } from "./values";

/** Names of jobs are made of it, and Proxmox allows 32 characters for those. */
const placeName = name.max(20, { error: "at most 20 characters" });

const common = {
  /** The datastore, repository, bucket or folder, in the product's own word. */
  store: oneLine,
  /** What the store lies on, where others lie on it as well. */
  disk: name.optional(),
  /** What copies travel over to get here. */
  link: name,
  medium: z.enum(["nvme", "disk", "object", "tape", "cloud"]),
  offsite: z.boolean().default(false),
  capacityGB: z.number().positive().optional(),
  writeMBps: z.number().positive().optional(),
  readMBps: z.number().positive().optional(),
  encryption: z.enum(["aes-256", "none"]).default("aes-256"),
  /** Whether the place itself checks what it holds. */
  verified: z.boolean(),
  /** Hours in a row that the place is out of service on a planned day. */
  maintenanceHours: z.number().min(0).max(168).default(0),
};

/** Of products of which there may be several: the name of the server or vault that the store is on. Default: the only one. */
const onServer = { server: name.optional() };

/** Of engines that can keep copies in clear: why they may, and until when. */
const inClear = { unencrypted: exemption.optional() };

const place = z.discriminatedUnion("engine", [
  z.strictObject({
    engine: z.literal("pbs"),
    ...common,
    ...onServer,
    /** Part of the datastore that is pruned on its own. */
    namespace: namespace.optional(),
    /** The window in which its store is pruned, collected and verified. */
    care: name,
  }),
  z.strictObject({
    engine: z.literal("s3"),
    ...common,
    ...onServer,
    ...inClear,
    storageClass: z.enum(["STANDARD", "STANDARD_IA", "GLACIER_IR", "GLACIER", "DEEP_ARCHIVE"]),
    /** Tier of the first restore; classes that answer at once have none. Default: standard. */
    retrieval: z.enum(["expedited", "standard", "bulk"]).optional(),
  }),
  z.strictObject({
    engine: z.literal("veeam"),
    ...common,
    ...onServer,
    ...inClear,
    /** Name of the repository. */
    store: powershellText(oneLine),
  }),
  z.strictObject({
    engine: z.literal("minio"),
    ...common,
    /** The bucket that replications lead to. */
    store: bucketName,
  }),
  z.strictObject({ engine: z.literal("pgbackrest"), ...common }),
  z.strictObject({ engine: z.enum(["iperius", "git", "kubernetes"]), ...common, ...inClear }),
]);

/** `backup:places`: where copies are kept. */
export const places = z.record(placeName, place);
