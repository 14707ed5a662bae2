import * as fs from "node:fs";
import * as path from "node:path";

const isExecutable = (file: string) => {
  try {
    fs.accessSync(file, fs.constants.X_OK);
    return fs.statSync(file).isFile();
  } catch {
    return false;
  }
};

/**
 * Every executable called `command` on the PATH of `env`, then in `more` directories, in that order.
 * Present is not the same as working: shims of version managers answer only when asked.
 */
export function executables(
  command: string,
  env: NodeJS.ProcessEnv,
  more: readonly string[] = [],
): string[] {
  const directories = [...(env["PATH"] ?? "").split(path.delimiter), ...more];
  const files = directories
    .filter((directory) => path.isAbsolute(directory))
    .map((directory) => path.join(directory, command))
    .filter(isExecutable);
  return [...new Set(files)];
}

/**
 * Whether a file is a script, which may need what is elsewhere: a shim of a version manager, somebody's wrapper. A
 * program of the machine's kind begins otherwise.
 */
export function isScript(file: string): boolean {
  const start = Buffer.alloc(2);
  const opened = fs.openSync(file, "r");
  try {
    fs.readSync(opened, start);
  } finally {
    fs.closeSync(opened);
  }
  return start.toString("latin1") === "#!";
}
