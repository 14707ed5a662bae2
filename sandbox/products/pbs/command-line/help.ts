import { list } from "../schema/schema";
import { flag, text } from "../schema/scalars";
import { type Command, type CommandGroup, type CommandNode, isGroup } from "./command";
import { longUsage, shortUsage } from "./usage";

/** `help [command …]`: usage texts on stdout. */
export function helpCommand(root: () => CommandGroup): Command {
  return {
    description: "Get help about specified command (or sub-command).",
    positional: ["command"],
    parameters: {
      command: {
        schema: list(
          "Command. This may be a list in order to specify nested sub-commands.",
          text("Name."),
        ),
      },
      verbose: { schema: flag("Verbose help.") },
    },
    execute({ command = [] }, context) {
      const words = [command].flat().map(String);
      const node = descend(root(), words);
      if (node === undefined) context.err(`no such command '${words.join(" ")}'\n`);
      else context.out(`Usage:\n\n${usage(words.join(" "), node)}\n`);
      return undefined;
    },
  };
}

function descend(root: CommandGroup, words: readonly string[]): CommandNode | undefined {
  return words.reduce<CommandNode | undefined>(
    (node, word) =>
      node !== undefined && isGroup(node) && Object.hasOwn(node.commands, word)
        ? node.commands[word]
        : undefined,
    root,
  );
}

function usage(prefix: string, node: CommandNode): string {
  return isGroup(node) ? shortUsage(prefix, node) : `${longUsage(prefix, node)}\n`;
}
