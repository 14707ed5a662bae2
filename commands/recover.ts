import { withLock } from "../lib/lock";
import { exportStack } from "./drift/stack-export";
import { type KeyHome } from "./keys/key-home";
import { stackHome } from "./keys/stack-home";
import { endLost, isFull, lostAccessKeys, makeRoom, spareKey } from "./recover/access-keys";
import { foresee, type StackAccess } from "./recover/foreseen";
import { openEstate } from "./recover/open-estate";
import { saysYes } from "./recover/question";
import { idsOf, planRecovery } from "./recover/recovery-plan";
import {
  describeFull,
  describeLeaving,
  describeLostKeys,
  describePlan,
  describeReconciliation,
  describeUnread,
} from "./recover/report";
import { ensureStack } from "./recover/stack-access";
import { type EstateSurvey, surveyEstate } from "./recover/survey";
import { forget, readAnew, takeUp } from "./recover/take-up";
import { untouchedOf } from "./recover/untouched";
import { sandboxStack } from "./sandbox/environment";
import { sandboxThatRuns } from "./sandbox/running";
import { sandboxHome } from "./sandbox/secrets";
import { settleUpdateLock } from "./sandbox/update-lock";
import { shellEnvironment } from "./stack/shell-environment";
import { stackFile } from "./stack/stack-file";
import { commandLine, runCommand } from "./support/command-line";

const line = commandLine({
  name: "npm run recover",
  does:
    "Brings back a stack whose state is lost, damaged or older than the estate: engine keys from their escrow, and everything that " +
    "exists into the state, found by the program's own names. Nothing is made a second time. It ends with an update, and no change left.",
  examples: [
    ["npm run recover -- --stack lab", "see what would be done, and be asked"],
    ["npm run recover -- --yes", "the sandbox, without a question"],
  ],
  exits: {
    0: "the state knows the estate, and an update changes nothing",
    1: "refused, or something is left to do",
  },
})
  .option("--stack <name>", "the stack to recover; the sandbox's unless one is named")
  .option("--yes", "do what is shown without asking")
  .option(
    "--end-lost-access-keys",
    "end the access keys of the stack's users of IAM whose secrets nobody has any more, once new ones are in use",
  );

/**
 * `npm run recover [-- --stack NAME] [--yes]`: from the repository, the vault and credentials for it, a state that knows what exists
 * (docs/runbooks/recover.md). It may be killed anywhere and run again.
 *
 * @returns 0 an update changes nothing any more, 1 otherwise
 */
export function main(args: readonly string[]): Promise<number> {
  return runCommand(line, args, recover);
}

interface RecoverOptions {
  readonly stack?: string;
  readonly yes?: true;
  readonly endLostAccessKeys?: true;
}

async function recover({ stack = sandboxStack, ...options }: RecoverOptions): Promise<number> {
  const { access, home } = await accessTo(stack);
  return withLock(
    `recover ${stackFile(stack)}`,
    () => recoverStack(access, home, options),
    (owner) => console.error(`Waiting for process ${owner}, which is recovering the stack …`),
  );
}

async function accessTo(stack: string): Promise<{ access: StackAccess; home: KeyHome }> {
  if (stack !== sandboxStack) {
    const environment = shellEnvironment();
    return { access: { stack, environment }, home: stackHome(stack, environment) };
  }
  const sandbox = await sandboxThatRuns();
  const { layout, environment } = sandbox;
  await settleUpdateLock(stack, layout, environment, (text) => console.error(text));
  return { access: { stack, environment }, home: sandboxHome(sandbox) };
}

type Choices = Omit<RecoverOptions, "stack">;

async function recoverStack(access: StackAccess, home: KeyHome, choices: Choices): Promise<number> {
  await ensureStack(access);
  const accountOf = await openEstate(access.stack, home, (text) => console.log(text));
  console.log("Looking at what is declared, what the state knows and what exists …");
  const survey = await surveyEstate(access, accountOf);
  const { stale, foreseen } = survey;
  if (survey.leaving.length > 0) throw new Error(describeLeaving(survey.leaving));
  say(describeReconciliation(stale), describeUnread(stale.unread));
  const unread = untouchedOf(stale.unread);
  if (!(await settleState(access, survey, choices))) return 1;

  const plan = await planRecovery(survey.sought, (existing) => foresee(access, existing));
  const lostKeys = async () => lostAccessKeys(foreseen.declared, await sealed(access), accountOf);
  const lost = await lostKeys();
  const { endLostAccessKeys = false } = choices;
  // Of what was read anew only another look says how it differs from its declaration.
  const ahead = isChanged(survey) ? await foresee(access, idsOf(plan.takenUp)) : foreseen;
  say(describePlan(plan, ahead), describeLostKeys(lost, endLostAccessKeys));
  const [full, now] = [lost.filter(isFull), new Date()];
  const isStuck = full.some((one) => !endLostAccessKeys || spareKey(one, now) === undefined);
  if (isStuck) throw new Error(describeFull(full, now));
  const untouched = [...unread, ...untouchedOf(plan.unread)];
  if (!(await isWanted("Do this?", choices))) return 1;

  await Promise.all(full.map((one) => makeRoom(one, now)));
  const bounds = { untouched, isWanted: (question: string) => isWanted(question, choices) };
  // What could not be looked at may still log in with a key that is lost.
  const isWhole = (await takeUp(access, plan, bounds)) && untouched.length === 0;
  if (isWhole && endLostAccessKeys) await endLost(await lostKeys(), lost);
  console.log(isWhole ? "Recovered: an update changes nothing." : unfinished);
  return isWhole ? 0 : 1;
}

const sealed = ({ stack, environment }: StackAccess) =>
  exportStack(["--stack", stack], environment, "sealed");

const unfinished =
  "Not everything is as declared yet, or not all of it could be looked at: see above, and npm run pulumi -- preview (of another stack than the sandbox's with --stack NAME); then run this again.";

function say(...parts: readonly (readonly string[])[]): void {
  const lines = parts.flat();
  if (lines.length > 0) console.log(lines.join("\n"));
}

/** Whether the state has to be brought up to date before anything is taken up. */
const isChanged = ({ stale: { forgotten, refreshed }, begun }: EstateSurvey) =>
  forgotten.length > 0 || refreshed.length > 0 || begun > 0;

/** @returns false if somebody does not want it */
async function settleState(
  access: StackAccess,
  survey: EstateSurvey,
  choices: Choices,
): Promise<boolean> {
  const { forgotten, refreshed } = survey.stale;
  if (!isChanged(survey)) return true;
  const question = "Bring the state up to date? Nothing on a server is changed by that.";
  if (!(await isWanted(question, choices))) return false;
  await forget(access, forgotten.map(urnOf));
  await readAnew(access, refreshed.map(urnOf));
  return true;
}

const urnOf = ({ urn }: { readonly urn: string }) => urn;

async function isWanted(question: string, { yes }: Choices): Promise<boolean> {
  if (yes || (await saysYes(question))) return true;
  console.log("Nothing more was done.");
  return false;
}
