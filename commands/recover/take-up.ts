import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { without } from "../drift/forget";
import { isAbsence } from "../drift/absence";
import { nameOf } from "../drift/resource-name";
import { exportStack } from "../drift/stack-export";
import { pulumiResult, runPulumi, showPulumi } from "../stack/pulumi";
import { withPolicyPack } from "../pulumi/policy";
import { type StackAccess, withExisting } from "./foreseen";
import { type Located } from "./located";
import { idsOf, type RecoveryPlan } from "./recovery-plan";

/**
 * Takes entries out of the state, and what updates that were killed had begun: whatever is there is found anew.
 *
 * @throws Error of the Pulumi CLI
 */
export async function forget(
  { stack, environment }: StackAccess,
  urns: readonly string[],
): Promise<void> {
  const options = ["--stack", stack];
  const exported = await exportStack(options, environment, "sealed");
  const left = without(exported, new Set(urns));
  const { pending_operations: _, ...deployment } = left.deployment;
  const text = JSON.stringify({ ...left, deployment });
  await runPulumi(["stack", "import", ...options], environment, text, "secret");
}

/** Reads entries of the state anew; nothing on a server is changed. @throws Error of the Pulumi CLI */
export async function readAnew(
  { stack, environment }: StackAccess,
  urns: readonly string[],
): Promise<void> {
  if (urns.length === 0) return;
  const targets = urns.flatMap((urn) => ["--target", urn]);
  await runPulumi(
    ["refresh", "--yes", "--skip-preview", "--stack", stack, ...targets],
    environment,
  );
}

/** Within what a recovery stays. */
export interface Bounds {
  /** URNs of what nobody could look at: no update touches it, nor what depends on it. */
  readonly untouched: readonly string[];
  /** Asks whoever recovers about the changes that were just shown. */
  readonly isWanted: (question: string) => Promise<boolean>;
}

/**
 * Takes up what is there, makes what is not, and then applies what is declared. Every part of it finds what those before have done,
 * in the state or on the servers, so it may be killed anywhere.
 *
 * @returns whether the estate is as declared, and the state knows all of it
 */
export async function takeUp(
  access: StackAccess,
  plan: Pick<RecoveryPlan, "takenUp" | "incomplete">,
  bounds: Bounds,
): Promise<boolean> {
  if (!(await takeUpAll(access, plan, bounds))) return false;
  if (await hasNoChanges(access)) return true;
  return (await updateInSight(access, [], bounds)) && hasNoChanges(access);
}

/**
 * What is incomplete is part of what is there by then, and what depends on it waits for that.
 *
 * @returns false if somebody does not want the rest
 */
async function takeUpAll(
  access: StackAccess,
  { takenUp, incomplete }: Parameters<typeof takeUp>[1],
  bounds: Bounds,
): Promise<boolean> {
  if (takenUp.length === 0 && incomplete.length === 0) return true;
  const later = incomplete.map(({ resource }) => resource.urn);
  await update(access, takenUp, [...bounds.untouched, ...later]);
  if (incomplete.length === 0) return true;
  for (const one of incomplete) await importIncomplete(access, one);
  return updateInSight(access, await stillUnknown(access, takenUp), bounds);
}

/** Shows what an update changes before it does: of what was taken up as it is nobody has seen yet what differs from its declaration. */
async function updateInSight(
  access: StackAccess,
  taken: readonly Located[],
  { untouched, isWanted }: Bounds,
): Promise<boolean> {
  await showEngine(["preview", "--diff"], access, taken, untouched);
  if (!(await isWanted("Make these changes?"))) return false;
  await update(access, taken, untouched);
  return true;
}

/** An error of one thing keeps nothing from the others, and the last look says whether anything is left to do. */
function update(access: StackAccess, taken: readonly Located[], untouched: readonly string[]) {
  return showEngine(["up", "--yes", "--skip-preview"], access, taken, untouched);
}

function showEngine(
  command: readonly string[],
  { stack, environment }: StackAccess,
  taken: readonly Located[],
  untouched: readonly string[],
): Promise<number> {
  const quiet = ["--suppress-progress", "--suppress-permalink=true"];
  const words = [...command, "--stack", stack, ...quiet, ...exclusionOf(untouched)];
  const run = (told: NodeJS.ProcessEnv) => showPulumi(withPolicyPack(words).args, told);
  return taken.length === 0 ? run(environment) : withExisting(idsOf(taken), environment, run);
}

function exclusionOf(urns: readonly string[]): string[] {
  const all = urns.flatMap((urn) => ["--exclude", urn]);
  return all.length === 0 ? [] : [...all, "--exclude-dependents"];
}

/**
 * Takes up what its provider cannot read whole. The engine's import by file does that; its import by the program refuses what lacks an
 * input.
 *
 * @throws Error with what the engine said, but for one that says that there is no such thing
 */
async function importIncomplete({ stack, environment }: StackAccess, one: Located): Promise<void> {
  const { id, resource } = one;
  if (id === undefined) return;
  const { type, name, parent, provider, urn } = resource;
  const nameTable = { provider, ...(parent === undefined ? {} : { parent }) };
  const entry = { type, name, id, provider: "provider", ...(parent ? { parent: "parent" } : {}) };
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), "recover-"));
  const file = path.join(directory, "import.json");
  try {
    fs.writeFileSync(file, JSON.stringify({ nameTable, resources: [entry] }));
    const args = ["import", "--file", file, "--stack", stack, "--yes", "--skip-preview"];
    const quiet = ["--protect=false", "--generate-code=false"];
    const { code, stdout, stderr } = await pulumiResult([...args, ...quiet], environment);
    const said = `${stdout}${stderr}`;
    const isMissing = said.includes(`resource '${id}' does not exist`) || isAbsence(type, said);
    if (code !== 0 && !isMissing) throw new Error(`${nameOf(urn)} could not be taken up:\n${said}`);
  } finally {
    fs.rmSync(directory, { recursive: true });
  }
}

async function stillUnknown(
  { stack, environment }: StackAccess,
  taken: readonly Located[],
): Promise<Located[]> {
  const { deployment } = await exportStack(["--stack", stack], environment, "sealed");
  const known = new Set((deployment.resources ?? []).map(({ urn }) => urn));
  return taken.filter(({ resource }) => !known.has(resource.urn));
}

async function hasNoChanges({ stack, environment }: StackAccess): Promise<boolean> {
  const args = ["preview", "--stack", stack, "--expect-no-changes"];
  const { code } = await pulumiResult(args, environment);
  return code === 0;
}
