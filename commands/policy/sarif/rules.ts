import { type JudgingRule } from "../judgement";

export type SarifLevel = "error" | "warning";

/** How a result of a rule is shown. */
export function sarifLevel(level: JudgingRule["level"]): SarifLevel {
  return level === "mandatory" ? "error" : "warning";
}

/** The id of whatever the plan says: its findings have no rules of their own. */
export const planRuleId = "plan";

/**
 * What code scanning sorts by, of 0 to 10, the middle of its own ranges (GitHub Docs, "SARIF support for code scanning",
 * security-severity).
 */
const scores: Readonly<Record<JudgingRule["severity"], string>> = {
  critical: "9.5",
  high: "8.0",
  medium: "5.5",
  low: "2.0",
  unspecified: "5.5",
};

/** A rule as a view of results explains it. */
export function sarifRule(rule: JudgingRule, environment: NodeJS.ProcessEnv): object {
  const { name, description, level, severity, remediation, url, tags } = rule;
  const page = pageOf(url, environment);
  const supports = tags.length === 0 ? [] : [`Supports: ${tags.join("; ")}.`];
  const help = [description, remediation, ...supports, `More: ${page ?? url}`];
  return {
    ...{ id: name, name, ...(page === undefined ? {} : { helpUri: page }) },
    shortDescription: { text: description },
    fullDescription: { text: `${description} ${remediation}` },
    help: { text: help.join("\n"), markdown: help.join("\n\n") },
    defaultConfiguration: { level: sarifLevel(level) },
    properties: {
      "security-severity": scores[severity],
      precision: "high",
      tags: ["security", ...tags],
    },
  };
}

/** The same of what the plan says. */
export function planRule(environment: NodeJS.ProcessEnv): object {
  const text =
    "What is declared keeps what it promises: 3-2-1-1-0, RPO, RTO, retention, exemptions.";
  const page = pageOf("docs/plan.md", environment);
  const help = `${text}\nnpm run plan shows all of it. More: ${page ?? "docs/plan.md"}`;
  return {
    ...{ id: planRuleId, name: planRuleId, ...(page === undefined ? {} : { helpUri: page }) },
    shortDescription: { text },
    fullDescription: { text },
    help: { text: help, markdown: help },
    defaultConfiguration: { level: "warning" },
  };
}

/** SARIF takes an absolute URI alone, and only CI says where the project's pages are. */
function pageOf(url: string, environment: NodeJS.ProcessEnv): string | undefined {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository } = environment;
  const { CI_PROJECT_URL: project, GITHUB_SHA, CI_COMMIT_SHA } = environment;
  const home = server && repository ? `${server}/${repository}` : project;
  if (/^https?:/.test(url)) return url;
  return home && `${home}/blob/${GITHUB_SHA ?? CI_COMMIT_SHA ?? "HEAD"}/${url}`;
}
