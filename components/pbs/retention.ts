/** What a prune job keeps: the newest backup of each of so many periods. At least one is set. */
export interface PbsRetention {
  readonly keepLast?: number;
  readonly keepDaily?: number;
  readonly keepWeekly?: number;
  readonly keepMonthly?: number;
  readonly keepYearly?: number;
}

/** The retention in the option names of Proxmox Backup Server. */
export function retentionOptions(retention: PbsRetention): Record<string, number> {
  const { keepLast, keepDaily, keepWeekly, keepMonthly, keepYearly } = retention;
  const options = {
    "keep-last": keepLast,
    "keep-daily": keepDaily,
    "keep-weekly": keepWeekly,
    "keep-monthly": keepMonthly,
    "keep-yearly": keepYearly,
  };
  return Object.fromEntries(
    Object.entries(options).flatMap(([option, count]) =>
      count === undefined ? [] : [[option, count]],
    ),
  );
}
