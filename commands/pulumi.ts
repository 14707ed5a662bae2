import { styleText } from "node:util";
import { show } from "./support/child";
import { passingCommandLine, runCommand } from "./support/command-line";
import { pulumiCommand, withPolicyPack } from "./pulumi/policy";
import { describeKept } from "./sandbox/kept";
import { showPulumi } from "./stack/pulumi";
import { runningEnvironment } from "./sandbox/running";

const line = passingCommandLine(
  {
    name: "npm run pulumi",
    does:
      "Runs the Pulumi CLI on the sandbox, with its state, plugins and certificates. What changes or previews the " +
      "stack is judged by the policy pack. Without arguments: a shell in which plain `pulumi` works on the sandbox.",
    examples: [
      ["npm run pulumi -- preview --diff", "what an edit of Pulumi.lab.yaml would do"],
      ["npm run pulumi -- up --no-policy", "apply it without asking the pack"],
      ["npm run pulumi -- destroy", "remove the estate, and leave what can hold backups"],
      ["npm run pulumi -- up --help", "the options of Pulumi's own command"],
    ],
    exits: { 0: "as the Pulumi CLI says", 1: "no sandbox runs, or as the Pulumi CLI says" },
  },
  "the Pulumi CLI",
)
  .option("--no-policy", "do not take the policy pack for up, preview and watch")
  .passThroughOptions();

/** `npm run pulumi -- ARGS`: the Pulumi CLI, or a shell, with the sandbox's environment. */
export function main(args: readonly string[]): Promise<number> {
  return runCommand(line, args, async ({ policy }, words) => {
    const environment = await runningEnvironment();
    if (words.length === 0) return shell(environment);
    const told = withPolicyPack(policy ? words : [...words, "--no-policy"]);
    if (told.note !== undefined) console.error(told.isUnjudged ? red(told.note) : told.note);
    return pulumiCommand(told.args)?.name.match(/^(destroy|down|dn)$/)
      ? destroy(told.args, environment)
      : showPulumi(told.args, environment);
  });
}

const red = (text: string) => styleText("red", text, { stream: process.stderr });

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
  return show(program, [], { env: environment });
}
