import { type z } from "zod";

/** The words of one issue. */
export interface IssueWords {
  readonly message: string;
  readonly allowed: string;
  readonly fix: string;
}

type Issue = z.core.$ZodIssue;
type Describe<Code extends Issue["code"]> = (
  issue: Extract<Issue, { code: Code }>,
  value: unknown,
) => IssueWords;

const correct = "correct the value";

const describe: { [Code in Issue["code"]]: Describe<Code> } = {
  invalid_type: (issue, value) => ({
    message: `is ${kindOf(value)}, not ${issue.expected}`,
    allowed: `a value of type ${issue.expected}`,
    fix: "write a value of that type; numbers and true/false go without quotes",
  }),
  too_small: (issue) => ({
    message: "is too small or too short",
    allowed: `at least ${String(issue.minimum)}${unit(issue.origin)}`,
    fix: correct,
  }),
  too_big: (issue) => ({
    message: "is too large or too long",
    allowed: `at most ${String(issue.maximum)}${unit(issue.origin)}`,
    fix: correct,
  }),
  invalid_format: (issue) => ({
    message: "does not have the form it must have",
    allowed: issue.message,
    fix: correct,
  }),
  not_multiple_of: (issue) => ({
    message: "is not a multiple of its unit",
    allowed: `multiples of ${issue.divisor}`,
    fix: correct,
  }),
  unrecognized_keys: () => ({
    message: "is not a key that is known here",
    allowed: "no keys",
    fix: "take it out or correct its spelling",
  }),
  invalid_union: (issue) => ({
    message: "fits none of the forms that are allowed here",
    allowed: issue.discriminator
      ? `a known value of ${issue.discriminator}`
      : "one of the documented forms",
    fix: correct,
  }),
  invalid_key: (issue) => ({
    message: "has a name that is not allowed",
    allowed: issue.issues.map((inner) => inner.message).join("; "),
    fix: "rename it",
  }),
  invalid_element: (issue) => ({
    message: "holds an element that is wrong",
    allowed: issue.message,
    fix: correct,
  }),
  invalid_value: (issue) => ({
    message: "is not one of the values that are allowed",
    allowed: issue.values.map(String).join(", "),
    fix: "choose one of them",
  }),
  custom: (issue) => ({ message: "is refused", allowed: issue.message, fix: correct }),
};

/** What was wrong, what is allowed and how to mend it, for any kind of issue. */
export function describeIssue(issue: Issue, value: unknown): IssueWords {
  const words: (issue: never, value: unknown) => IssueWords = describe[issue.code];
  return words(issue as never, value);
}

function unit(origin: string): string {
  return (
    ({ string: " characters", array: " entries", object: " entries" } as Record<string, string>)[
      origin
    ] ?? ""
  );
}

function kindOf(value: unknown): string {
  if (value === null) return "empty";
  return Array.isArray(value) ? "a list" : `a ${typeof value}`;
}
