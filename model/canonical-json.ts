/** JSON that two sides can compare byte by byte: keys sorted at every level, absent values left out. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(canonical(value));
}

/** The same value with its keys sorted at every level, without what is absent. */
export function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (value === null || typeof value !== "object") return value;
  const entries = Object.entries(value as Record<string, unknown>)
    .filter(([, entry]) => entry !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, entry]) => [key, canonical(entry)]));
}
