import { z } from "zod";
import { weekdays } from "../../model/calendar/weekday";
import { assumedShares } from "../../model/size/used-share";
import { timezone } from "./timezone";
import { address, listOf, megabytesPerSecond, name, timeOfDay } from "./values";

const megabitsPerSecond = z.number().positive().max(1_000_000).meta({ unit: "Mbit/s" });
/** Of nothing everything would take no room and no time. */
const share = z.number().positive().max(1).meta({ unit: "share from 0 to 1" });

/** `backup:site`: where the lab is. */
export const site = z.strictObject({
  domain: address.describe(
    "The domain that the lab's machines are in, for people who read the plan.",
  ),
  timezone: timezone.describe("The zone that every window and every schedule is told in."),
});

const usedShare = (of: keyof typeof assumedShares, what: string) =>
  share
    .default(assumedShares[of])
    .describe(`The part of the declared size that ${what} is taken to use where nobody measured.`);

/** `backup:sizing`: what turns declared sizes into backed-up ones where nobody measured them. */
export const sizing = z.strictObject({
  usedShare: share.describe(
    "The part of a guest's disks that is taken to be in use where nobody measured.",
  ),
  usedShareOf: z
    .strictObject({
      fileServer: usedShare("fileServer", "a file server"),
      database: usedShare("database", "a database"),
      bucket: usedShare("bucket", "a bucket"),
      repository: usedShare("repository", "a repository"),
      claim: usedShare("claim", "a persistent volume"),
    })
    .prefault({})
    .describe("The same for what holds nothing but data, by the kind of item."),
  dailyChangeShare: share.describe(
    "The part of what is in use that changes in a day: what an incremental copy takes and sends.",
  ),
  reduction: z
    .number()
    .min(1)
    .max(100)
    .meta({ unit: "times smaller" })
    .describe(
      "How many times smaller a copy is than what it copies, compressed and without duplicates.",
    ),
});

/** Names of jobs are made of it and a class's, and Proxmox allows 32 characters for those. */
const nodeName = name.max(11, { error: "at most 11 characters" });

/** `backup:nodes`: the machines of the cluster. */
export const nodes = z.record(
  nodeName,
  z
    .strictObject({
      cluster: name
        .optional()
        .describe(
          "The cluster that it belongs to, by its name in `backup:pve`. Default: the only one.",
        ),
      role: z
        .enum(["compute", "storage"])
        .describe(
          "Whether it runs guests or keeps their disks; the plan reports guests on a storage node.",
        ),
      readMBps: megabytesPerSecond.describe(
        "The speed at which the node reads its disks for a backup, which run times follow from.",
      ),
    })
    .describe("A machine of a Proxmox VE cluster, by the name it has there."),
);

/** `backup:links`: the network paths that copies travel. */
export const links = z.record(
  name,
  z
    .strictObject({
      uploadMbps: megabitsPerSecond.describe(
        "The line's speed away from what is backed up, which run times of jobs follow from.",
      ),
      downloadMbps: megabitsPerSecond.describe(
        "The line's speed back, which times of restores follow from.",
      ),
      share: z
        .number()
        .min(0.01)
        .max(1)
        .meta({ unit: "share from 0 to 1" })
        .optional()
        .describe(
          "The part of both speeds that copies get. Default: 1 where the speeds were measured, otherwise 0.9.",
        ),
      measured: z
        .boolean()
        .default(false)
        .describe(
          "Whether somebody measured the speeds; figures that rest on an assumption are said to.",
        ),
    })
    .describe("A network path that copies travel."),
);

/** `backup:windows`: the hours in which jobs may run. */
export const windows = z.record(
  name,
  z
    .strictObject({
      days: listOf(z.enum(weekdays))
        .min(1)
        .max(weekdays.length)
        .describe("The days of the week on which it opens."),
      from: timeOfDay.describe("The time at which it opens, in the zone of the site."),
      hours: z
        .number()
        .positive()
        .max(168)
        .meta({ unit: "hours" })
        .describe("How long it stays open; it may pass midnight."),
    })
    .describe("Hours of the week in which jobs may run; the plan places each job within."),
);
