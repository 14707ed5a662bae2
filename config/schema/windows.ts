import { z } from "zod";
import { days, name, timeOfDay } from "./values";

const oneLine = z
  .string()
  .regex(/^[^\p{Cc}]{1,255}$/u, { error: "one line of at most 255 characters" });

/** Cluster Shared Volumes are mounted below this folder, and the Veeam agent leaves them out without a word. */
const clusterStorage = /^[a-z]:\\ClusterStorage(\\|$)/i;

const windowsPath = z
  .string()
  .regex(/^[A-Za-z]:\\[^\p{Cc}"<>|?*]*$/u, { error: "a Windows path with a drive letter" })
  .refine((path) => !clusterStorage.test(path), {
    error:
      "a folder outside of C:\\ClusterStorage: the agent skips cluster shared volumes, so the job would protect nothing",
  });

/** `backup:veeam`: the Veeam server and its agent jobs. */
export const veeam = z.strictObject({
  host: name,
  repository: oneLine,
  /** The description under which Veeam lists the encryption password. */
  encryptionKey: oneLine,
  agentJobs: z.record(
    name,
    z.strictObject({
      protectionGroup: oneLine,
      paths: z.array(windowsPath).min(1),
      schedule: z.strictObject({
        day: z.enum(["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"]),
        time: timeOfDay,
      }),
      retention: z.strictObject({
        days,
        weekly: z.int().min(1).max(9999),
        monthly: z.int().min(1).max(999),
      }),
      encrypted: z.boolean().default(true),
    }),
  ),
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
