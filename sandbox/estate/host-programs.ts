import * as path from "node:path";
import { sharedDirectories } from "../products/debian/file-system";
import { sandboxCommands, type SystemCommand } from "../toolchain/system-commands";
import { type ProgramSource } from "./hosts";

/**
 * What every host runs and does not see of itself, because it is outside of the directories that it shares with the
 * machine: unpacked in the cache, or in somebody's own folder on PATH. By the path where Debian's package would have it.
 */
export function hostPrograms(
  tools: Readonly<Record<keyof typeof sandboxCommands | "jq", string>>,
  commands: Readonly<Record<string, SystemCommand>> = sandboxCommands,
): Record<string, ProgramSource> {
  const packaged = Object.entries(commands)
    .filter(([, { onHosts }]) => onHosts)
    .map(([key, { command }]) => [command, tools[key as keyof typeof tools]] as const);
  const files = [...packaged, ["jq", tools.jq] as const];
  return Object.fromEntries(
    files
      .filter(([, file]) => !sharedDirectories.some((shared) => isBelow(shared, file)))
      .map(([command, file]) => [`/usr/bin/${command}`, { file }]),
  );
}

const isBelow = (directory: string, file: string) =>
  file.startsWith(path.join(directory, path.sep));
