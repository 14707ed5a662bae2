import { z } from "zod";
import { rates } from "./pbs-rates";
import {
  absolutePath,
  bucketName,
  byteSize,
  comment,
  fingerprint,
  listOf,
  port,
  proxmoxId,
  proxmoxLine,
  text,
  trimmedLine,
} from "./values";

/** Threads of a verification. */
const threads = z.int().min(1).max(32).meta({ unit: "count of threads" }).optional();

const tuning = z.strictObject({
  chunkOrder: z
    .enum(["none", "inode"])
    .optional()
    .describe(
      "The order in which chunks are read: by inode, which spinning disks like, or as they come. Default: the product's, inode.",
    ),
  syncLevel: z
    .enum(["none", "file", "filesystem"])
    .optional()
    .describe(
      "When written chunks are forced onto the disk: never, each of them, or the whole file system at the end of a backup. " +
        "Default: the product's, filesystem.",
    ),
  gcAtimeSafetyCheck: z
    .boolean()
    .optional()
    .describe(
      "Whether garbage collection first sees that the file system notes access times; without them it would delete chunks in use. " +
        "Default: the product's, true.",
    ),
  gcAtimeCutoff: z
    .int()
    .min(1)
    .max(2880)
    .meta({ unit: "minutes" })
    .optional()
    .describe(
      "How long a chunk must not have been used before garbage collection removes it. Default: the product's, 1445.",
    ),
  gcCacheCapacity: z
    .int()
    .min(0)
    .max(8_388_608)
    .meta({ unit: "count of chunks" })
    .optional()
    .describe(
      "How many chunks garbage collection remembers as seen, so that it touches none twice. Default: the product's, 1048576.",
    ),
  defaultVerificationWorkers: threads.describe(
    "How many threads check what a verification has read. Default: the product's, 4.",
  ),
  defaultVerificationReaders: threads.describe(
    "How many threads read for a verification. Default: the product's, 1.",
  ),
});

const maintenanceMode = z.strictObject({
  type: z
    .enum(["read-only", "offline"])
    .describe("Closed to writers (`read-only`) or to everybody (`offline`)."),
  message: trimmedLine(64)
    .regex(/^[^",=\\]*$/, { error: "a line without commas, quotes, equals signs and backslashes" })
    .optional()
    .describe(
      "What whoever is turned away is told; without commas, quotes, equals signs and backslashes. Default: nothing.",
    ),
});

const backend = z.strictObject({
  client: proxmoxId.describe("The log-in to the object storage, by its name in `s3Endpoints`."),
  bucket: bucketName.describe("The bucket that chunks lie in."),
  maxCacheSize: byteSize
    .optional()
    .describe("How much of the local disk the cache may take. Default: all that is free."),
  adopt: z
    .boolean()
    .default(false)
    .describe(
      "Takes up a datastore of this name that the bucket holds already, even one that says a server uses it: only for a server that takes that one's place.",
    ),
});

/** Where backups lie. When it is pruned, collected and verified follows from the plan. */
export const datastore = z.strictObject({
  path: absolutePath.describe(
    "The folder of the server that chunks lie in, or the cache of a datastore in a bucket; fixed once it is made.",
  ),
  comment: comment.optional().describe("A line beside it in the product's lists. Default: none."),
  verifyNew: z
    .boolean()
    .default(true)
    .describe("Whether each backup is read again and checked right after it was made."),
  notificationMode: z
    .enum(["legacy-sendmail", "notification-system"])
    .default("notification-system")
    .describe(
      "Who tells people how jobs of this datastore went: matchers and endpoints, or mail to its owner.",
    ),
  tuning: tuning
    .optional()
    .describe("How the product reads, writes and collects. Default: as the product does."),
  maintenanceMode: maintenanceMode
    .optional()
    .describe("Closes it for as long as this is here. Default: open."),
  backend: backend
    .optional()
    .describe("A bucket for its chunks; the path is the cache then. Default: the path."),
});

/** The log-in to an object storage that datastores can lie in. */
export const s3Endpoint = z.strictObject({
  endpoint: text(
    /^(\{\{bucket\}\}\.)?(([A-Za-z0-9][A-Za-z0-9-]*|\{\{region\}\})\.)*[A-Za-z0-9][A-Za-z0-9-]*$/,
    "a host's name, without a scheme; of templates only {{bucket}} and {{region}}",
    "for example {{bucket}}.s3.{{region}}.amazonaws.com",
  ).describe("The host that answers, with `{{bucket}}` and `{{region}}` where it wants them."),
  port: port.optional().describe("Where it answers. Default: the product's, 443."),
  region: text(
    /^[_a-z0-9][-_a-z0-9]{2,31}$/,
    "the name of a region: 3 to 32 lower-case letters, digits, dashes and underscores",
    "write the region's short name",
  )
    .optional()
    .describe("The region that requests are signed for. Default: the product's."),
  accessKey: proxmoxLine.describe(
    "The public half of the access key; the secret half is a secret of the stack.",
  ),
  pathStyle: z
    .boolean()
    .optional()
    .describe(
      "Whether the bucket is named in the path and not in the host's name. Default: the product's, false.",
    ),
  fingerprint: fingerprint
    .optional()
    .describe(
      "The certificate that it must show, where no authority signed it. Default: any that the system trusts.",
    ),
  providerQuirks: listOf(z.enum(["skip-if-none-match-header", "delete-objects-via-delete-object"]))
    .min(1)
    .optional()
    .describe("What the storage does otherwise than AWS. Default: nothing."),
  ...rates,
});
