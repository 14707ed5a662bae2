import { type WantedRetention } from "../estate";

const counts = ["last", "daily", "weekly", "monthly", "yearly"] as const;

/** The more of two wishes, in every respect. */
export function most(one: WantedRetention, other: WantedRetention): WantedRetention {
  const both = counts.flatMap((count) => {
    const wanted = [one[count], other[count]].filter((value) => value !== undefined);
    return wanted.length === 0 ? [] : [[count, Math.max(...wanted)] as const];
  });
  return { ...Object.fromEntries(both), days: Math.max(one.days, other.days) };
}
