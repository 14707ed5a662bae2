import { toText } from "../conversion/text";
import { OutsideSubset } from "../errors";
import { DateTime, formatDate } from "../values/date-time";
import { itemsOf, type Value } from "../values/value";

/**
 * A .NET pattern. JavaScript's are alike but for inline options and some classes.
 *
 * @throws OutsideSubset where JavaScript does not read it
 */
export function matchPattern(pattern: string, exact: boolean, flags = ""): RegExp {
  try {
    return new RegExp(pattern, exact ? flags : `${flags}i`);
  } catch {
    throw new OutsideSubset(`the regular expression ${pattern}`);
  }
}

/** A wildcard of `-like` and of file names: `*`, `?`, `[a-z]`. */
export function wildcard(pattern: string, exact = false): RegExp {
  const source = pattern.replaceAll(/\[[^\]]+\]|[\s\S]/g, (part) => {
    if (part === "*") return "[\\s\\S]*";
    if (part === "?") return "[\\s\\S]";
    return part.length > 1 ? part : part.replace(/[\\^$.|+()[\]{}]/, "\\$&");
  });
  return new RegExp(`^${source}$`, exact ? "" : "i");
}

/** `-join`. */
export function joined(value: Value, separator: string): string {
  return itemsOf(value).map(toText).join(separator);
}

/** `-split` with a pattern, and a limit as the second item. */
export function splitText(value: Value, right: Value, exact: boolean): Value {
  const [pattern, limit, ...rest] = itemsOf(right);
  if (limit !== undefined || rest.length > 0) throw new OutsideSubset("-split with a limit");
  const expression = matchPattern(toText(pattern ?? ""), exact);
  return itemsOf(value).flatMap((item) => toText(item).split(expression));
}

/** `-replace pattern, replacement`; every item of an array by itself. */
export function replaced(value: Value, right: Value, exact: boolean): Value {
  const [pattern = "", replacement = ""] = itemsOf(right);
  const expression = matchPattern(toText(pattern), exact, "g");
  const substitute = toText(replacement)
    .replaceAll("$0", () => "$&")
    .replaceAll(/\$\{(\w+)\}/g, (_, name: string) =>
      /^\d+$/.test(name) ? `$${name}` : `$<${name}>`,
    );
  const one = (item: Value) => toText(item).replace(expression, substitute);
  return Array.isArray(value) ? value.map(one) : one(value);
}

/**
 * `-f`: `{0}`, `{0:D4}`, `{0:yyyy-MM-dd}`.
 *
 * @throws OutsideSubset for other formats
 */
export function formatted(template: string, values: readonly Value[]): string {
  return template.replaceAll(
    /\{\{|\}\}|\{(\d+)(?::([^}]*))?\}/g,
    (part, place?: string, format?: string) => {
      if (place === undefined) return part.slice(1);
      const value = values[Number(place)] ?? null;
      if (format === undefined) return toText(value);
      const digits = /^[dD](\d+)$|^(0+)$/.exec(format);
      if (digits !== null && typeof value === "number") {
        return String(value).padStart(Number(digits[1] ?? digits[2]?.length), "0");
      }
      if (value instanceof DateTime) return formatDate(value, format);
      throw new OutsideSubset(`the format ${part}`);
    },
  );
}
