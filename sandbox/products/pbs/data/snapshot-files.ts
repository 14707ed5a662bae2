import * as fs from "node:fs";
import * as path from "node:path";

import { writeAtomically } from "../config/atomic-write";
import { type BackupGroup, type Snapshot } from "../retention/snapshots";
import { formatManifest, type Manifest, manifestName, parseManifest } from "./manifest";

const ownerFile = "owner";
const protection = ".protected";

/** Who made a group's first backup, undefined if that is not known. */
export function ownerOf({ directory }: Pick<BackupGroup, "directory">): string | undefined {
  const file = path.join(directory, ownerFile);
  return fs.existsSync(file) ? fs.readFileSync(file, "utf8").trim() : undefined;
}

/** Makes a group that belongs to somebody. */
export function createGroup(directory: string, owner: string): void {
  fs.mkdirSync(directory, { recursive: true });
  setOwner({ directory }, owner);
}

/** Gives a group to another user or token. */
export function setOwner({ directory }: Pick<BackupGroup, "directory">, owner: string): void {
  fs.writeFileSync(path.join(directory, ownerFile), `${owner}\n`);
}

/** @throws Error if the snapshot is not finished or its manifest is damaged */
export function readManifest({ directory }: Pick<Snapshot, "directory">): Manifest {
  const file = path.join(directory, manifestName);
  if (!fs.existsSync(file)) {
    throw new Error(`unable to load blob '${file}' - No such file or directory (os error 2)`);
  }
  return parseManifest(fs.readFileSync(file));
}

/** Changes what the manifest's signature does not cover. */
export function changeUnprotected(
  snapshot: Pick<Snapshot, "directory">,
  change: Partial<Manifest["unprotected"]>,
): void {
  const manifest = readManifest(snapshot);
  const changed = { ...manifest, unprotected: { ...manifest.unprotected, ...change } };
  writeAtomically(path.join(snapshot.directory, manifestName), formatManifest(changed), 0o644);
}

/** Sets or clears the mark that keeps a snapshot from being pruned. */
export function setProtection({ directory }: Pick<Snapshot, "directory">, on: boolean): void {
  const file = path.join(directory, protection);
  if (on) fs.writeFileSync(file, "");
  else fs.rmSync(file, { force: true });
}
