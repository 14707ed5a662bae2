import * as fs from "node:fs";
import * as path from "node:path";
import { type Readable } from "node:stream";

import { ApiError } from "../api/api-error";
import { type Caller } from "../api/caller";
import { type StreamEndpoint } from "../api/endpoint";
import { anybody } from "../api/permission";
import { underRoot } from "../config/root";
import { type Section } from "../config/section-config";
import { snapshotParameters } from "../content/parameters";
import { checkOwner } from "../content/place";
import { readFrames } from "../data/frames";
import { createGroup, readManifest } from "../data/snapshot-files";
import { absolutePath, openForWrite } from "../datastore/datastore";
import { aclPathOf } from "../namespaces/namespace-tree";
import { type BackupGroup, groupAt, namespaceDirectory, timeNameOf } from "../retention/snapshots";
import { type Values } from "../schema/schema";
import { runTask } from "../tasks/task";
import { verifyNew } from "../verification/verify-new";
import { BackupSession } from "./session";

/** Groups that a backup is written to at this moment, by directory. */
const inUse = new Set<string>();

/** Makes a snapshot of what the client sends, or nothing if it does not send all. */
export const uploadEndpoint: StreamEndpoint = {
  method: "POST",
  path: "/backup",
  description: "Take a backup. The product upgrades the connection to its own protocol here.",
  permission: anybody,
  parameters: snapshotParameters,
  async stream(values, caller, body) {
    const store = String(values["store"]);
    const namespace = String(values["ns"] ?? "");
    checkMayBackUp(caller, aclPathOf(store, namespace));
    const section = openForWrite(store);
    const group = lockedGroup(caller, section, namespace, values);
    try {
      return { data: await take(caller, section, group, values, body) };
    } finally {
      inUse.delete(group.directory);
    }
  },
};

async function take(
  caller: Caller,
  section: Section,
  group: BackupGroup,
  values: Values,
  body: Readable,
): Promise<string> {
  const time = new Date(Number(values["backup-time"]) * 1000);
  checkTime(group, time);
  const directory = path.join(group.directory, timeNameOf(time));
  if (fs.existsSync(directory)) throw new Error("backup directory already exists.");
  fs.mkdirSync(directory);
  const base = underRoot(absolutePath(section));
  const worker = `${section.id}:${group.type}/${group.id}`;
  const task = await runTask(caller, "backup", worker, async (log) => {
    log(`starting new backup on datastore '${section.id}': "${path.relative(base, directory)}"`);
    const session = new BackupSession(base, section.id, directory, log);
    try {
      for await (const frame of readFrames(body)) session.take(frame);
      session.ensureFinished();
    } catch (error) {
      log("removing failed backup");
      fs.rmSync(directory, { recursive: true });
      throw error;
    }
    log("backup finished successfully");
  });
  if (task.failure !== undefined) throw new Error(task.failure);
  if (section.values["verify-new"] === true) await verifyNew(caller, section, group, time);
  return task.upid;
}

function checkMayBackUp(caller: Caller, aclPath: string): void {
  if (caller.hasAny(aclPath, ["Datastore.Backup"])) return;
  throw new ApiError(403, `missing permissions 'Datastore.Backup' on '${aclPath}'`);
}

/** The group, which belongs to whoever makes its first backup; one backup at a time. */
function lockedGroup(
  caller: Caller,
  section: Section,
  namespace: string,
  values: Values,
): BackupGroup {
  const base = underRoot(absolutePath(section));
  if (!fs.existsSync(namespaceDirectory(base, namespace))) {
    throw new ApiError(404, "namespace not found");
  }
  const [type, id] = [String(values["backup-type"]), String(values["backup-id"])];
  const group = groupAt(base, namespace, type, id);
  if (inUse.has(group.directory)) {
    throw new Error(`unable to acquire backup group lock "${group.type}/${group.id}"`);
  }
  if (!fs.existsSync(group.directory)) createGroup(group.directory, caller.authId);
  checkOwner(group, caller.authId);
  inUse.add(group.directory);
  return group;
}

/** A newer backup must not come before an older one; one that failed its verification does not count. */
function checkTime(group: BackupGroup, time: Date): void {
  const last = group.snapshots.filter((snapshot) => snapshot.finished).at(-1);
  if (last === undefined || last.time < time) return;
  if (readManifest(last).unprotected.verify_state?.state === "failed") return;
  throw new Error("backup timestamp is older than last backup.");
}
