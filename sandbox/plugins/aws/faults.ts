import type { CheckFailure } from "../protocol/resource-type";

/** A fault when `wrong` holds. */
export function faultIf(wrong: boolean, property: string, reason: string): CheckFailure[] {
  return wrong ? [{ property, reason }] : [];
}

/** The value, if given, must be one of `allowed`. */
export function oneOf(
  property: string,
  value: unknown,
  allowed: readonly string[],
): CheckFailure[] {
  return faultIf(
    value !== undefined && !allowed.includes(value as string),
    property,
    `got ${JSON.stringify(value)}; allowed: ${allowed.join(", ")}`,
  );
}

/** The value, if given, must be a whole number from `least` to `most`. */
export function wholeNumber(
  property: string,
  value: unknown,
  least: number,
  most = Infinity,
): CheckFailure[] {
  const fits = Number.isInteger(value) && (value as number) >= least && (value as number) <= most;
  const range = most === Infinity ? `of at least ${least}` : `from ${least} to ${most}`;
  return faultIf(
    value !== undefined && !fits,
    property,
    `got ${JSON.stringify(value)}; allowed: a whole number ${range}`,
  );
}

/** At most one of these members of an object may be given. */
export function atMostOne(
  property: string,
  value: object,
  members: readonly string[],
): CheckFailure[] {
  const given = members.filter(
    (member) => (value as Record<string, unknown>)[member] !== undefined,
  );
  return faultIf(
    given.length > 1,
    property,
    `got ${given.join(" and ")} together; allowed: at most one of ${members.join(", ")}`,
  );
}
