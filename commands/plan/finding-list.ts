import { type Finding, type Severity } from "../../model/finding";
import { indented } from "./text";

const titles: readonly (readonly [Severity, string])[] = [
  ["error", "Errors"],
  ["warning", "Warnings"],
  ["note", "Notes"],
];

/** Writes a title in a way that fits how bad it is. */
export type Paint = (severity: Severity, text: string) => string;

/** Findings, the worst last: that is what stands above the prompt. */
export function findingList(findings: readonly Finding[], paint: Paint): string[] {
  return [...titles].reverse().flatMap(([severity, title]) => {
    const own = findings.filter((finding) => finding.severity === severity);
    if (own.length === 0) return [];
    return ["", paint(severity, `${title} (${own.length})`), ...own.flatMap(describe)];
  });
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
