import { isDeepStrictEqual } from "node:util";

const asList = (value: unknown): unknown[] =>
  Array.isArray(value) ? (value as unknown[]) : [value];

/** A value in one form: an object's keys in order, a list sorted, a list of one as MinIO writes it. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value))
    return value
      .map(canonical)
      .map((entry) => JSON.stringify(entry))
      .sort();
  if (typeof value !== "object" || value === null) return value;
  const lists = new Set(["Action", "Resource", "Statement", "NotAction", "NotResource"]);
  const entries = Object.entries(value).map(([key, entry]) => [
    key,
    canonical(lists.has(key) ? asList(entry) : entry),
  ]);
  return Object.fromEntries(entries.sort(([left], [right]) => (left! < right! ? -1 : 1)));
}

/** Whether two policy documents say the same: order and a list of one written without brackets make no difference. */
export function samePolicy(left: string, right: string): boolean {
  return isDeepStrictEqual(canonical(JSON.parse(left)), canonical(JSON.parse(right)));
}
