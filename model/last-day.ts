/** A year, with its leap day: what nobody has looked at for longer is no exception, but another rule. */
const longestDays = 366;

const dayMs = 86_400_000;

/** The last day until which something may be let pass that was decided on a day, both `YYYY-MM-DD`. */
export function lastDay(today: string): string {
  return new Date(Date.parse(today) + longestDays * dayMs).toISOString().slice(0, 10);
}
