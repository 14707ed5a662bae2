import * as path from "node:path";
import { writeAskedFile } from "./support/asked-file";
import { commandLine, runCommand } from "./support/command-line";
import { planPage } from "./page/plan-page";
import { countFindings, findingList } from "./plan/finding-list";
import { paint } from "./plan/paint";
import { isRefused, planFile, type PlannedFile } from "./plan/planned-file";
import { report } from "./plan/report";

const line = commandLine({
  name: "npm run plan",
  does:
    "What a stack's file guarantees, with reasons: what is protected and what is not, jobs, retention, RPO, RTO and " +
    "cost. Needs no engine, server or secret.",
  examples: [
    ["npm run plan", "the lab's plan, for people"],
    ["npm run -s plan -- --json | jq .cost", "a part; -s keeps npm silent"],
    ["npm run plan -- --file Pulumi.mine.yaml", "the plan of another estate"],
    ["npm run plan -- --html plan.html", "a page with charts as well"],
  ],
  exits: { 0: "the plan keeps what was declared", 1: "there is an error among the findings" },
})
  .option("--json", "print the whole plan as JSON and nothing else on standard output")
  .option("--file <file>", "the stack file to plan", "Pulumi.lab.yaml")
  .option(
    "--html <file>",
    "write the plan as a page as well: one file that asks nobody for anything",
  );

/**
 * `npm run plan [-- --json] [--file FILE] [--html FILE]`: what a stack's file guarantees, with reasons. Needs no engine, server or
 * secret.
 *
 * @param today - YYYY-MM-DD: exemptions expire and prices grow old
 * @returns 0, or 1 if there is an error among the findings
 * @throws Error if the command line is not understood or the file cannot be read
 */
export function main(
  args: readonly string[],
  today = new Date().toISOString().slice(0, 10),
): Promise<number> {
  return runCommand(line, args, (options) => show(options, today));
}

interface PlanOptions {
  readonly json?: true;
  readonly file: string;
  readonly html?: string;
}

async function show({ json, file, html }: PlanOptions, today: string): Promise<number> {
  const planned = planFile(file, today);
  const { plan } = planned;
  const name = path.basename(file);
  const title = `What ${name} guarantees, seen on ${today}`;
  console.log(json ? JSON.stringify(plan, null, 2) : `${title}\n\n${shown(planned)}`);
  if (html !== undefined) {
    writeAskedFile(html, await planPage({ name, today, ...planned }));
    if (!json) console.log(`\nwrote ${html}`);
  }
  return isRefused(plan) ? 1 : 0;
}

function shown({ plan, estate }: PlannedFile): string {
  if (estate !== undefined) return report(plan, estate.site.timezone, paint);
  const nothing = `Nothing was planned: ${countFindings(plan.findings)}`;
  return [nothing, ...findingList(plan.findings, paint)].join("\n");
}
