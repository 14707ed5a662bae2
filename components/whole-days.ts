/**
 * Refuses numbers of days that no lifecycle and no lock takes: a rule of 0 days is no rule, it acts at once.
 *
 * @param subject - what they are set for: `bucket archive of the vault`
 * @param days - by the name of the setting; `undefined` is not set
 * @throws Error that names each one that is no whole number, 1 or more
 */
export function refuseDays(
  subject: string,
  days: Readonly<Record<string, number | undefined>>,
): void {
  const wrong = Object.entries(days).filter(
    ([, value]) => value !== undefined && !(Number.isSafeInteger(value) && value >= 1),
  );
  if (wrong.length === 0) return;
  const got = wrong.map(([setting, value]) => `${setting}: ${value}`).join(", ");
  throw new Error(
    `${subject} cannot have ${got}; allowed: a whole number of days, 1 or more, or leave it out`,
  );
}
