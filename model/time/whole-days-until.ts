/** Days that are left until then, of 24 hours; a day that has begun counts. A moment that is past has none. */
export function wholeDaysUntil(end: Date, now: Date): number {
  const left = Math.ceil((end.getTime() - now.getTime()) / 86_400_000);
  return left > 0 ? left : 0;
}
