import { z } from "zod";
import { exemption } from "./classes";
import { kmsKey } from "./minio";
import {
  bucketName,
  megabytesPerSecond,
  mostGigabytes,
  name,
  namespace,
  oneLine,
  powershellText,
} from "./values";

/** Names of jobs are made of it, and Proxmox allows 32 characters for those. */
const placeName = name.max(20, { error: "at most 20 characters" });

const speed = megabytesPerSecond.optional();

const common = {
  store: oneLine.describe(
    "The repository, bucket, folder or remote on its server, as that product calls it.",
  ),
  disk: name
    .optional()
    .describe(
      "What the store lies on, in a word of your own: stores on one disk share its room and its time, and are lost together. " +
        "Default: a disk that no other store is on.",
    ),
  link: name.describe("What copies travel over to get here, by its name in `backup:links`."),
  medium: z
    .enum(["nvme", "disk", "object", "tape", "cloud"])
    .describe("What copies lie on; the rule of 3-2-1-1-0 asks for different ones."),
  offsite: z.boolean().default(false).describe("Whether it outlives the loss of the whole lab."),
  capacityGB: z
    .number()
    .positive()
    .max(mostGigabytes)
    .meta({ unit: "GB" })
    .optional()
    .describe(
      "How much it holds; the plan says when it will be full. Default: no limit that is known.",
    ),
  writeMBps: speed.describe("How fast it takes copies in. Default: as fast as its link."),
  readMBps: speed.describe("How fast it gives copies back. Default: as fast as its link."),
  encryption: z
    .enum(["aes-256", "none"])
    .default("aes-256")
    .describe("How copies are encrypted there, under a key of ours."),
  verified: z
    .boolean()
    .describe(
      "Whether the place itself checks that what it holds can still be read. With `engine: veeam` the stack tells its jobs to, after each run.",
    ),
  maintenanceHours: z
    .number()
    .min(0)
    .max(168)
    .meta({ unit: "hours" })
    .default(0)
    .describe(
      "How long in a row, at most, it is out of service on a planned day; it adds to what may be lost.",
    ),
};

/** Of products of which there may be several: the name of the server or vault that the store is on. */
const onServer = {
  server: name
    .optional()
    .describe(
      "The server or vault that the store is on, by its name in `backup:pbs`, `backup:vault` or `backup:veeam`. Default: the only one.",
    ),
};

/** Of engines that can keep copies in clear: why they may, and until when. */
const inClear = {
  unencrypted: exemption
    .optional()
    .describe(
      "Why copies may lie there in clear, and until when. Default: they may not, and `encryption: none` is refused.",
    ),
};

const engineWords = "The product that keeps copies there, and with it what can be promised.";

const place = z.discriminatedUnion("engine", [
  z.strictObject({
    engine: z.literal("pbs").describe(engineWords),
    ...common,
    ...onServer,
    store: oneLine.describe(
      "The datastore, by its name below `datastores` of its server in `backup:pbs`.",
    ),
    namespace: namespace
      .optional()
      .describe(
        "The part of the datastore that is pruned on its own. Default: the root of the datastore.",
      ),
    care: name.describe(
      "The hours in which its store is pruned, collected and verified, by their name in `backup:windows`.",
    ),
  }),
  z.strictObject({
    engine: z.literal("s3").describe(engineWords),
    ...common,
    ...onServer,
    ...inClear,
    store: oneLine.describe("The bucket, by its name below `buckets` of its vault."),
    storageClass: z
      .enum(["STANDARD", "STANDARD_IA", "GLACIER_IR", "GLACIER", "DEEP_ARCHIVE"])
      .describe(
        "The storage class of AWS that copies lie in: what they cost, how long at least, and how long a restore waits.",
      ),
    retrieval: z
      .enum(["expedited", "standard", "bulk"])
      .optional()
      .describe(
        "The tier of the first restore, where the class does not answer at once. Default: standard.",
      ),
  }),
  z.strictObject({
    engine: z.literal("veeam").describe(engineWords),
    ...common,
    ...onServer,
    ...inClear,
    store: powershellText(oneLine).describe("The repository as the Veeam server lists it."),
  }),
  z.strictObject({
    engine: z.literal("minio").describe(engineWords),
    ...common,
    store: bucketName.describe("The bucket that replications lead to."),
  }),
  z.strictObject({
    engine: z.enum(["pgbackrest", "dump"]).describe(engineWords),
    ...common,
    site: name.describe(
      "The MinIO site that the bucket is on, by its name in `backup:minio.sites`.",
    ),
    store: bucketName.describe(
      "The bucket, which the stack makes: each server's repository is a folder in it, with a log-in of its own.",
    ),
    kmsKey: kmsKey.describe(
      "The KMS key of the site that encrypts the bucket, under the encryption of pgBackRest or restic itself.",
    ),
  }),
  z.strictObject({
    engine: z.enum(["iperius", "git", "kubernetes"]).describe(engineWords),
    ...common,
    ...inClear,
  }),
]);

/** `backup:places`: where copies are kept. */
export const places = z.record(
  placeName,
  place.describe("A place where copies are kept, which classes name."),
);
