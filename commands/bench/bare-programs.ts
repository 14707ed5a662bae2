import * as fs from "node:fs";
import * as path from "node:path";
import { projectRoot } from "../../lib/project-root";
import { pulumiResult, runPulumi } from "../stack/pulumi";
import { type Command } from "./timed";

type Files = Readonly<Record<string, string>>;

/** A preview of a program with no resource and no pack. */
export async function emptyProgram(
  directory: string,
  environment: NodeJS.ProcessEnv,
): Promise<Command> {
  const program = await bareProgram("empty", directory, "", environment);
  return { program: "pulumi", args: ["preview"], environment: program, directory };
}

/**
 * What the engine and the SDKs alone take for a stack of that size, whatever it is made of and whoever judges it: a
 * preview of as many empty components, applied before, with a pack that has no rule.
 */
export async function floor(
  directory: string,
  given: NodeJS.ProcessEnv,
  resources: number,
): Promise<Command> {
  const environment = await bareProgram("floor", directory, componentsOf(resources), given);
  const pack = path.join(directory, "pack");
  write(pack, emptyPack);
  await runPulumi(["--cwd", directory, "up", "--yes", "--skip-preview"], environment);
  const args = ["preview", "--policy-pack", pack];
  return { program: "pulumi", args, environment, directory };
}

/** @returns the environment in which the Pulumi CLI works on its stack */
async function bareProgram(
  name: string,
  directory: string,
  program: string,
  given: NodeJS.ProcessEnv,
): Promise<NodeJS.ProcessEnv> {
  write(directory, { ...projectOf(name), "index.js": program });
  const modules = path.join(directory, "node_modules");
  fs.rmSync(modules, { force: true });
  fs.symlinkSync(path.join(projectRoot, "node_modules"), modules);
  const environment = { ...given, PULUMI_STACK: name };
  const inProject = ["--cwd", directory];
  const { code } = await pulumiResult([...inProject, "stack", "select", name], environment);
  if (code !== 0) await runPulumi([...inProject, "stack", "init", name], environment);
  return environment;
}

const projectOf = (name: string): Files => ({
  "Pulumi.yaml": `name: ${name}\nruntime: { name: nodejs, options: { typescript: false } }\nmain: index.js\n`,
  "package.json": "{}\n",
});

const componentsOf = (count: number) => `const { ComponentResource } = require("@pulumi/pulumi");
for (let one = 0; one < ${count}; one += 1) new ComponentResource("floor:index:Empty", \`empty-\${one}\`, {});
`;

const emptyPack: Files = {
  "PulumiPolicy.yaml": "runtime: nodejs\nmain: index.js\n",
  "package.json": '{ "name": "floor-pack", "version": "0.0.1", "main": "index.js" }\n',
  "index.js": `const { PolicyPack } = require("@pulumi/policy");
new PolicyPack("floor-pack", { policies: [] });
`,
};

function write(directory: string, files: Files): void {
  fs.mkdirSync(directory, { recursive: true });
  for (const [name, content] of Object.entries(files))
    fs.writeFileSync(path.join(directory, name), content);
}
