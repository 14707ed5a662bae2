import { describeRest, type Excerpt, excerptOf, mostShown } from "../../model/excerpt";
import { type Finding, type Severity } from "../../model/finding";
import { indented } from "./text";

const titles: readonly (readonly [Severity, string])[] = [
  ["error", "Errors"],
  ["warning", "Warnings"],
  ["note", "Notes"],
];

/** Writes a title in a way that fits how bad it is. */
export type Paint = (severity: Severity, text: string) => string;

/**
 * Findings, the worst last: that is what stands above the prompt. No more than a hundred, the worst of them; of the
 * others how many they are.
 */
export function findingList(findings: readonly Finding[], paint: Paint): string[] {
  let left = mostShown;
  const parts = titles.map(([severity, title]) => {
    const own = findings.filter((finding) => finding.severity === severity);
    if (own.length === 0) return [];
    const excerpt = excerptOf(own, left);
    left -= excerpt.shown.length;
    return ["", paint(severity, `${title} (${own.length})`), ...describeExcerpt(excerpt)];
  });
  return parts.reverse().flat();
}

function describeExcerpt(excerpt: Excerpt<Finding>): string[] {
  const rest = describeRest(excerpt);
  const all = "npm run plan -- --json has them all";
  return [
    ...excerpt.shown.flatMap(describe),
    ...(rest === undefined ? [] : indented(`${rest}; ${all}`, "  ")),
  ];
}

function describe({ path, at, message, got, allowed, fix }: Finding): string[] {
  return [
    ...indented(`${path}: ${message}`, "  "),
    ...(at === undefined ? [] : indented(at, "      at:      ")),
    ...(got === undefined ? [] : indented(got, "      got:     ")),
    ...(allowed === undefined ? [] : indented(allowed, "      allowed: ")),
    ...indented(fix, "      fix:     "),
  ];
}

/** `2 errors, 1 warning, no notes`. */
export function countFindings(findings: readonly Finding[]): string {
  return titles
    .map(([severity]) => {
      const count = findings.filter((finding) => finding.severity === severity).length;
      return `${count === 0 ? "no" : count} ${severity}${count === 1 ? "" : "s"}`;
    })
    .join(", ");
}
