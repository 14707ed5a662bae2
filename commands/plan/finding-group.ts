import { literalPattern } from "../../lib/literal-pattern";
import { kindOf } from "../../model/excerpt";
import { type Finding, type Severity } from "../../model/finding";
import { groupedBy } from "../../model/grouping";

/** What stands for the name of each where a group says something of all. */
const placeholder = "NAME";

/** Findings of one kind that are mended alike. */
export interface FindingGroup {
  readonly severity: Severity;
  /** `backup:guests.*.node`; of a single one its own. */
  readonly path: string;
  readonly findings: readonly [Finding, ...Finding[]];
}

/** Findings that say the same of other names together, in the order of the first of each. */
export function groupFindings(findings: readonly Finding[]): FindingGroup[] {
  const alike = groupedBy(findings, (finding) => {
    const { severity, path, allowed = "", fix } = finding;
    return [severity, kindOf(path), ...[allowed, fix].map((text) => general(text, finding))].join(
      "\n",
    );
  });
  return [...alike.values()]
    .map((own) => ({
      severity: own[0].severity,
      path: own.length === 1 ? own[0].path : kindOf(own[0].path),
      findings: own,
    }))
    .sort((a, b) => findings.indexOf(a.findings[0]) - findings.indexOf(b.findings[0]));
}

/** The name of what a finding is about: the second step of its path. */
export function nameOf({ path }: Finding): string | undefined {
  return path.split(".")[1];
}

/** A text of a finding with the placeholder for the name in it. */
export function general(text: string, finding: Finding): string {
  const name = nameOf(finding);
  if (name === undefined) return text;
  const alone = new RegExp(`(?<![\\w-])${literalPattern(name)}(?![\\w-])`, "g");
  return text.replace(alone, placeholder);
}
