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

/**
 * Takes up what is there, makes what is not, and then applies what is declared. Every part of it finds what those before have done,
 * in the state or on the servers, so it may be killed anywhere.
 *
 * @returns whether the estate is as declared, and the state knows all of it
 */
export async function takeUp(
  access: StackAccess,
  { takenUp, incomplete }: RecoveryPlan,
): Promise<boolean> {
  if (takenUp.length > 0 || incomplete.length > 0) await takeUpAll(access, takenUp, incomplete);
  if (await hasNoChanges(access)) return true;
  await update(access, []);
  return hasNoChanges(access);
}

/** What is incomplete is part of what is there by then, and what depends on it waits for that. */
async function takeUpAll(
  access: StackAccess,
  takenUp: readonly Located[],
  incomplete: readonly Located[],
): Promise<void> {
  if (incomplete.length === 0) return void (await update(access, takenUp));
  const later = incomplete.flatMap(({ resource }) => ["--exclude", resource.urn]);
  await update(access, takenUp, [...later, "--exclude-dependents"]);
  for (const one of incomplete) await importIncomplete(access, one);
  await update(access, await stillUnknown(access, takenUp));
}

/** An error of one thing keeps nothing from the others, and the last look says whether anything is left to do. */
function update(
  { stack, environment }: StackAccess,
  taken: readonly Located[],
  options: readonly string[] = [],
): Promise<number> {
  const quiet = ["--suppress-progress", "--suppress-permalink=true"];
  const words = ["up", "--yes", "--skip-preview", "--stack", stack, ...quiet, ...options];
  const run = (told: NodeJS.ProcessEnv) => showPulumi(withPolicyPack(words).args, told);
  return taken.length === 0 ? run(environment) : withExisting(idsOf(taken), environment, run);
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
