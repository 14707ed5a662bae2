import { type Finding, type Severity } from "../../model/finding";
import { groupFindings } from "../plan/finding-group";
import { textsOf } from "../plan/finding-list";
import { type DocumentSection, type DocumentTable, type Line, named } from "./document";
import { type AlteredFinding, type FindingChanges } from "./finding-changes";
import { type RuleChanges, type Violation } from "./verdicts";

const worstFirst: readonly Severity[] = ["error", "warning", "note"];

/** Findings that are new, gone or say something else, the worst first. */
export function findingSection({ fresh, gone, altered }: FindingChanges): DocumentSection[] {
  if (fresh.length + gone.length + altered.length === 0) return [];
  const counts = [
    { count: fresh.length, words: "new" },
    { count: gone.length, words: "gone" },
    { count: altered.length, words: "with other names or figures" },
  ];
  return [
    {
      id: "told",
      title: "Findings",
      summary: [
        counts
          .filter(({ count }) => count > 0)
          .map(({ count, words }) => `${count} ${words}`)
          .join(", "),
      ],
      tables: [
        findingTable("New", fresh),
        findingTable("Gone", gone),
        alteredTable(altered),
      ].filter(({ rows }) => rows.length > 0),
    },
  ];
}

function findingTable(title: string, findings: readonly Finding[]): DocumentTable {
  const sorted = [...findings].sort((a, b) => rank(a) - rank(b));
  return {
    title,
    columns: ["", "Where", "What", "What helps"],
    rows: groupFindings(sorted).map((group): Line[] => {
      const { message, each, details } = textsOf(group);
      const told = details.filter(([label]) => label !== "fix" && label !== "at");
      const words = [message, ...each, ...told.map(([label, text]) => `${label}: ${text}`)];
      const place = details.find(([label]) => label === "at");
      return [
        [group.severity],
        [named(group.path), ...(place === undefined ? [] : [`, ${place[1]}`])],
        [words.join("; ")],
        [details.find(([label]) => label === "fix")?.[1] ?? ""],
      ];
    }),
  };
}

function rank({ severity }: Finding): number {
  return worstFirst.indexOf(severity);
}

function alteredTable(altered: readonly AlteredFinding[]): DocumentTable {
  const sorted = [...altered].sort((a, b) => rank(a.after) - rank(b.after));
  return {
    title: "With other names or figures",
    columns: ["", "Where", "Before", "After"],
    rows: sorted.map(({ before, after }) => [
      ...[[after.severity], [named(after.path)], [wordsOf(before)], [wordsOf(after)]],
    ]),
  };
}

function wordsOf({ message, got }: Finding): string {
  return got === undefined ? message : `${message} (got ${got})`;
}

/** Rules of the policy pack that are newly broken or mended. */
export function ruleSection(changes: RuleChanges | undefined): DocumentSection[] {
  if (changes === undefined) return [];
  const { broken, mended, open } = changes;
  if (broken.length + mended.length + open.length === 0) return [];
  const unknown = open.length === 0 ? "" : `, ${open.length} not judged any more`;
  return [
    {
      id: "rules",
      title: "Rules of the policy pack",
      summary: [`${broken.length} newly broken, ${mended.length} mended${unknown}`],
      tables: [
        violationTable("Newly broken", broken),
        violationTable("Mended", mended),
        violationTable("Broken before, and not judged before the update", open),
      ].filter(({ rows }) => rows.length > 0),
    },
  ];
}

function violationTable(title: string, violations: readonly Violation[]): DocumentTable {
  return {
    title,
    columns: ["Rule", "Level", "Resource", "What", "What helps"],
    rows: violations.map(({ rule, level, resource, message, fix }) => [
      ...[[named(rule)], [level], resource === undefined ? ["the stack"] : [named(resource)]],
      ...[[message], [fix]],
    ]),
  };
}
