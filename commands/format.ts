import * as path from "node:path";
import { projectRoot } from "../lib/project-root";
import { show } from "./support/child";
import { commandLine, runCommand } from "./support/command-line";

const line = commandLine({
  name: "npm run format",
  does: "Formats files as npm run check wants them (prettier).",
  examples: [
    ["npm run format", "every file"],
    ["npm run format -- README.md", "one of them"],
  ],
  exits: { 0: "formatted", 1: "a file cannot be parsed" },
}).argument("[files...]", "files and folders", ["."]);

/** `npm run format [-- FILES]`: formats everything, or what is named. */
export function main(args: readonly string[]): Promise<number> {
  const prettier = path.join(projectRoot, "node_modules", ".bin", "prettier");
  return runCommand(line, args, (_, words) =>
    show(prettier, ["--write", ...(words.length > 0 ? words : ["."])]),
  );
}
