import * as path from "node:path";
import { describeFaults } from "../model/fault";
import { reviewPage } from "./page/review-page";
import { planFile } from "./plan/planned-file";
import { markdownOf } from "./review/markdown";
import { resourcesOf } from "./review/resources";
import { type Review, reviewOf, type ReviewedFile } from "./review/review";
import { reviewDocument } from "./review/review-document";
import { readVerdicts } from "./review/verdict-file";
import { writeAskedFile } from "./support/asked-file";
import { commandLine, runCommand } from "./support/command-line";

const line = commandLine({
  name: "npm run review",
  does:
    "What a change of a stack's file means for the backups: items, retention, RPO, RTO, jobs, cost, findings and " +
    "resources, before and after. Needs no engine, server or secret.",
  examples: [
    ["git show main:Pulumi.lab.yaml > base.yaml", "the file before"],
    ["npm run -s review -- --base base.yaml", "as a comment"],
    ["npm run -s review -- --base base.yaml --json", "for machines"],
    ["npm run review -- --base base.yaml --html review.html", "as a page with charts"],
  ],
  exits: {
    0: "the changed file keeps what it declares",
    1: "it is refused, or a file cannot be read",
  },
})
  .requiredOption("--base <file>", "the stack file before the change")
  .option("--head <file>", "the stack file after it", "Pulumi.lab.yaml")
  .option("--json", "print the review as JSON and nothing else on standard output")
  .option("--markdown <file>", "write the comment to a file instead of standard output")
  .option(
    "--html <file>",
    "write the review as a page as well: one file that asks nobody for anything",
  )
  .option("--no-resources", "leave out what an update would touch, which takes longest")
  .option("--base-verdicts <file>", "what the policy pack says of the base, as JSON")
  .option(
    "--head-verdicts <file>",
    "the same of the head; rules are compared where both are named",
  );

/**
 * `npm run review -- --base FILE [--head FILE] [--json] [--markdown FILE] [--html FILE] [--no-resources]
 * [--base-verdicts FILE --head-verdicts FILE]`: what a change of a stack's file means for the backups.
 *
 * @param today - YYYY-MM-DD: exemptions expire and prices grow old
 * @returns 0, or 1 if the changed file is refused
 * @throws Error if the command line is not understood, a file cannot be read, or the first cannot be planned
 */
export function main(
  args: readonly string[],
  today = new Date().toISOString().slice(0, 10),
): Promise<number> {
  return runCommand(line, args, (options) => show(options, today));
}

interface ReviewOptions {
  readonly base: string;
  readonly head: string;
  readonly json?: true;
  readonly markdown?: string;
  readonly html?: string;
  readonly resources: boolean;
  readonly baseVerdicts?: string;
  readonly headVerdicts?: string;
}

async function show(options: ReviewOptions, today: string): Promise<number> {
  const { json, markdown, html } = options;
  if ((options.baseVerdicts === undefined) !== (options.headVerdicts === undefined))
    throw new Error("npm run review: --base-verdicts and --head-verdicts come together");
  const base = planFile(options.base, today, "--base");
  if (base.estate === undefined) throw new Error(unplanned(options.base, base));
  const head = planFile(options.head, today, "--head");
  const { before, after, without } = await withResources(
    options,
    withVerdicts(base, options.baseVerdicts),
    withVerdicts(head, options.headVerdicts),
  );
  const review = reviewOf(before, after);
  const document = reviewDocument(review, {
    ...{ base: path.basename(options.base), head: path.basename(options.head) },
    ...(without === undefined ? {} : { withoutResources: without }),
  });
  const text = markdownOf(document);
  if (json) console.log(JSON.stringify(review, null, 2));
  else if (markdown === undefined && html === undefined) console.log(text.trimEnd());
  else console.log(document.verdict);
  if (markdown !== undefined) writeAskedFile(markdown, text);
  if (html !== undefined)
    writeAskedFile(html, await reviewPage({ document, before, after, today }));
  if (!json) [markdown, html].forEach((file) => file !== undefined && console.log(`wrote ${file}`));
  return isRefused(review) ? 1 : 0;
}

function withVerdicts(planned: ReviewedFile, file: string | undefined): ReviewedFile {
  return file === undefined ? planned : { ...planned, verdicts: readVerdicts(file) };
}

function isRefused({ verdict, rules }: Review): boolean {
  const broken = rules?.broken.some(({ level }) => level === "mandatory") ?? false;
  return verdict.errors.length > 0 || broken;
}

/** Nothing can be compared with a file that says nothing for certain. */
function unplanned(file: string, { plan }: ReviewedFile): string {
  const what = `${file}: cannot be planned, so nothing can be compared with it`;
  return `${what}\n${describeFaults(plan.findings)}`;
}

interface Sides {
  readonly before: ReviewedFile;
  readonly after: ReviewedFile;
  /** Why resources are left out. */
  readonly without?: string;
}

async function withResources(
  { base, head, resources }: ReviewOptions,
  before: ReviewedFile,
  after: ReviewedFile,
): Promise<Sides> {
  if (!resources) return { before, after, without: "they were left out (--no-resources)" };
  const refused = [before, after].find(({ plan }) =>
    plan.findings.some(({ severity }) => severity === "error"),
  );
  if (refused !== undefined) {
    const file = refused === before ? base : head;
    return { before, after, without: `${file} is refused, and the program sends nothing` };
  }
  const [was, is] = await Promise.all([resourcesOf(base), resourcesOf(head)]);
  return { before: { ...before, resources: was }, after: { ...after, resources: is } };
}
