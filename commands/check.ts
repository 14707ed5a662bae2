import { spawn } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { projectRoot } from "../lib/project-root";
import { step } from "../lib/progress/step";
import { runSteps } from "../lib/progress/steps";
import { resolveLintTools } from "../sandbox/toolchain/toolchain";

/** `npm run check`: format, lint, types and shell scripts; every fault at once. */
export async function main(): Promise<number> {
  const { shellcheck } = await resolveLintTools();
  const tool = (name: string) => path.join(projectRoot, "node_modules", ".bin", name);
  await runSteps([
    step("Format (prettier)", () => run(tool("prettier"), ["--check", "--log-level=warn", "."])),
    step("Types (tsc)", () => run(tool("tsc"), ["--noEmit"])),
    step("Lint (eslint)", () => run(tool("eslint"), ["--max-warnings=0", "."])),
    step("Shell scripts (shellcheck)", () => run(shellcheck, shellScripts())),
  ]);
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

function run(command: string, args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: projectRoot, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()));
    child.on("error", reject);
    child.on("close", (code) =>
      code === 0 ? resolve() : reject(new Error(output.trim() || `ended with ${String(code)}`)),
    );
  });
}
