import { z } from "zod";
import { weekdays } from "../../model/calendar/weekday";
import { assumedShares } from "../../model/size/used-share";
import { timezone } from "./timezone";
import { address, name, timeOfDay } from "./values";

const megabytesPerSecond = z.number().positive().max(100_000);
const megabitsPerSecond = z.number().positive().max(1_000_000);
/** Of nothing everything would take no room and no time. */
const share = z.number().positive().max(1);

/** `backup:site`: where the lab is. */
export const site = z.strictObject({
  domain: address,
  /** What every schedule and window is told in. */
  timezone,
});

/** `backup:sizing`: what turns declared sizes into backed-up ones where nobody measured them. */
export const sizing = z.strictObject({
  /** Share of a guest's disks that is in use. */
  usedShare: share,
  /** The same of what holds nothing but data, by the kind of item. */
  usedShareOf: z
    .strictObject({
      fileServer: share.default(assumedShares.fileServer),
      database: share.default(assumedShares.database),
      bucket: share.default(assumedShares.bucket),
      repository: share.default(assumedShares.repository),
      claim: share.default(assumedShares.claim),
    })
    .prefault({}),
  dailyChangeShare: share,
  reduction: z.number().min(1).max(100),
});

/** Names of jobs are made of it and a class's, and Proxmox allows 32 characters for those. */
const nodeName = name.max(11, { error: "at most 11 characters" });

/** `backup:nodes`: the machines of the cluster. */
export const nodes = z.record(
  nodeName,
  z.strictObject({
    /** The cluster that it belongs to, by its name in `backup:pve`. Default: the only one. */
    cluster: name.optional(),
    role: z.enum(["compute", "storage"]),
    /** Speed at which the node reads its disks for a backup. */
    readMBps: megabytesPerSecond,
  }),
);

/** `backup:links`: the network paths that copies travel. */
export const links = z.record(
  name,
  z.strictObject({
    uploadMbps: megabitsPerSecond,
    downloadMbps: megabitsPerSecond,
    /** Share of both that copies get. */
    share: z.number().min(0.01).max(1).optional(),
    /** Whether somebody measured it. */
    measured: z.boolean().default(false),
  }),
);

/** `backup:windows`: the hours in which jobs may run. */
export const windows = z.record(
  name,
  z.strictObject({
    days: z.array(z.enum(weekdays)).min(1).max(weekdays.length),
    from: timeOfDay,
    hours: z.number().positive().max(168),
  }),
);
