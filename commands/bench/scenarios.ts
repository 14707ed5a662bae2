import * as fs from "node:fs";
import * as path from "node:path";
import { parse, stringify } from "yaml";
import { projectRoot } from "../../lib/project-root";
import { sandboxStack } from "../sandbox/environment";
import { type RunningSandbox } from "../sandbox/running";
import { stackFile } from "../stack/stack-file";
import { type Scenario } from "./figures";
import { emptyProgram, floor } from "./bare-programs";
import { manyGuests, type StackConfiguration } from "./many-guests";
import { type Command } from "./timed";

/** What is run in each round, in this order. */
export type Scenarios = readonly (readonly [Scenario, Command])[];

const pack = ["--policy-pack", "policy"];
const yes = ["--yes", "--skip-preview"];

/**
 * Everything that is run on the sandbox's own stack, and two bare programs beside it, with the same Pulumi, backend and
 * way to run JavaScript.
 *
 * @param directory - for files of the benchmark's own
 * @param resources - how many the stack has
 */
export async function scenariosOn(
  { environment }: RunningSandbox,
  directory: string,
  resources: number,
): Promise<Scenarios> {
  const on = (...args: string[]): Command => ({ program: "pulumi", args, environment });
  const own = (command: Omit<Command, "program" | "environment">): Command => ({
    ...{ program: process.execPath, environment: process.env, ...command },
    args: [path.join(projectRoot, "commands", "bootstrap.js"), ...command.args],
  });
  return [
    ["empty program", await emptyProgram(path.join(directory, "empty"), environment)],
    ["floor", await floor(path.join(directory, "floor"), environment, resources)],
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
