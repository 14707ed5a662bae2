import * as fs from "node:fs";
import * as path from "node:path";
import { parse, stringify } from "yaml";
import { projectRoot } from "../../lib/project-root";
import { sandboxStack } from "../sandbox/environment";
import { type RunningSandbox } from "../sandbox/running";
import { pulumiResult, runPulumi } from "../stack/pulumi";
import { stackFile } from "../stack/stack-file";
import { type Scenario } from "./figures";
import { manyGuests, type StackConfiguration } from "./many-guests";
import { type Command } from "./timed";

/** What is run in each round, in this order. */
export type Scenarios = readonly (readonly [Scenario, Command])[];

const pack = ["--policy-pack", "policy"];
const yes = ["--yes", "--skip-preview"];

/**
 * Everything that is run on the sandbox's own stack, and an empty program beside it: the same Pulumi, backend and way
 * to run JavaScript, with no resource and no pack.
 *
 * @param directory - for files of the benchmark's own
 */
export async function scenariosOn(
  { environment }: RunningSandbox,
  directory: string,
): Promise<Scenarios> {
  const on = (...args: string[]): Command => ({ program: "pulumi", args, environment });
  const own = (command: Omit<Command, "program" | "environment">): Command => ({
    ...{ program: process.execPath, environment: process.env, ...command },
    args: [path.join(projectRoot, "commands", "bootstrap.js"), ...command.args],
  });
  return [
    ["empty program", await emptyProgram(path.join(directory, "empty"), environment)],
    ["preview", on("preview")],
    ["preview with pack", on("preview", ...pack)],
    ["10 x guests", on("preview", ...pack, "--config-file", stackOf(10, directory))],
    ["unchanged up", on("up", ...yes, ...pack)],
    // Something that differs was measured as well.
    ["drift", own({ args: ["drift"], fine: [0, 2] })],
    ["plan", own({ args: ["plan", "--file", stackFile(sandboxStack)] })],
    // Pulumi can begin no preview of as much (`config/hand-over.ts`).
    ["plan of 100 x guests", own({ args: ["plan", "--file", stackOf(100, directory)] })],
  ];
}

function stackOf(factor: number, directory: string): string {
  const stack = parse(fs.readFileSync(stackFile(sandboxStack), "utf8")) as StackConfiguration;
  const file = path.join(directory, `Pulumi.guests-${factor}.yaml`);
  fs.writeFileSync(file, stringify(manyGuests(stack, factor), { aliasDuplicateObjects: false }));
  return file;
}

const emptyProject = {
  "Pulumi.yaml":
    "name: empty\nruntime: { name: nodejs, options: { typescript: false } }\nmain: index.js\n",
  "package.json": "{}\n",
  "index.js": "",
};

async function emptyProgram(directory: string, given: NodeJS.ProcessEnv): Promise<Command> {
  fs.mkdirSync(directory, { recursive: true });
  for (const [name, content] of Object.entries(emptyProject))
    fs.writeFileSync(path.join(directory, name), content);
  const modules = path.join(directory, "node_modules");
  fs.rmSync(modules, { force: true });
  fs.symlinkSync(path.join(projectRoot, "node_modules"), modules);
  const environment = { ...given, PULUMI_STACK: "empty" };
  const inProject = ["--cwd", directory];
  const { code } = await pulumiResult([...inProject, "stack", "select", "empty"], environment);
  if (code !== 0) await runPulumi([...inProject, "stack", "init", "empty"], environment);
  return { program: "pulumi", args: ["preview"], environment, directory };
}
