import { z } from "zod";
import { days, name, oneLine } from "./values";

const frequency = z.enum(["continuous", "hourly", "six-hourly", "daily", "weekly", "monthly"]);
const hours = z.number().positive().max(8784).meta({ unit: "hours" });

const count = z.int().min(1).max(9999).meta({ unit: "count of backups" }).optional();

/** Keeps the last backup of so many periods. */
const ofEach = (period: string) =>
  count.describe(
    `How many ${period}s with a backup are looked back on: the last one of each is kept. Default: none for this reason.`,
  );

/** How many of the newest backups of each period are kept, and how many days in any case. */
const retention = z.strictObject({
  last: count.describe(
    "How many of the newest backups are kept, however old they are. Default: none for this reason.",
  ),
  daily: ofEach("day"),
  weekly: ofEach("week"),
  monthly: ofEach("month"),
  yearly: ofEach("year"),
  days: days.describe(
    "Nothing younger is deleted, and a restore point at least this old exists. The plan finds the settings that do it.",
  ),
});

/** Names of jobs are made of it and a node's, and Proxmox allows 32 characters for those. */
const className = name.max(20, { error: "at most 20 characters" });

const offsite = z.strictObject({
  place: name.describe(
    "Where the offsite copy goes: a place of `backup:places` that is `offsite`, by its name.",
  ),
  frequency: frequency.describe(
    "How often a copy leaves the house; `continuous`: each change as it comes.",
  ),
  window: name
    .optional()
    .describe(
      "The hours in which it may travel, by their name in `backup:windows`. Default: none, which only a `continuous` copy may have.",
    ),
  retention: retention.describe("What is kept of the past at that place."),
  rpoHours: hours
    .optional()
    .describe(
      "The most recent work that may be lost with the whole lab; the plan refuses settings that could lose more. " +
        "Default: as much as it comes to, which the plan says.",
    ),
  lockDays: days
    .optional()
    .describe(
      "How long nobody can delete a copy, not even the owner of the account. Default: no lock.",
    ),
  confirmedLockDays: days
    .optional()
    .describe(
      "The days for which copies are locked, those of `lockDays` once more or of the longest lock of a bucket that several classes share: " +
        "asked for where a lock lasts far longer than what is wanted and is paid for as long. " +
        "Default: not confirmed.",
    ),
});

/** `backup:classes`: how everything of one kind is protected. */
export const classes = z.record(
  className,
  z
    .strictObject({
      place: name.describe("Where the first copy goes, by its name in `backup:places`."),
      frequency: frequency.describe(
        "How often a copy is made; `continuous`: each change as it comes.",
      ),
      window: name
        .optional()
        .describe(
          "The hours in which its jobs may run, by their name in `backup:windows`. Default: none, which only a `continuous` copy may have.",
        ),
      catchAll: z
        .boolean()
        .default(false)
        .describe(
          "Whether its jobs also take guests that nobody declared, so that a new one is never missed. One class of a cluster may.",
        ),
      retention: retention.describe("What is kept of the past at the first place."),
      rpoHours: hours.describe(
        "The most recent work that may be lost (RPO); the plan refuses settings that could lose more.",
      ),
      rtoHours: hours.describe(
        "How long a restore of one item may take (RTO); the plan refuses what would take longer.",
      ),
      offsite: offsite
        .optional()
        .describe(
          "The copy that a fire in the lab leaves alone. Default: none, which the plan reports.",
        ),
    })
    .describe("A protection class: how everything that names it is copied and kept."),
);

/** Why something is as it should not be, and until when nobody asks. */
export const exemption = z.strictObject({
  reason: oneLine
    .min(10, { error: "a sentence that says why" })
    .describe("Why this is right, for whoever asks later: at least 10 characters."),
  expires: z.iso
    .date({ error: "a day that exists, YYYY-MM-DD in quotes" })
    .meta({ allowed: "a day that exists, YYYY-MM-DD in quotes" })
    .describe("The last day on which it holds; from the next on the plan reports the item again."),
});

/** `backup:exemptions`: what is left unprotected on purpose, by the name of the item. */
export const exemptions = z.record(
  name,
  exemption.describe("Why the item of this name has no class, and until when nobody asks."),
);
