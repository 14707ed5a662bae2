import { listAcl, updateAcl } from "./access/acl";
import { listPermissions } from "./access/permissions";
import { type CommandGroup, type CommandNode } from "./command-line/command";
import { helpCommand } from "./command-line/help";
import { createDatastore } from "./datastore/create";
import { datastore } from "./datastore/datastore";
import { garbageCollection } from "./datastore/garbage-collection";
import { removeDatastore } from "./datastore/remove";
import {
  createCommand,
  listCommand,
  removeCommand,
  showCommand,
  updateCommand,
} from "./objects/crud";
import { type ObjectType } from "./objects/object-type";
import { pruneJob } from "./objects/prune-job";
import { remote } from "./objects/remote";
import { syncJob, syncJobList } from "./objects/sync-job";
import { verifyJob } from "./objects/verify-job";
import { outputFormat } from "./command-line/output";
import { runPruneJob } from "./retention/prune-run";
import { deleteToken, generateToken, listTokens } from "./user/token";
import { user } from "./user/user";
import { createUser, removeUser } from "./user/user-commands";
import { versions } from "./versions";

/** `list`, `show`, `create`, `update` and `remove` of an object, and what it has besides. */
function objectCommands(
  type: ObjectType,
  own: Readonly<Record<string, CommandNode>> = {},
): CommandGroup {
  return {
    commands: {
      list: listCommand(type),
      show: showCommand(type),
      create: createCommand(type),
      update: updateCommand(type),
      remove: removeCommand(type),
      ...own,
    },
  };
}

/**
 * Every command of the stand-in. Namespaces, metric servers and encryption keys are missing because
 * the product's command line does not have them either.
 */
export const commands: CommandGroup = {
  commands: {
    acl: { commands: { list: listAcl, update: updateAcl } },
    datastore: objectCommands(datastore, {
      create: createDatastore,
      update: updateCommand(datastore, outputFormat),
      remove: removeDatastore,
    }),
    "garbage-collection": garbageCollection,
    help: helpCommand(() => commands),
    "prune-job": objectCommands(pruneJob, { run: runPruneJob }),
    remote: objectCommands(remote),
    "sync-job": objectCommands(syncJob, { list: syncJobList }),
    user: {
      commands: {
        list: listCommand(user),
        create: createUser,
        update: updateCommand(user),
        remove: removeUser,
        "generate-token": generateToken,
        "list-tokens": listTokens,
        "delete-token": deleteToken,
        permissions: listPermissions,
      },
    },
    "verify-job": objectCommands(verifyJob),
    versions,
  },
};
