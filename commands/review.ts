import * as path from "node:path";
import { describeFaults } from "../model/fault";
import { reviewPage } from "./page/review-page";
import { planFile, type PlannedFile } from "./plan/planned-file";
import { previewed } from "./policy/preview/preview";
import { askOwnPack } from "./review/judged-sides";
import { markdownOf } from "./review/markdown";
import { type Review, reviewOf } from "./review/review";
import { reviewDocument } from "./review/review-document";
import { type Asked, sidesOf } from "./review/sides";
import { writeAskedFile } from "./support/asked-file";
import { commandLine, runCommand } from "./support/command-line";

const line = commandLine({
  name: "npm run review",
  does:
    "What a change of a stack's file means for the backups: items, retention, RPO, RTO, jobs, cost, findings, rules of " +
    "the policy pack and resources, before and after. Needs no engine, server or secret.",
  examples: [
    ["git show main:Pulumi.lab.yaml > base.yaml", "the file before"],
    ["npm run -s review -- --base base.yaml", "as a comment"],
    ["npm run -s review -- --base base.yaml --json", "for machines"],
    ["npm run review -- --base base.yaml --html review.html", "as a page with charts"],
  ],
  exits: {
    0: "the changed file keeps what it declares",
    1: "it is refused, by the plan or by a rule that it newly breaks; or a file cannot be read, or the pack does not judge",
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
  .option("--no-resources", "leave out what an update would touch")
  .option("--no-policy", "leave out the rules of the policy pack; with both, no program runs");

/**
 * `npm run review -- --base FILE [--head FILE] [--json] [--markdown FILE] [--html FILE] [--no-resources]
 * [--no-policy]`: what a change of a stack's file means for the backups.
 *
 * @param today - YYYY-MM-DD: exemptions expire and prices grow old
 * @param asked - Default: the project's own program and policy pack
 * @returns 0, or 1 if the changed file is refused
 * @throws Error if the command line is not understood, a file cannot be read, the first cannot be planned, or the pack
 * does not judge
 */
export function main(
  args: readonly string[],
  today = new Date().toISOString().slice(0, 10),
  asked: Asked = { run: previewed, pack: askOwnPack },
): Promise<number> {
  return runCommand(line, args, (options) => show(options, today, asked));
}

interface ReviewOptions {
  readonly base: string;
  readonly head: string;
  readonly json?: true;
  readonly markdown?: string;
  readonly html?: string;
  readonly resources: boolean;
  readonly policy: boolean;
}

async function show(options: ReviewOptions, today: string, asked: Asked): Promise<number> {
  const { json, markdown, html, resources, policy } = options;
  const base = { file: options.base, planned: planFile(options.base, today, "--base") };
  if (base.planned.estate === undefined) throw new Error(unplanned(options.base, base.planned));
  const head = { file: options.head, planned: planFile(options.head, today, "--head") };
  const wanted = { resources, policy, today };
  const { before, after, ...without } = await sidesOf(base, head, wanted, asked);
  const review = reviewOf(before, after);
  const document = reviewDocument(review, {
    ...{ base: path.basename(options.base), head: path.basename(options.head) },
    ...without,
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

function isRefused({ verdict, rules }: Review): boolean {
  const broken = rules?.broken.some(({ level }) => level === "mandatory") ?? false;
  return verdict.errors.length > 0 || broken;
}

/** Nothing can be compared with a file that says nothing for certain. */
function unplanned(file: string, { plan }: PlannedFile): string {
  const what = `${file}: cannot be planned, so nothing can be compared with it`;
  return `${what}\n${describeFaults(plan.findings)}`;
}
