import { type Command, type CommandGroup } from "../command-line/command";
import { helpCommand } from "../command-line/help";
import { outputFormat, print, printObject, type Row } from "../command-line/output";
import { release } from "../versions";
import { type VersionAnswer } from "./answers";
import { backupCommand } from "./backup";
import { connected } from "./connect";
import { keyCommands } from "./key-commands";
import { namespaceCommands } from "./namespace-commands";
import { ownerCommand } from "./owner-command";
import { pruneCommand } from "./prune-command";
import { repositoryParameters } from "./repository";
import { restoreCommand } from "./restore";
import { listCommand, snapshotCommands } from "./snapshot-commands";
import { type Surroundings } from "./surroundings";

/** Every command of the client. There is none to verify: that is the server's work. */
export function clientCommands(surroundings: Surroundings): CommandGroup {
  const snapshot = snapshotCommands(surroundings);
  const tree: CommandGroup = {
    commands: {
      backup: backupCommand(surroundings),
      "change-owner": ownerCommand(surroundings),
      help: helpCommand(() => tree),
      key: keyCommands(surroundings),
      list: listCommand(surroundings),
      namespace: namespaceCommands(surroundings),
      prune: pruneCommand(surroundings),
      restore: restoreCommand(surroundings),
      snapshot,
      status: statusCommand(surroundings),
      version: versionCommand(surroundings),
    },
  };
  return tree;
}

function statusCommand(surroundings: Surroundings): Command {
  return {
    description: "Get repository status.",
    positional: [],
    parameters: { ...repositoryParameters, ...outputFormat },
    execute: (values, context) =>
      connected(values, context, surroundings, async ({ client, path }) => {
        const { total, used, avail } = (await client.get(`${path}/status`)) as Row;
        printObject(context, values, { total, used, avail } as Row);
        return undefined;
      }),
  };
}

function versionCommand(surroundings: Surroundings): Command {
  const client = { version: release.slice(0, 3), release: release.slice(4), repoid: "" };
  return {
    description: "Show client and optional server version",
    positional: [],
    parameters: { ...repositoryParameters, ...outputFormat },
    execute: (values, context) =>
      connected(values, context, surroundings, async (connection) => {
        const server = (await connection.client.get("/version")) as VersionAnswer;
        print(
          context,
          values,
          { client, server },
          () =>
            `client version: ${client.version}.${client.release}\n` +
            `server version: ${server.version}.${server.release}\n`,
        );
        return undefined;
      }),
  };
}
