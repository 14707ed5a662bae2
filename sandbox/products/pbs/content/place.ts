import * as fs from "node:fs";
import * as path from "node:path";

import { type Privilege } from "../access/roles";
import { type Caller } from "../api/caller";
import { underRoot } from "../config/root";
import { ownerOf } from "../data/snapshot-files";
import { absolutePath, openForRead, openForWrite } from "../datastore/datastore";
import { accessTo } from "../namespaces/access";
import { type BackupGroup, groupAt, type Snapshot, timeNameOf } from "../retention/snapshots";
import { type Values } from "../schema/schema";

/** What a method needs: privileges for everything, and those that suffice for groups of one's own. */
export interface Needs {
  readonly full: readonly Privilege[];
  readonly partial?: readonly Privilege[];
  /** Whether content is changed. Default: it is only read. */
  readonly writes?: boolean;
}

/** An opened place, and whose groups the caller may touch there. */
export interface OpenPlace {
  readonly store: string;
  readonly namespace: string;
  /** The datastore's directory. */
  readonly base: string;
  readonly reach: "all" | "own";
}

/** Opens the place that parameters name. @throws ApiError 403, or Error for one that is not there */
export function openPlace(caller: Caller, values: Values, needs: Needs): OpenPlace {
  const store = String(values["store"]);
  const namespace = String(values["ns"] ?? "");
  const reach = accessTo(caller, { store, namespace }, needs.full, needs.partial);
  const section = needs.writes === true ? openForWrite(store) : openForRead(store);
  const base = underRoot(absolutePath(section));
  if (!fs.existsSync(base)) {
    throw new Error(`unable to open chunk store at "${absolutePath(section)}/.chunks"`);
  }
  return { store, namespace, base, reach };
}

/** The group that parameters name. @throws Error if it is missing, or another's and only own are in reach */
export function openGroup(caller: Caller, place: OpenPlace, values: Values): BackupGroup {
  const [type, id] = [String(values["backup-type"]), String(values["backup-id"])];
  const group = groupAt(place.base, place.namespace, type, id);
  if (place.reach === "own") checkOwner(group, caller.authId);
  if (fs.existsSync(group.directory)) return group;
  throw new Error(`group ${type}/${id} does not exist`);
}

/** The snapshot that parameters name. @throws Error as {@link openGroup} does */
export function openSnapshot(caller: Caller, place: OpenPlace, values: Values): Snapshot {
  const group = openGroup(caller, place, values);
  const name = timeNameOf(new Date(Number(values["backup-time"]) * 1000));
  const found = group.snapshots.find((snapshot) => snapshot.name === name);
  if (found !== undefined) return found;
  throw new Error(`snapshot ${group.type}/${group.id}/${name} does not exist`);
}

/** Whether the caller may touch a group. */
export function isInReach(caller: Caller, place: OpenPlace, group: BackupGroup): boolean {
  const owner = ownerOf(group);
  return owner !== undefined && (place.reach === "all" || owns(caller.authId, owner));
}

/** @throws Error unless the group belongs to the caller, or to a token of the caller */
export function checkOwner(group: Pick<BackupGroup, "directory">, authId: string): void {
  const owner = ownerOf(group);
  if (owner === undefined) {
    throw new Error(
      `unable to open owner file "${path.join(group.directory, "owner")}" - No such file or directory (os error 2)`,
    );
  }
  if (!owns(authId, owner)) throw new Error(`backup owner check failed (${authId} != ${owner})`);
}

/** A user also owns what its tokens own; a token never what its user or another token does. */
export function owns(authId: string, owner: string): boolean {
  return owner === authId || owner.startsWith(`${authId}!`);
}
