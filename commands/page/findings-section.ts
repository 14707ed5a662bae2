import { type Finding, type Severity } from "../../model/finding";
import { counted } from "../../model/plan/name-list";
import { type FindingGroup, groupFindings } from "../plan/finding-group";
import { countFindings, textsOf } from "../plan/finding-list";
import { type Markup, markup } from "./markup";
import { type PageSection } from "./page";

const titles: readonly (readonly [Severity, string])[] = [
  ["error", "Errors: nothing is applied"],
  ["warning", "Warnings: somebody should look"],
  ["note", "Notes: what explains the rest"],
];

/** Groups of one severity that are shown. */
const mostGroups = 100;

/** Findings of one group that are told one by one. */
const mostEach = 40;

/** Findings, the worst first, those that say the same of several names as one. */
export function findingsSection(findings: readonly Finding[]): PageSection {
  const parts = titles.map(([severity, title]) =>
    severityPart(
      title,
      findings.filter((one) => one.severity === severity),
    ),
  );
  return {
    id: "findings",
    title: `Findings: ${countFindings(findings)}`,
    body: findings.length === 0 ? markup`<p>There is nothing to say about this file.</p>` : parts,
  };
}

function severityPart(title: string, findings: readonly Finding[]): Markup | undefined {
  const [first] = findings;
  if (first === undefined) return undefined;
  const groups = groupFindings(findings);
  const rest = groups.length - mostGroups;
  return markup`<h3 class="word-${first.severity}">${title}</h3>
${groups.slice(0, mostGroups).map(findingPart)}
${rest > 0 ? markup`<p class="muted">and ${counted(rest, "kind")} more</p>` : undefined}`;
}

/** What a group of findings says, where, and what helps. */
function findingPart(group: FindingGroup): Markup {
  const { message, each, details } = textsOf(group);
  const rest = each.length - mostEach;
  const shown = rest <= 1 ? each : [...each.slice(0, mostEach), `and ${rest} more`];
  const list = shown.map((one) => markup`<li>${one}</li>`);
  return markup`<div class="finding tone-${group.severity}">
<p><strong>${message}</strong><br><code>${group.path}</code></p>
${each.length === 0 ? undefined : markup`<ul>${list}</ul>`}
${details.map(([label, text]) => markup`<p><span class="muted">${label}:</span> ${text}</p>`)}
</div>
`;
}
