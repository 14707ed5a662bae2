import { type z } from "zod";
import { didYouMean } from "./near-miss";

/** The words of one issue. */
export interface IssueWords {
  readonly message: string;
  readonly allowed: string;
  readonly fix: string;
}

/** What is known of the place where something is wrong. */
export interface IssuePlace {
  /** What stands there; `undefined` where nothing does. */
  readonly value: unknown;
  /** What may stand there, as the schema says it for people. */
  readonly allowed: string | undefined;
  /** What to do, as the schema says it. */
  readonly fix: string | undefined;
  /** Keys of the map that may stand there, or the only words that its list may hold. */
  readonly inner: readonly string[];
  /** The only words that may stand there. */
  readonly words: readonly string[];
}

type Issue = z.core.$ZodIssue;
type Describe<Code extends Issue["code"]> = (
  issue: Extract<Issue, { code: Code }>,
  place: IssuePlace,
) => IssueWords;

const correct = "correct the value";

/** What a type is called, what is written for it, and what to do about something else. */
const types: Readonly<Record<string, { name: string; allowed: string; fix: string }>> = {
  string: {
    name: "text",
    allowed: "text",
    fix: "write text; what looks like a number, a date or true needs quotes",
  },
  number: { name: "a number", allowed: "a number", fix: "write a number without quotes or a unit" },
  int: { name: "a whole number", allowed: "a whole number", fix: "write a whole number" },
  boolean: {
    name: "true or false",
    allowed: "true or false",
    fix: "write true or false, without quotes; yes, no, on and off are text",
  },
  array: { name: "a list", allowed: "a list", fix: "write a list: [one, another]" },
  object: {
    name: "a map",
    allowed: "a map of keys and values",
    fix: "write its keys below it",
  },
  record: {
    name: "a map",
    allowed: "a map of names and what they are",
    fix: "write its entries below it, or {} if there are none",
  },
};

const describe: { [Code in Issue["code"]]: Describe<Code> } = {
  invalid_type: (issue, { value, inner }) => {
    const type = types[issue.expected] ?? {
      name: issue.expected,
      allowed: issue.expected,
      fix: correct,
    };
    return {
      message: `is ${kindOf(value)}, not ${type.name}`,
      allowed: `${type.allowed}${inner.length > 0 ? `: ${inner.join(", ")}` : ""}`,
      fix: rewritten(issue.expected, value) ?? type.fix,
    };
  },
  too_small: ({ origin, minimum, inclusive }) => ({
    message: small[origin] ?? "is too small",
    allowed: `${inclusive ? "at least" : "more than"} ${String(minimum)}${unit(origin, minimum)}`,
    fix: correct,
  }),
  too_big: ({ origin, maximum, inclusive }) => ({
    message: big[origin] ?? "is too large",
    allowed: `${inclusive ? "at most" : "less than"} ${String(maximum)}${unit(origin, maximum)}`,
    fix: correct,
  }),
  invalid_format: ({ message }) => ({
    message: "does not have the form it must have",
    allowed: message,
    fix: correct,
  }),
  not_multiple_of: ({ divisor }) => ({
    message: "is not a multiple of its unit",
    allowed: `multiples of ${divisor}`,
    fix: correct,
  }),
  unrecognized_keys: () => ({
    message: "is not a key that is known here",
    allowed: "no keys",
    fix: "take it out",
  }),
  invalid_union: ({ message, discriminator }, { value, words }) =>
    discriminator === undefined
      ? { message: "fits none of the forms that are allowed here", allowed: message, fix: correct }
      : choice(value, words),
  invalid_key: ({ issues }) => ({
    message: "has a name that is not allowed",
    allowed: issues.map(({ message }) => message).join("; "),
    fix: "rename it",
  }),
  invalid_element: ({ message }) => ({
    message: "holds an element that is wrong",
    allowed: message,
    fix: correct,
  }),
  invalid_value: (issue, { value }) => choice(value, issue.values.map(String)),
  custom: ({ message, params }, { allowed }) => {
    const fix = typeof params?.["fix"] === "string" ? params["fix"] : correct;
    return allowed === undefined
      ? { message: "is refused", allowed: message, fix }
      : { message: `is refused: ${message}`, allowed, fix };
  },
};

/** What was wrong, what is allowed and how to mend it, for any kind of issue. */
export function describeIssue(issue: Issue, place: IssuePlace): IssueWords {
  const words: (issue: never, place: IssuePlace) => IssueWords = describe[issue.code];
  const { message, allowed, fix } = words(issue as never, place);
  if (place.value === undefined)
    return { message: "is missing", allowed: place.allowed ?? allowed, fix: place.fix ?? fix };
  return { message, allowed, fix: (fix === correct ? place.fix : undefined) ?? fix };
}

/** The same value as the type that is wanted, where only its form in YAML is wrong. */
function rewritten(expected: string, value: unknown): string | undefined {
  if (expected === "string" && ["number", "boolean"].includes(typeof value))
    return `put it in quotes: "${String(value)}"`;
  return expected === "number" && typeof value === "string" && /^-?\d+(\.\d+)?$/.test(value)
    ? `take the quotes away: ${value}`
    : undefined;
}

function choice(value: unknown, words: readonly string[]): IssueWords {
  return {
    message: "is not one of the values that are allowed",
    allowed: words.join(", "),
    fix: `${didYouMean(value, words)}choose one of them`,
  };
}

const small: Readonly<Record<string, string>> = {
  string: "is too short",
  array: "has too few entries",
};
const big: Readonly<Record<string, string>> = {
  string: "is too long",
  array: "has too many entries",
};

function unit(origin: string, count: number | bigint): string {
  const nouns: Readonly<Record<string, readonly [one: string, more: string]>> = {
    string: [" character", " characters"],
    array: [" entry", " entries"],
    object: [" entry", " entries"],
  };
  return nouns[origin]?.[Number(count) === 1 ? 0 : 1] ?? "";
}

function kindOf(value: unknown): string {
  if (value === null) return "empty";
  if (Number.isNaN(value)) return "what stands for no number at all (.nan)";
  if (isBeyondNumbers(value)) return beyond;
  if (typeof value === "string" && /^[-+]?\.?\d/.test(value) && isBeyondNumbers(Number(value)))
    return `text that stands for a number ${beyond}`;
  if (Array.isArray(value)) return "a list";
  const names: Readonly<Record<string, string>> = { string: "text", object: "a map" };
  return names[typeof value] ?? `a ${typeof value}`;
}

const beyond = "beyond every number that can be kept";

function isBeyondNumbers(value: unknown): boolean {
  return value === Infinity || value === -Infinity;
}
