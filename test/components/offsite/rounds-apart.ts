/** Schedules of an export, and the whole days that its rounds may lie apart. */
export const roundsApart: readonly (readonly [schedule: string, days: number])[] = [
  ["mon *-1..7 22:15", 36],
  ["mon 22:15", 8],
  ["mon,thu 22:15", 5],
  ["mon..fri 22:15", 4],
  ["22:15", 2],
  ["4,10,16,22:15", 1],
  ["*:15", 1],
];
