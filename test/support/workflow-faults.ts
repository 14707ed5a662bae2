import { type Job, readWorkflow, type Step, type Workflow } from "./workflow";

/** What is wrong with a job, by itself and in its workflow; nothing where it is good. */
type JobGuard = (job: Job, workflow: Workflow) => readonly string[];

/** Events by which no stranger's code, text or artifact meets rights of this repository. */
const harmless = ["pull_request", "push", "schedule", "workflow_dispatch"];

/** Events that anybody with a fork can bring about. */
const foreign = ["pull_request"];

const ownBranch = "github.event.pull_request.head.repo.full_name == github.repository";
const aPerson = "github.event.pull_request.user.login != 'dependabot[bot]'";

const when = (isWrong: boolean, fault: string) => (isWrong ? [fault] : []);

const inRuns = (job: Job) => job.steps.flatMap(({ run }) => run ?? []);
const usesOf = (job: Job, action: string) =>
  job.steps.filter(({ uses }) => uses?.startsWith(`${action}@`));

const writes = ({ permissions = {} }: Job) =>
  typeof permissions === "string" || Object.values(permissions).includes("write");
const hasSecret = (part: unknown = {}) => /\bsecrets\b/.test(JSON.stringify(part));

/** Whether a job can act on the lab, or become somebody who can. */
const hasAccess = (job: Job) =>
  hasSecret(job) ||
  job.environment !== undefined ||
  JSON.stringify(job.permissions ?? {}).includes("id-token");

const isForeign = ({ on }: Workflow) => foreign.some((event) => event in on);

/** Whether a job runs only where `condition` holds: as one of several that are all asked. */
const demands = ({ if: asked = "" }: Job, condition: string) =>
  asked.includes(condition) && !asked.includes("||");

const jobGuards: readonly JobGuard[] = [
  ({ permissions }) =>
    when(typeof permissions !== "object", "does not list its permissions one by one"),
  (job) => when(job["timeout-minutes"] === undefined, "may run for ever"),
  (job) =>
    usesOf(job, "actions/checkout").flatMap((step) =>
      when(step.with?.["persist-credentials"] !== false, "leaves its token in the checkout"),
    ),
  (job) =>
    inRuns(job).flatMap((run) =>
      when(run.includes("${{"), `has an expression in a script: ${run}`),
    ),
  (job) => when(hasSecret(job.env), "gives a secret to every step"),
  (job) =>
    when(
      hasSecret(job) && job.environment === undefined,
      "has a secret that no environment guards",
    ),
  (job) => when(hasAccess(job) && usesCache(job), "takes packages from a cache and has access"),
  (job, workflow) =>
    when(
      isForeign(workflow) && (writes(job) || hasAccess(job)) && !demands(job, ownBranch),
      "has rights or access where a fork may be the author",
    ),
  (job, workflow) =>
    when(
      isForeign(workflow) && hasAccess(job) && !demands(job, aPerson),
      "has access where Dependabot may be the author",
    ),
  (job) =>
    when(
      inRuns(job).some((run) => /pulumi (preview|up)\b(?!.*--policy-pack policy\b)/.test(run)),
      "previews or updates without the policy pack",
    ),
  (job) =>
    when(
      inRuns(job).some((run) => /pulumi up\b/.test(run)) &&
        job.concurrency?.["cancel-in-progress"] !== false,
      "updates while another may, or may be stopped half-way by the next one",
    ),
];

function usesCache(job: Job): boolean {
  return (
    usesOf(job, "actions/cache").length > 0 ||
    usesOf(job, "actions/setup-node").some(
      (step) => step.with?.["package-manager-cache"] !== false || "cache" in step.with,
    )
  );
}

/**
 * What of a workflow would let in whom it must not, or do what nobody sees, each with the job it is about.
 *
 * @param text - of its file: a comment says which version a commit is
 */
export function workflowFaults(text: string): string[] {
  const workflow = readWorkflow(text);
  return [
    ...when(
      JSON.stringify(workflow.permissions) !== "{}",
      "the workflow gives every job a permission",
    ),
    ...when(hasSecret(workflow.env), "the workflow gives every job a secret"),
    ...Object.keys(workflow.on).flatMap((event) =>
      when(!harmless.includes(event), `the workflow is started by ${event}`),
    ),
    ...unpinned(text),
    ...Object.entries(workflow.jobs).flatMap(([name, job]) =>
      jobGuards.flatMap((guard) => guard(job, workflow)).map((fault) => `${name} ${fault}`),
    ),
  ];
}

/** An action of somebody else is its commit; which release that is, is written beside it. */
function unpinned(text: string): string[] {
  return [...text.matchAll(/^[\s-]*uses:\s*(.*)$/gm)].flatMap(([, used = ""]) =>
    when(
      !/^[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(used),
      `${used} is not a commit with its release beside it`,
    ),
  );
}

/** The scripts of package.json that shell text runs. */
export function npmScripts(shell: string): string[] {
  const run = [...shell.matchAll(/\bnpm run (?:-s |--silent )?([\w:-]+)/g)].map(
    ([, name = ""]) => name,
  );
  return [...run, ...(/\bnpm (test|start)\b/.exec(shell)?.slice(1) ?? [])];
}

/** The scripts of this repository that a step runs by their path. */
export const ownScripts = ({ run = "" }: Step) =>
  [...run.matchAll(/(?:^|\s)(\.ci\/[\w-]+)/g)].map(([, file = ""]) => file);
