import { nothingLeft } from "../../model/nothing-left";
import { type PbsKeep } from "../../model/retention/pbs-prune";

/**
 * What a prune job keeps, in the option names of Proxmox Backup Server.
 *
 * @throws Error if that is nothing: such a job would keep everything
 */
export function retentionOptions(keep: PbsKeep): Record<string, number> {
  const { keepLast, keepHourly, keepDaily, keepWeekly, keepMonthly, keepYearly, ...rest } = keep;
  nothingLeft(rest);
  const options = {
    "keep-last": keepLast,
    "keep-hourly": keepHourly,
    "keep-daily": keepDaily,
    "keep-weekly": keepWeekly,
    "keep-monthly": keepMonthly,
    "keep-yearly": keepYearly,
  };
  const set = Object.entries(options).flatMap(([option, count]) =>
    count === undefined ? [] : [[option, count] as const],
  );
  if (set.length === 0) throw new Error("a prune job that keeps nothing by name keeps everything");
  return Object.fromEntries(set);
}
