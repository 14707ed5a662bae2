import { type WantedRetention } from "../estate";

const counts = ["last", "daily", "weekly", "monthly", "yearly"] as const;

type Count = (typeof counts)[number];

/** Settings of Proxmox Backup Server that are counts of what is wanted. Other engines have none that groups share. */
const settingOf: Readonly<Record<Count, string>> = {
  last: "keepLast",
  daily: "keepDaily",
  weekly: "keepWeekly",
  monthly: "keepMonthly",
  yearly: "keepYearly",
};

/** The more of two wishes, in every respect. */
export function most(one: WantedRetention, other: WantedRetention): WantedRetention {
  return {
    ...countsOf((count) => Math.max(one[count] ?? 0, other[count] ?? 0)),
    days: Math.max(one.days, other.days),
  };
}

/** The wish, and at least as many of each as these settings keep; the very same if that is no more. */
export function raisedBy(
  wanted: WantedRetention,
  settings: Readonly<Record<string, number>>,
): WantedRetention {
  const kept = countsOf((count) => settings[settingOf[count]] ?? 0);
  const isMore = counts.some((count) => (kept[count] ?? 0) > (wanted[count] ?? 0));
  return isMore ? most(wanted, { ...kept, days: wanted.days }) : wanted;
}

function countsOf(number: (count: Count) => number): Partial<Record<Count, number>> {
  const all = counts.map((count) => [count, number(count)] as const);
  return Object.fromEntries(all.filter(([, value]) => value > 0));
}
