import { listAcl, updateAcl } from "./access/acl";
import { listPermissions } from "./access/permissions";
import { certificateInfo } from "./certificate";
import { type CommandGroup, type CommandNode } from "./command-line/command";
import { helpCommand } from "./command-line/help";
import { createDatastore } from "./datastore/create";
import { datastore } from "./datastore/datastore";
import { garbageCollection } from "./datastore/garbage-collection";
import { removeDatastore } from "./datastore/remove";
import { endpoint, endpointTypes, matcher } from "./notifications/objects";
import { target } from "./notifications/target";
import {
  createCommand,
  deleteCommand,
  listCommand,
  removeCommand,
  showCommand,
  updateCommand,
} from "./objects/crud";
import { type ObjectType } from "./objects/object-type";
import { pruneJob } from "./objects/prune-job";
import { remote } from "./objects/remote";
import { syncJob, syncJobList } from "./objects/sync-job";
import { currentTraffic, trafficControl } from "./objects/traffic-control";
import { verifyJob } from "./objects/verify-job";
import { outputFormat } from "./command-line/output";
import { runPruneJob } from "./retention/prune-run";
import { s3 } from "./s3/s3-commands";
import { runSyncJob } from "./sync/sync-command";
import { deleteToken, generateToken, listTokens } from "./user/token";
import { user } from "./user/user";
import { createUser, removeUser, updateUser } from "./user/user-commands";
import { runVerifyJob, verifyStore } from "./verification/verify-commands";
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

/** Endpoints and matchers are deleted, where everything else is removed. */
function notificationCommands(type: ObjectType): CommandGroup {
  return {
    commands: {
      list: listCommand(type),
      show: showCommand(type),
      create: createCommand(type),
      update: updateCommand(type),
      delete: deleteCommand(type),
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
      update: { ...updateCommand(datastore, outputFormat), throughDaemon: true },
      remove: removeDatastore,
    }),
    cert: { commands: { info: certificateInfo } },
    "garbage-collection": garbageCollection,
    help: helpCommand(() => commands),
    notification: {
      commands: {
        endpoint: {
          commands: Object.fromEntries(
            endpointTypes.map((type) => [type, notificationCommands(endpoint(type))]),
          ),
        },
        matcher: notificationCommands(matcher),
        target,
      },
    },
    "prune-job": objectCommands(pruneJob, { run: runPruneJob }),
    remote: objectCommands(remote),
    s3,
    "sync-job": objectCommands(syncJob, { list: syncJobList, run: runSyncJob }),
    "traffic-control": objectCommands(trafficControl, { traffic: currentTraffic }),
    user: {
      commands: {
        list: listCommand(user),
        create: createUser,
        update: updateUser,
        remove: removeUser,
        "generate-token": generateToken,
        "list-tokens": listTokens,
        "delete-token": deleteToken,
        permissions: listPermissions,
      },
    },
    verify: verifyStore,
    "verify-job": objectCommands(verifyJob, { run: runVerifyJob }),
    versions,
  },
};
