import { styleText } from "node:util";
import { show } from "./support/child";
import { passingCommandLine, runCommand } from "./support/command-line";
import { describeInterrupted } from "./pulumi/interrupted";
import { withPolicyPack } from "./pulumi/policy";
import { withSecretsProvider } from "./pulumi/secrets-provider";
import { pulumiCommand } from "./stack/command-words";
import { describeKept } from "./sandbox/kept";
import { sandboxStack } from "./sandbox/environment";
import { runningEnvironment } from "./sandbox/running";
import { namedStack, stackOptions } from "./stack/option-value";
import { showPulumi } from "./stack/pulumi";
import { shellEnvironment } from "./stack/shell-environment";

const line = passingCommandLine(
  {
    name: "npm run pulumi",
    does:
      "Runs the Pulumi CLI on the sandbox, with its state, plugins and certificates; with --stack NAME on that stack, with " +
      "the backend and the access of this shell. What changes or previews a stack is judged by the policy pack. Without " +
      "arguments: a shell in which plain `pulumi` works on the sandbox.",
    examples: [
      ["npm run pulumi -- preview --diff", "what an edit of Pulumi.lab.yaml would do"],
      ["npm run pulumi -- up --no-policy", "apply it without asking the pack"],
      ["npm run pulumi -- destroy", "remove the estate, and leave what can hold backups"],
      [
        "npm run pulumi -- up --stack lab",
        "update the lab, whose state is where PULUMI_BACKEND_URL says",
      ],
      ["npm run pulumi -- up --help", "the options of Pulumi's own command"],
    ],
    exits: { 0: "as the Pulumi CLI says", 1: "no sandbox runs, or as the Pulumi CLI says" },
  },
  "the Pulumi CLI",
)
  .option("--no-policy", "do not take the policy pack for up, preview and watch")
  .passThroughOptions();

/** `npm run pulumi -- ARGS`: the Pulumi CLI, or a shell, with the environment of the sandbox, or of this shell for a stack that is named. */
export function main(args: readonly string[]): Promise<number> {
  return runCommand(line, args, async ({ policy }, words) => {
    const isOther = isOtherStack(namedStack(words));
    const environment = isOther ? shellEnvironment() : await runningEnvironment();
    if (words.length === 0) return shell(environment);
    const told = withPolicyPack(withSecretsProvider(policy ? words : [...words, "--no-policy"]));
    if (told.note !== undefined) console.error(told.isUnjudged ? red(told.note) : told.note);
    const interrupted = isOther ? await describeInterrupted(told.args, environment) : undefined;
    if (interrupted !== undefined) console.error(interrupted);
    return pulumiCommand(told.args)?.name.match(/^(destroy|down|dn)$/)
      ? destroy(told.args, environment)
      : showPulumi(told.args, environment);
  });
}

/** Whether a stack, as the Pulumi CLI lets it be named (`organization/backup/lab`), is another than the sandbox's. */
const isOtherStack = (named?: string) =>
  named !== undefined && named.split("/").at(-1) !== sandboxStack;

const red = (text: string) => styleText("red", text, { stream: process.stderr });

/** What holds backups is protected, and a plain destroy would stop at the first of it; here it is left out. */
async function destroy(args: readonly string[], environment: NodeJS.ProcessEnv): Promise<number> {
  const code = await showPulumi([...args, "--exclude-protected"], environment);
  console.log(await describeKept(environment, stackOptions(args)));
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
