import { z } from "zod";
import { owner } from "./pbs-access";
import { rates } from "./pbs-rates";
import {
  address,
  calendarEvent,
  comment,
  dailyDuration,
  fingerprint,
  listOf,
  namespace,
  network,
  port,
  proxmoxId,
  text,
} from "./values";

/** Another backup server that backups are fetched from. */
export const remote = z.strictObject({
  host: address.describe("Where that server is reached from this one."),
  port: port.optional().describe("Where it answers. Default: the product's, 8007."),
  authId: owner.describe(
    "The user or token of that server that this one logs in as; its password is a secret of the stack.",
  ),
  fingerprint: fingerprint
    .optional()
    .describe(
      "The certificate that it must show, where no authority signed it. Default: any that the system trusts.",
    ),
  comment: comment.optional().describe("A line beside it in the product's lists. Default: none."),
});

const groupFilter = text(
  /^(include:|exclude:)?(type:(vm|ct|host)|group:(vm|ct|host)\/[A-Za-z0-9_][A-Za-z0-9._-]*)$/,
  "type:vm, group:vm/100 and so on, with include: or exclude: before it",
  "write the kind of group and, for one alone, its name",
);

/** Copies of another server's backups. What vanishes there stays here, always. */
export const syncJob = z.strictObject({
  store: proxmoxId.describe("The datastore that copies go to, by its name in `datastores`."),
  ns: namespace
    .optional()
    .describe("The namespace in it that copies go to. Default: the root of the datastore."),
  remote: proxmoxId
    .optional()
    .describe(
      "The server that copies come from, by its name in `remotes`. Default: this server itself.",
    ),
  remoteStore: proxmoxId.describe("The datastore that copies come from, as its server calls it."),
  remoteNs: namespace
    .optional()
    .describe("The namespace in it that copies come from. Default: the root of the datastore."),
  owner: owner.describe(
    "Who owns the copies: without, the product would take root@pam, and groups of a token could not be synced.",
  ),
  schedule: calendarEvent.describe("When it runs, in the time of the server."),
  groupFilter: listOf(groupFilter)
    .min(1)
    .optional()
    .describe("Which groups are copied or left out. Default: all are copied."),
  verifiedOnly: z
    .boolean()
    .optional()
    .describe(
      "Whether only backups are copied that were verified at their source. Default: the product's, false.",
    ),
  encryptedOnly: z
    .boolean()
    .optional()
    .describe("Whether only encrypted backups are copied. Default: the product's, false."),
  maxDepth: z
    .int()
    .min(0)
    .max(7)
    .meta({ unit: "count of levels" })
    .optional()
    .describe(
      "How far below the source's namespace others are copied as well; 0: none of them. Default: all.",
    ),
  transferLast: z
    .int()
    .min(1)
    .meta({ unit: "count of backups" })
    .optional()
    .describe("How many of the newest backups of a group are copied. Default: all."),
  resyncCorrupt: z
    .boolean()
    .optional()
    .describe(
      "Whether copies that a verification found broken are fetched again. Default: the product's, false.",
    ),
  ...rates,
  comment: comment.optional().describe("A line beside it in the product's lists. Default: none."),
});

/** Holds back what goes to and from some networks. */
export const trafficRule = z.strictObject({
  network: listOf(network).min(1).describe("The networks whose addresses the rule is for."),
  ...rates,
  timeframe: listOf(dailyDuration)
    .min(1)
    .optional()
    .describe("When the rule is in force, in the time of the server. Default: always."),
  comment: comment.optional().describe("A line beside it in the product's lists. Default: none."),
});
