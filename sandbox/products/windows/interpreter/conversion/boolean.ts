import { Double } from "../values/double";
import { type Value } from "../values/value";

/** Whether a value counts as true: `$null`, `''`, 0 and empty arrays do not. */
export function toBoolean(value: Value): boolean {
  if (value === null || typeof value === "symbol") return false;
  if (value instanceof Double) return value.value !== 0;
  if (Array.isArray(value)) return arrayTruth(value);
  if (typeof value === "object") return true;
  return typeof value === "string" ? value !== "" : Boolean(value);
}

/** An array of one counts as its item; a longer one as true. */
function arrayTruth(items: readonly Value[]): boolean {
  const [only] = items;
  return items.length === 1 && only !== undefined ? toBoolean(only) : items.length > 1;
}
