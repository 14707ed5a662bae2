import * as fs from "node:fs";
import * as path from "node:path";

import { type BackupGroup, listGroups, namespaceDirectory, namesOf } from "../retention/snapshots";

/** The product knows at most this many levels below the root namespace. */
export const deepest = 7;

/** How many levels a namespace lies below the root. */
export function depthOf(namespace: string): number {
  return namespace.split("/").filter(Boolean).length;
}

/** A namespace one level deeper. */
export function childOf(parent: string, name: string): string {
  return parent === "" ? name : `${parent}/${name}`;
}

/** The namespace one level up; the root's is the root. */
export function parentOf(namespace: string): string {
  return namespace.split("/").slice(0, -1).join("/");
}

/** The path of a namespace's permissions. */
export function aclPathOf(store: string, namespace: string): string {
  return ["/datastore", store, ...namespace.split("/").filter(Boolean)].join("/");
}

/**
 * A namespace and those at most `depth` levels below it, parents first.
 *
 * @param base the datastore's directory.
 * @throws Error if there is no such namespace.
 */
export function listNamespaces(base: string, namespace: string, depth: number): string[] {
  checkExists(base, namespace);
  if (depth === 0) return [namespace];
  const below = namesOf(path.join(namespaceDirectory(base, namespace), "ns"));
  return [
    namespace,
    ...below.flatMap((name) => listNamespaces(base, childOf(namespace, name), depth - 1)),
  ];
}

/** Makes a namespace; one that exists is left alone. @throws Error without a parent, or too deep. */
export function createNamespace(base: string, parent: string, name: string): string {
  if (depthOf(parent) >= deepest) {
    throw new Error(`namespace to deep, ${depthOf(parent)} >= max ${deepest}`);
  }
  if (!exists(base, parent)) {
    throw new Error(`cannot create new namespace, parent ${parent} doesn't already exists`);
  }
  const namespace = childOf(parent, name);
  fs.mkdirSync(namespaceDirectory(base, namespace), { recursive: true });
  return namespace;
}

/** @throws Error if there is no such namespace. */
export function checkExists(base: string, namespace: string): void {
  if (exists(base, namespace)) return;
  throw new Error(`namespace '${namespace}' does not exist!`);
}

/** What a removal has done. */
export interface RemovalStats {
  readonly "removed-groups": number;
  readonly "removed-snapshots": number;
  readonly "protected-snapshots": number;
}

/**
 * Removes a namespace and those below it, as far as they are empty or, with `groups`, all but
 * protected snapshots. One that is not there is removed already.
 *
 * @throws Error if something had to stay.
 */
export function removeNamespace(base: string, namespace: string, groups: boolean): RemovalStats {
  if (!exists(base, namespace)) return nothing;
  const found = listGroups(base, namespace, deepest);
  const stats = found.map((group) => (groups ? removeGroup(group) : nothing));
  const left = groups ? stats.some((each) => each["protected-snapshots"] > 0) : found.length > 0;
  for (const each of listNamespaces(base, namespace, deepest).reverse()) {
    if (listGroups(base, each, deepest).length > 0) continue;
    fs.rmSync(namespaceDirectory(base, each), { recursive: true, force: true });
  }
  if (!left) return stats.reduce(sum, nothing);
  throw new Error(
    groups
      ? "group only partially deleted due to protected snapshots"
      : "only partially deleted due to existing groups but `delete-groups` not true",
  );
}

const nothing: RemovalStats = {
  "removed-groups": 0,
  "removed-snapshots": 0,
  "protected-snapshots": 0,
};

/** Removes a group's snapshots but the protected, and the group itself when none is left. */
export function removeGroup({ directory, snapshots }: BackupGroup): RemovalStats {
  const kept = snapshots.filter((snapshot) => snapshot.protected);
  for (const snapshot of snapshots) {
    if (!snapshot.protected) fs.rmSync(snapshot.directory, { recursive: true });
  }
  if (kept.length === 0) fs.rmSync(directory, { recursive: true, force: true });
  return {
    "removed-groups": kept.length === 0 ? 1 : 0,
    "removed-snapshots": snapshots.length - kept.length,
    "protected-snapshots": kept.length,
  };
}

function sum(a: RemovalStats, b: RemovalStats): RemovalStats {
  return {
    "removed-groups": a["removed-groups"] + b["removed-groups"],
    "removed-snapshots": a["removed-snapshots"] + b["removed-snapshots"],
    "protected-snapshots": a["protected-snapshots"] + b["protected-snapshots"],
  };
}

function exists(base: string, namespace: string): boolean {
  return namespace === "" || fs.existsSync(namespaceDirectory(base, namespace));
}
