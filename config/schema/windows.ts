import { z } from "zod";
import { name, oneLine } from "./values";

/** `backup:veeam`: the Veeam server. What it backs up, when and how long follows from the plan. */
export const veeam = z.strictObject({
  host: name,
  /** The description under which Veeam lists the encryption password. */
  encryptionKey: oneLine,
  /** The protection group that holds the computers of each protection class. */
  protectionGroups: z.record(name, oneLine),
});

/** `backup:iperius`: jobs that an operator made and the stack watches over. */
export const iperius = z.strictObject({
  host: name,
  jobs: z.record(
    oneLine,
    z.strictObject({
      /** The oldest last success that is still good. */
      maximumAgeHours: z.int().min(1).max(8784),
    }),
  ),
});
