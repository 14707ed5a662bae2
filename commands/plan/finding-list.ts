import { excerptOf, mostShown } from "../../model/excerpt";
import { type Finding, type Severity } from "../../model/finding";
import { counted } from "../../model/plan/name-list";
import { indented } from "../support/page";
import { type FindingGroup, general, groupFindings, nameOf } from "./finding-group";
import { manyNames } from "./names";

const titles: readonly (readonly [Severity, string])[] = [
  ["error", "Errors"],
  ["warning", "Warnings"],
  ["note", "Notes"],
];

/** Writes a title in a way that fits how bad it is. */
export type Paint = (severity: Severity | "good", text: string) => string;

/**
 * Findings, the worst first, those that say the same of several names as one. No more than a hundred, the worst of
 * them; of the others how many they are.
 */
export function findingList(findings: readonly Finding[], paint: Paint): string[] {
  let left = mostShown;
  return titles.flatMap(([severity, title]) => {
    const own = findings.filter((finding) => finding.severity === severity);
    if (own.length === 0) return [];
    const groups = groupFindings(own);
    const { shown } = excerptOf(groups, left);
    left -= shown.length;
    const rest = own.length - sizeOf(shown);
    return [
      "",
      paint(severity, `${title} (${own.length})`),
      ...shown.flatMap(describe),
      ...(rest === 0 ? [] : [`  and ${rest} more: npm run -s plan -- --json has them all`]),
    ];
  });
}

function sizeOf(groups: readonly FindingGroup[]): number {
  return groups.reduce((sum, { findings }) => sum + findings.length, 0);
}

function describe(group: FindingGroup): string[] {
  const { path } = group;
  const texts = textsOf(group);
  return [
    ...indented(`${path}: ${texts.message}`, "  "),
    ...texts.each.flatMap((text) => indented(text, "      - ")),
    ...texts.details.flatMap(([label, text]) => indented(text, `      ${label}:`.padEnd(15))),
  ];
}

/** What findings of one group say. */
export function textsOf({ findings }: FindingGroup): Texts {
  const [first, ...others] = findings;
  return others.length === 0 ? alone(first) : together(findings);
}

/** The words of one finding, or of several that say the same. */
export interface Texts {
  readonly message: string;
  /** Of each finding what it has not in common with the others. */
  readonly each: readonly string[];
  readonly details: readonly Detail[];
}

type Detail = readonly [label: string, text: string];

const detail = (label: string, text: string | undefined): Detail[] =>
  text === undefined ? [] : [[label, text]];

function alone({ at, message, got, allowed, fix }: Finding): Texts {
  return {
    message,
    each: [],
    details: [
      ...detail("at", at),
      ...detail("got", got),
      ...detail("allowed", allowed),
      ...detail("fix", fix),
    ],
  };
}

/** What they have in common, and of each what it has not. */
function together(findings: readonly [Finding, ...Finding[]]): Texts {
  const [first] = findings;
  const shared = (of: (finding: Finding) => string | undefined) => {
    const texts = new Set(findings.map((one) => general(of(one) ?? "", one)));
    return texts.size === 1;
  };
  const [sameMessage, sameGot] = [shared(({ message }) => message), shared(({ got }) => got)];
  const own = findings.map((one) => [
    ...(sameMessage ? [] : [one.message]),
    ...(sameGot || one.got === undefined ? [] : [`got ${one.got}`]),
    ...(one.at === undefined ? [] : [one.at]),
  ]);
  const each = findings.map((one, at) => [nameOf(one) ?? one.path, ...own[at]!]);
  return {
    message: sameMessage
      ? `${general(first.message, first)} (${findings.length} times)`
      : counted(findings.length, "finding"),
    each: sameMessage ? [] : each.map(([name, ...rest]) => `${name}: ${rest.join("; ")}`),
    details: [
      ...(sameMessage
        ? detail("for", manyNames(each.map(([name, ...rest]) => named(name!, rest))))
        : []),
      ...detail("got", sameGot && first.got !== undefined ? general(first.got, first) : undefined),
      ...detail("allowed", first.allowed === undefined ? undefined : general(first.allowed, first)),
      ...detail("fix", general(first.fix, first)),
    ],
  };
}

function named(name: string, rest: readonly string[]): string {
  return rest.length === 0 ? name : `${name} (${rest.join("; ")})`;
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
