import { z } from "zod";
import { name, oneLine, powershellText } from "./values";

/** What a person called something on a Windows server. */
const label = powershellText(oneLine);

/** A Veeam server. What it backs up, when and how long follows from the plan. */
const veeamServer = z.strictObject({
  host: name,
  /** The description under which Veeam lists the encryption password. */
  encryptionKey: label,
  /** The protection group that holds the computers of each protection class. */
  protectionGroups: z.record(name, label),
});

/** A machine with jobs of Iperius that an operator made and the stack watches over. */
const iperiusServer = z.strictObject({
  host: name,
  jobs: z.record(
    label,
    z.strictObject({
      /** The class whose copies it makes; whoever leaves it out is told which there are. */
      class: name.optional(),
      /** The oldest last success that is still good; no older than the class promises. */
      maximumAgeHours: z.int().min(1).max(8784),
    }),
  ),
});

/** `backup:veeam`: Veeam servers, by name. */
export const veeam = z.record(name, veeamServer);

/** `backup:iperius`: machines with Iperius, by name. */
export const iperius = z.record(name, iperiusServer);
