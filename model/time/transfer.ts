/** Minutes to move so many gigabytes (10^9) at so many megabytes (10^6) per second. */
export function transferMinutes(gigabytes: number, megabytesPerSecond: number): number {
  return (gigabytes * 1000) / megabytesPerSecond / 60;
}

/** Links are told in megabits per second, everything else in megabytes. */
export function megabytes(megabits: number): number {
  return megabits / 8;
}

/** Hours in words: minutes below one hour, otherwise hours with at most one decimal. */
export function hoursText(hours: number): string {
  if (hours < 1) return `${Math.ceil(hours * 60 - 1e-9)} min`;
  return `${Math.round(hours * 10) / 10} h`;
}
