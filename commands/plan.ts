import * as path from "node:path";
import { styleText } from "node:util";
import { type DeclaredFile, readDeclaredFile } from "../config/declared-file";
import { located } from "../config/positions";
import { priceList } from "../config/prices/price-list";
import { type Fault } from "../model/fault";
import { type Finding, type Severity } from "../model/finding";
import { byCodeUnit } from "../model/grouping";
import { type Plan } from "../model/plan/plan";
import { planEstate } from "../model/plan/plan-estate";
import { commandLine, runCommand } from "./support/command-line";
import { countFindings, findingList, type Paint } from "./plan/finding-list";
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
  ],
  exits: { 0: "the plan keeps what was declared", 1: "there is an error among the findings" },
})
  .option("--json", "print the whole plan as JSON and nothing else on standard output")
  .option("--file <file>", "the stack file to plan", "Pulumi.lab.yaml");

/**
 * `npm run plan [-- --json] [--file FILE]`: what a stack's file guarantees, with reasons. Needs no engine, server or
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
}

function show({ json, file }: PlanOptions, today: string): number {
  const { plan, timezone } = planFile(file, today);
  const title = `What ${path.basename(file)} guarantees, seen on ${today}`;
  console.log(json ? JSON.stringify(plan, null, 2) : `${title}\n\n${shown(plan, timezone)}`);
  return plan.findings.some(({ severity }) => severity === "error") ? 1 : 0;
}

interface PlannedFile {
  readonly plan: Plan;
  /** Of the site; left out where the file is not good enough to plan it. */
  readonly timezone?: string;
}

function planFile(file: string, today: string): PlannedFile {
  const { estate, faults, locate, findings: ofFile } = read(file);
  if (faults.length > 0 || !estate) return { plan: refused(faults) };
  const plan = planEstate(estate, priceList(), today);
  const findings = [...ofFile, ...plan.findings].map((finding) =>
    finding.severity === "error" ? located(finding, locate) : finding,
  );
  return { plan: { ...plan, findings }, timezone: estate.site.timezone };
}

function read(file: string): DeclaredFile {
  try {
    return readDeclaredFile(file);
  } catch (error) {
    throw new Error(
      `${file} cannot be read: ${(error as Error).message}\nName a stack file with --file FILE.`,
      { cause: error },
    );
  }
}

/** The plan of what cannot be planned: nothing, and why. */
function refused(faults: readonly Fault[]): Plan {
  const { currency, asOf, source } = priceList();
  return {
    items: [],
    jobs: [],
    copies: [],
    objectives: [],
    siteLoss: { doubtful: [], lost: [] },
    coverage: [],
    capacity: [],
    cost: { currency, asOf, source, monthly: 0, monthlyKeys: 0, firstRestore: 0, places: [] },
    findings: [...faults]
      .sort((a, b) => byCodeUnit(a.path, b.path))
      .map((fault): Finding => ({ severity: "error", ...fault })),
    instructions: nobodyIsTold,
  };
}

const nobodyIsTold: Plan["instructions"] = {
  ...{ pbs: [], pve: [], vault: [], offsiteExport: [], minio: [], veeam: [] },
  ...{ operator: [], notMadeYet: [] },
};

function shown(plan: Plan, timezone: string | undefined): string {
  if (timezone !== undefined) return report(plan, timezone, paint);
  const nothing = `Nothing was planned: ${countFindings(plan.findings)}`;
  return [nothing, ...findingList(plan.findings, paint)].join("\n");
}

const colours: Readonly<Record<Severity | "good", Parameters<typeof styleText>[0]>> = {
  ...{ error: "red", warning: "yellow", note: "cyan", good: "green" },
} as const;

/** Bold and in colour for a terminal, and for nothing else. */
const paint: Paint = (severity, text) => styleText("bold", styleText(colours[severity], text));
