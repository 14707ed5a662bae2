/** Names the period of local time in which a moment lies; equal names, same period. */
export type PeriodOf = (moment: Date) => string;

/** The periods of the retention options, in the order in which they are applied. */
export const periods = {
  last: (moment) => String(moment.getTime()),
  hourly: (moment) => `${dayOf(moment)}/${moment.getHours()}`,
  daily: dayOf,
  weekly: isoWeekOf,
  monthly: (moment) => `${moment.getFullYear()}/${moment.getMonth() + 1}`,
  yearly: (moment) => String(moment.getFullYear()),
} as const satisfies Record<string, PeriodOf>;

export type Period = keyof typeof periods;

function dayOf(moment: Date): string {
  return `${moment.getFullYear()}/${moment.getMonth() + 1}/${moment.getDate()}`;
}

/** ISO week: it begins on Monday and belongs to the year of its Thursday. */
function isoWeekOf(moment: Date): string {
  const thursday = new Date(moment.getFullYear(), moment.getMonth(), moment.getDate());
  thursday.setDate(thursday.getDate() + 3 - ((thursday.getDay() + 6) % 7));
  const newYear = new Date(thursday.getFullYear(), 0, 1);
  const day = Math.round((thursday.getTime() - newYear.getTime()) / 86_400_000);
  return `${thursday.getFullYear()}/${Math.floor(day / 7) + 1}`;
}
