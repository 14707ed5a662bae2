import { isDeepStrictEqual } from "node:util";
import { isObject, reveal, unknown } from "./property-values";
import type { Properties } from "./resource-type";

export type ChangeKind = "add" | "delete" | "update";

/** One difference between the inputs of the state and the wanted ones. */
export interface PropertyChange {
  /** For example `rules[0].transitions[0].days`. */
  readonly path: string;
  /** The same without list positions: `rules.transitions.days`. */
  readonly pattern: string;
  readonly kind: ChangeKind;
}

/** Which properties are compared otherwise than value by value; patterns without list positions. */
export interface DiffRules {
  readonly sets?: readonly string[];
  readonly jsonDocuments?: readonly string[];
}

interface Place {
  readonly path: string;
  readonly pattern: string;
}

const plainName = /^[A-Za-z_][\w-]*$/;

function property(place: Place, name: string): Place {
  const step = plainName.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
  const join = (prefix: string) => (prefix ? prefix + step : step.replace(/^\./, ""));
  return { path: join(place.path), pattern: join(place.pattern) };
}

const element = (place: Place, index: number): Place => ({
  ...place,
  path: `${place.path}[${index}]`,
});

/** Keys in one order at every depth, so that equal objects have equal text. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (!isObject(value)) return value;
  const entries = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1));
  return Object.fromEntries(entries.map(([key, entry]) => [key, canonical(entry)]));
}

function sortedSet(value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  const order = (entry: unknown) => JSON.stringify(canonical(entry)) ?? "";
  return [...(value as unknown[])].sort((left, right) => (order(left) < order(right) ? -1 : 1));
}

function parsedJson(value: unknown): unknown {
  if (typeof value !== "string") return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

/** How a value is brought to the form in which it is compared. */
function comparable(value: unknown, place: Place, rules: DiffRules): unknown {
  if (rules.sets?.includes(place.pattern)) return sortedSet(value);
  if (rules.jsonDocuments?.includes(place.pattern)) return parsedJson(value);
  return value;
}

function kindOf(before: unknown, after: unknown): ChangeKind {
  if (before === undefined) return "add";
  return after === undefined ? "delete" : "update";
}

function compare(
  before: unknown,
  after: unknown,
  place: Place,
  rules: DiffRules,
): PropertyChange[] {
  if (isDeepStrictEqual(comparable(before, place, rules), comparable(after, place, rules)))
    return after === unknown ? [{ ...place, kind: "update" }] : [];
  const isSet = rules.sets?.includes(place.pattern) ?? false;
  if (Array.isArray(before) && Array.isArray(after) && !isSet) {
    const length = Math.max(before.length, after.length);
    return Array.from({ length }).flatMap((_, index) =>
      compare(before[index], after[index], element(place, index), rules),
    );
  }
  if (isObject(before) && isObject(after)) return compareObjects(before, after, place, rules);
  return [{ ...place, kind: kindOf(before, after) }];
}

function compareObjects(
  before: Properties,
  after: Properties,
  place: Place,
  rules: DiffRules,
): PropertyChange[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((name) =>
    compare(before[name], after[name], property(place, name), rules),
  );
}

/**
 * Every difference between two sets of inputs, each at its deepest path. A value that is still unknown counts as
 * changed; whether a value is secret makes no difference.
 */
export function diffProperties(
  before: Properties,
  after: Properties,
  rules: DiffRules = {},
): PropertyChange[] {
  return compareObjects(
    reveal(before) as Properties,
    reveal(after) as Properties,
    { path: "", pattern: "" },
    rules,
  );
}

/** Whether two values are the same under the rules that hold at `pattern`. */
export function sameValue(
  left: unknown,
  right: unknown,
  pattern: string,
  rules: DiffRules,
): boolean {
  return compare(left, right, { path: pattern, pattern }, rules).length === 0;
}
