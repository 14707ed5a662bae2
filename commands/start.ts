import { withLock } from "../lib/lock";
import { commandLine, runCommand } from "./support/command-line";
import { withWord, wordOption } from "./sandbox/with-word";
import { sandboxStack } from "./sandbox/environment";
import { type PreparedSandbox, prepareSandbox, settleStack } from "./sandbox/prepare";
import { showPulumi } from "./stack/pulumi";
import { describeSandbox } from "./sandbox/summary";

const line = commandLine({
  name: "npm start",
  does:
    "Puts the lab's estate on this machine: makes what is missing of the tools, starts the sandbox's servers and " +
    "applies Pulumi.lab.yaml with the policy pack. A second run changes nothing.",
  examples: [["npm start", "from a fresh clone, or again after an edit"]],
  exits: { 0: "the estate is applied", 1: "something failed" },
}).option(...wordOption);

/** `npm start`: the lab's estate on this machine. A second one beside it waits, and then finds everything done. */
export function main(args: readonly string[]): Promise<number> {
  return runCommand(line, args, ({ yes }) => start(yes ?? false));
}

async function start(mayInstall: boolean): Promise<number> {
  const started = Date.now();
  const sandbox = await withWord(mayInstall, prepareSandbox);
  const code = await withLock(
    `apply ${sandbox.layout.root} ${sandboxStack}`,
    () => apply(sandbox),
    (owner) => console.error(`Waiting for process ${owner}, which is applying the estate …`),
  );
  if (code !== 0) return 1;
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  console.log(`\nThe estate is applied; this took ${seconds} s.\n`);
  console.log(describeSandbox(sandbox));
  return 0;
}

async function apply(sandbox: PreparedSandbox): Promise<number> {
  await settleStack(sandbox);
  // Nobody is asked, so a preview would show the same twice; what the plan or the pack refuses, the update does not make.
  const update = ["up", "--yes", "--skip-preview", "--stack", sandboxStack];
  const judged = ["--policy-pack", "policy"];
  const quiet = ["--suppress-progress", "--suppress-permalink=true"];
  return showPulumi([...update, ...judged, ...quiet], sandbox.environment);
}
