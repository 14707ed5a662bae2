import * as fs from "node:fs";

import { type Endpoint } from "../api/endpoint";
import { anybody } from "../api/permission";
import { type Json } from "../command-line/command";
import { setProtection } from "../data/snapshot-files";
import { removeGroup } from "../namespaces/namespace-tree";
import { keepProperties } from "../objects/keep-options";
import { keepOptions, optionText, pruneGroup } from "../retention/prune-run";
import { keepsSomething, pruneMarks } from "../retention/prune";
import { type BackupGroup } from "../retention/snapshots";
import { flag } from "../schema/scalars";
import { type Properties, type Values } from "../schema/schema";
import { runTask } from "../tasks/task";
import { groupParameters, snapshotParameters } from "./parameters";
import { type Needs, openGroup, openPlace, openSnapshot } from "./place";
import { seconds } from "./rows";

const store = "/admin/datastore/{store}";

/** Anything with `Datastore.Modify`, one's own with `Datastore.Prune`. */
const removing: Needs = { full: ["Datastore.Modify"], partial: ["Datastore.Prune"], writes: true };

/** Anything with `Datastore.Modify`, one's own with nothing but `Datastore.Backup`. */
const protecting: Needs = {
  full: ["Datastore.Modify"],
  partial: ["Datastore.Backup"],
  writes: true,
};

const keeping: Properties = Object.fromEntries(
  Object.entries(keepProperties).map(([name, { schema }]) => [name, { schema }]),
);

/** What takes backups away, or keeps them from being taken. */
export const removalEndpoints: readonly Endpoint[] = [
  {
    method: "DELETE",
    path: `${store}/groups`,
    description: "Delete backup group including all snapshots.",
    permission: anybody,
    parameters: {
      ...groupParameters,
      "error-on-protected": {
        schema: flag(
          "Return error when group cannot be deleted because of protected snapshots",
          true,
        ),
      },
    },
    handle(values, caller) {
      const group = openGroup(caller, openPlace(caller, values, removing), values);
      const stats = removeGroup(group);
      const left = stats["protected-snapshots"] > 0;
      if (!left || values["error-on-protected"] === false) return { data: { ...stats } };
      throw new Error("group only partially deleted due to protected snapshots");
    },
  },
  {
    method: "DELETE",
    path: `${store}/snapshots`,
    description: "Delete backup snapshot.",
    permission: anybody,
    parameters: snapshotParameters,
    handle(values, caller) {
      const snapshot = openSnapshot(caller, openPlace(caller, values, removing), values);
      if (snapshot.protected) {
        throw new Error("failed to delete snapshot - cannot remove protected snapshot");
      }
      fs.rmSync(snapshot.directory, { recursive: true });
      return { data: null };
    },
  },
  {
    method: "POST",
    path: `${store}/prune`,
    description: "Prune a group on the datastore",
    permission: anybody,
    parameters: {
      ...groupParameters,
      ...keeping,
      "dry-run": {
        schema: flag("Just show what prune would do, but do not delete anything.", false),
      },
      "use-task": { schema: flag("Spins up an asynchronous task that does the work.", false) },
    },
    async handle(values, caller) {
      const place = openPlace(caller, values, removing);
      const group = openGroup(caller, place, values);
      const rows = pruneRows(group, values);
      if (values["dry-run"] === true) return { data: rows };
      const worker = `${place.store}:${place.namespace}:${group.type}/${group.id}`;
      const task = await runTask(caller, "prune", worker, (log) => {
        const keep = keepOptions(values);
        if (keepsSomething(keep)) log(`retention options: ${optionText(values)}`);
        else log("No prune selection - keeping all files.");
        pruneGroup(group, keep, log);
      });
      return { data: values["use-task"] === true ? task.upid : rows };
    },
  },
  {
    method: "GET",
    path: `${store}/protected`,
    description: "Query protection for a specific backup",
    permission: anybody,
    parameters: snapshotParameters,
    handle(values, caller) {
      const needs: Needs = { full: ["Datastore.Audit"], partial: ["Datastore.Backup"] };
      return { data: openSnapshot(caller, openPlace(caller, values, needs), values).protected };
    },
  },
  {
    method: "PUT",
    path: `${store}/protected`,
    description: "En- or disable protection for a specific backup",
    permission: anybody,
    parameters: {
      ...snapshotParameters,
      protected: { schema: flag("Enable/disable protection."), required: true },
    },
    handle(values, caller) {
      const snapshot = openSnapshot(caller, openPlace(caller, values, protecting), values);
      setProtection(snapshot, values["protected"] === true);
      return { data: null };
    },
  },
];

function pruneRows(group: BackupGroup, values: Values): Json[] {
  const keep = keepOptions(values);
  return pruneMarks(group.snapshots, keep)
    .reverse()
    .map(({ snapshot, mark }) => ({
      "backup-type": group.type,
      "backup-id": group.id,
      "backup-time": seconds(snapshot.time),
      keep: mark !== "remove" || !keepsSomething(keep),
      protected: mark === "keep protected",
      ...(group.namespace === "" ? {} : { ns: group.namespace }),
    }));
}
