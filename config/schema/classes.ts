import { z } from "zod";
import { days, name, oneLine } from "./values";

const frequency = z.enum(["continuous", "hourly", "six-hourly", "daily", "weekly", "monthly"]);
const count = z.int().min(1).max(9999).optional();
const hours = z.number().positive().max(8784);

/** How many of the newest backups of each period are kept, and how many days in any case. */
const retention = z.strictObject({
  last: count,
  daily: count,
  weekly: count,
  monthly: count,
  yearly: count,
  days,
});

/** Names of jobs are made of it and a node's, and Proxmox allows 32 characters for those. */
const className = name.max(20, { error: "at most 20 characters" });

/** `backup:classes`: how everything of one kind is protected. */
export const classes = z.record(
  className,
  z.strictObject({
    place: name,
    frequency,
    /** When jobs may run; left out for what runs all the time. */
    window: name.optional(),
    /** Whether its jobs also take guests that nobody declared. */
    catchAll: z.boolean().default(false),
    retention,
    rpoHours: hours,
    rtoHours: hours,
    offsite: z
      .strictObject({
        place: name,
        frequency,
        window: name.optional(),
        retention,
        /** Most recent work that may be lost with the whole lab. */
        rpoHours: hours.optional(),
        /** Days during which nobody can delete a copy. */
        lockDays: days.optional(),
        /** The same number again, for a lock that lasts far longer than what is wanted and is paid for as long. */
        confirmedLockDays: days.optional(),
      })
      .optional(),
  }),
);

/** Why something is as it should not be, and until when nobody asks. */
export const exemption = z.strictObject({
  reason: oneLine.min(10, { error: "a sentence that says why" }),
  /** The last day it holds. */
  expires: z.iso.date({ error: "a day that exists, YYYY-MM-DD in quotes" }),
});

/** `backup:exemptions`: what is left unprotected on purpose, by the name of the item. */
export const exemptions = z.record(name, exemption);
