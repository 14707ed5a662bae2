/** Minutes to move so many gigabytes (10^9) at so many megabytes (10^6) per second. */
export function transferMinutes(gigabytes: number, megabytesPerSecond: number): number {
  return (gigabytes * 1000) / megabytesPerSecond / 60;
}

/** Links are told in megabits per second, everything else in megabytes. */
export function megabytes(megabits: number): number {
  return megabits / 8;
}

/** Binary fractions that should not be there. */
const dust = 1e-6;

/** Hours in words, rounded up: minutes below one hour, otherwise hours with at most one decimal. */
export function hoursText(hours: number): string {
  if (hours < 1) return `${Math.ceil(hours * 60 - dust)} min`;
  return `${Math.ceil(hours * 10 - dust) / 10} h`;
}
