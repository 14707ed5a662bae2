import { type Framework, frameworks } from "./controls";
import { type Row } from "./row";

const head = `# Rules of the policy pack

Generated from the pack's table (\`npm run rules\`); a test fails where it is stale. Each rule judges what a program sends:
inputs of resources, and the documents that go to hosts on standard input. A **mandatory** rule stops a preview or an
update, an **advisory** one is told. To support a control is not to satisfy it.

A configuration (\`policy/lab.policy.json\`, \`--policy-pack-config\`) sets another level by rule: \`mandatory\`, \`advisory\`,
\`disabled\`, or, for the rules marked below, \`remediate\`: the engine then sends what the rule wants in place of what the
program says, tells so in the preview, and stops what is wrong still. Resources with an exception stay as they are; an
exception has a last day, at most a year ahead.
\`npm run policy\` changes nothing: it names as stopped what the engine would put right.
`;

/** The page of all rules, by subject, for reviewers: what each requires, why it is there, and what may be changed. */
export function rulesPage(table: Readonly<Record<string, readonly Row[]>>): string {
  const subjects = Object.entries(table).filter(([, rows]) => rows.length > 0);
  return [head, contents(subjects), ...subjects.map(section), unseen, controlsSection()].join("\n");
}

function contents(subjects: readonly (readonly [string, readonly Row[]])[]): string {
  const all = subjects.flatMap(([subject, rows]) => rows.map((row) => ({ subject, row })));
  const lines = all.map(
    ({ subject, row: { rule, level, severity } }) =>
      `| [${rule.name}](#${rule.name}) | ${subject} | ${level}${rule.remediate ? ", or remediate" : ""} | ${severity} |`,
  );
  return `${all.length} rules:\n\n| rule | subject | level | severity |\n| --- | --- | --- | --- |\n${lines.join("\n")}\n`;
}

function section([subject, rows]: readonly [string, readonly Row[]]): string {
  const title = subject.charAt(0).toUpperCase() + subject.slice(1);
  return [`## ${title}\n`, ...rows.map(entry)].join("\n");
}

function entry({ rule, level, severity, controls, numbers }: Row): string {
  const when =
    rule.sees === "resource"
      ? "each resource, before it is made or changed"
      : "the whole stack, after a preview or an update";
  const supported = Object.entries(controls)
    .filter(([, ids]) => ids.length > 0)
    .map(([name, ids]) => `${frameworks[name as Framework].title} ${ids.join(", ")}`);
  const bounds = Object.entries(numbers).map(
    ([key, { default: value, minimum, maximum, description }]) =>
      `- \`${key}\`: ${description}. Default ${value}, from ${minimum} to ${maximum}.`,
  );
  return [
    `### ${rule.name}\n`,
    `${rule.description}\n`,
    `${level}, ${severity}; judges ${when}. Supports ${supported.join("; ")}.\n`,
    `${rule.remediation}\n`,
    ...(bounds.length > 0 ? [`${bounds.join("\n")}\n`] : []),
  ].join("\n");
}

/** What the lab's own list of controls said before, and what the frameworks have there. */
const corrected = `## Corrections of the lab's earlier mapping

| the lab's list | said there | is |
| --- | --- | --- |
| CIS 11.2 | encryption of backups | CIS 11.3, with 3.11 where they lie and 3.10 on their way; 11.2 is that machines make them, on time |
| CIS 11.3 | testing and validation of recovery | CIS 11.5; a restore that nobody tried supports nothing |
| CIS 11.1 | procedures of recovery and backup | CIS 11.1 for the procedures; an offsite or locked copy supports 11.4 |
| CIS 8.2, 13.1 | alerts of failed backups | 8.2 only by logs that are collected, 13.1 only by alerts of security that come together in one place |
| NIST SP 800-171 3.8.9 (r2) | backups | 03.08.09 (r3): confidentiality alone; it asks for no frequency, no retention and no recovery time |
| NIST AI RMF | backups of AI systems | supports at most MANAGE 2.3 and 4.1, and only where data or models of AI are stored |
`;

/** What the lab's specification asks for and nothing that is sent shows. */
const unseen = `## What no rule asks

**Configuration, 12 months offsite.** A bucket has a name, and nothing that is sent says what is put into it: no resource of the
stack brings configuration there (repositories are pushed by whoever keeps them), and a name or tag is a declaration, which
the pack does not go by. That some locked bucket keeps what it holds for a year would be no proof either: the bucket for
evidence does, whatever becomes of the one for configuration. The plan knows which place a class names, and proves its days
(\`npm run plan\`, which \`npm run policy\` prints too); \`s3-lock-minimum\`, \`s3-lock-spans-expiration\` and
\`s3-expiration-minimum\` hold for its bucket as for every other.

**What a resource is for, if no rule names its type.** \`storage-type-judged\` and \`type-judged\` tell of it by name; they look at
no property.
`;

function controlsSection(): string {
  const parts = Object.values(frameworks).map(({ title, version, url, controls }) => {
    const lines = Object.entries(controls).map(([id, words]) => `- **${id}**: ${words}`);
    return `### ${title} ${version}\n\n<${url}>\n\n${lines.join("\n")}\n`;
  });
  return ["## Controls\n", ...parts, corrected].join("\n");
}
