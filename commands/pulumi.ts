import { spawn } from "node:child_process";
import { projectRoot } from "../lib/project-root";
import { exitCode } from "./exit-code";
import { runningEnvironment } from "./sandbox/running";
import { showPulumi } from "./stack/pulumi";
import { describeKept } from "./sandbox/kept";

/**
 * `npm run pulumi -- ARGS`: the Pulumi CLI with the sandbox's environment. Without arguments: a shell with that
 * environment, where plain `pulumi` works.
 */
export async function main(args: readonly string[]): Promise<number> {
  const environment = await runningEnvironment();
  if (args.length === 0) return shell(environment);
  if (args[0] !== "destroy") return showPulumi(args, environment);
  return destroy(args, environment);
}

/** What holds backups is protected, and a plain destroy would stop at the first of it; here it is left out. */
async function destroy(args: readonly string[], environment: NodeJS.ProcessEnv): Promise<number> {
  const code = await showPulumi([...args, "--exclude-protected"], environment);
  console.log(await describeKept(environment));
  return code;
}

function shell(environment: NodeJS.ProcessEnv): Promise<number> {
  const program = process.env["SHELL"] ?? "/bin/sh";
  if (process.stdin.isTTY) {
    console.log(
      "A shell with the sandbox's environment; try `pulumi preview --policy-pack policy`. Leave with exit.",
    );
  }
  return exitCode(spawn(program, [], { cwd: projectRoot, env: environment, stdio: "inherit" }));
}
