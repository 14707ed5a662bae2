import { canonicalJson } from "../../model/canonical-json";

/** One property that is not as it was applied. */
export interface Difference {
  /** `keep-weekly`, or deeper: `rules[1].expiration.days`. */
  readonly property: string;
  readonly wanted: unknown;
  readonly observed: unknown;
}

/** What differs, at the deepest place that both have, in alphabetical order; an absent object differs in every one. */
export function differences(
  wanted: Record<string, unknown>,
  observed: Record<string, unknown> | null,
): Difference[] {
  return inObjects("", wanted, observed ?? {});
}

function inObjects(
  place: string,
  wanted: Record<string, unknown>,
  observed: Record<string, unknown>,
): Difference[] {
  const names = [...new Set([...Object.keys(wanted), ...Object.keys(observed)])].sort();
  return names.flatMap((name) =>
    at(place === "" ? name : `${place}.${name}`, wanted[name], observed[name]),
  );
}

function at(property: string, wanted: unknown, observed: unknown): Difference[] {
  if (canonicalJson(wanted ?? null) === canonicalJson(observed ?? null)) return [];
  if (isObject(wanted) && isObject(observed)) return inObjects(property, wanted, observed);
  // In a list of another length nobody can tell which entry has come or gone.
  if (Array.isArray(wanted) && Array.isArray(observed) && wanted.length === observed.length) {
    return wanted.flatMap((entry, index) => at(`${property}[${index}]`, entry, observed[index]));
  }
  return [{ property, wanted, observed }];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Properties whose value alone may open something: a webhook's address and headers hold its token. */
const openers = ["body", "header", "url"];

/** The same without values that nobody may read in a log. */
export function withoutOpeners(difference: Difference): Difference {
  const [name = ""] = difference.property.split(/[.[]/);
  if (!openers.includes(name)) return difference;
  const { property, wanted, observed } = difference;
  return { property, wanted: hidden(wanted), observed: hidden(observed) };
}

function hidden(value: unknown): unknown {
  return value === undefined ? undefined : "(a value that may open it)";
}
