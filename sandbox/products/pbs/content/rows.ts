import * as fs from "node:fs";
import * as path from "node:path";

import { type Row } from "../command-line/output";
import { type Manifest, manifestName } from "../data/manifest";
import { ownerOf, readManifest } from "../data/snapshot-files";
import { type BackupGroup, type Snapshot } from "../retention/snapshots";

/** A group as it is listed. */
export function groupRow(group: BackupGroup): Row {
  const finished = group.snapshots.filter((snapshot) => snapshot.finished);
  const last = finished.at(-1) ?? (group.snapshots.length === 1 ? group.snapshots[0] : undefined);
  return {
    "backup-type": group.type,
    "backup-id": group.id,
    "last-backup": last === undefined ? 0 : seconds(last.time),
    "backup-count": group.snapshots.length,
    files: last === undefined ? [] : fs.readdirSync(last.directory).filter(isBackupFile),
    owner: ownerOf(group) ?? "",
  };
}

/** A snapshot as it is listed; of an unfinished one, or one with a damaged manifest, little is known. */
export function snapshotRow(group: BackupGroup, snapshot: Snapshot): Row {
  const common = {
    "backup-type": group.type,
    "backup-id": group.id,
    "backup-time": seconds(snapshot.time),
    owner: ownerOf(group) ?? "",
    protected: snapshot.protected,
  };
  const manifest = manifestOf(snapshot);
  if (manifest === undefined) {
    const names = fs.readdirSync(snapshot.directory).filter(isBackupFile);
    return { ...common, files: names.map((filename) => ({ filename })) };
  }
  const { notes, verify_state, "key-fingerprint": fingerprint } = manifest.unprotected;
  const files = fileRows(snapshot, manifest);
  return {
    ...common,
    files,
    size: files.reduce((sum, { size }) => sum + size, 0),
    ...(notes === undefined ? {} : { comment: notes.split("\n")[0] ?? "" }),
    ...(fingerprint === undefined ? {} : { fingerprint }),
    ...(verify_state === undefined ? {} : { verification: { ...verify_state } }),
  };
}

/** A snapshot's files as they are listed, its manifest among them. */
export function fileRows(
  snapshot: Snapshot,
  manifest: Manifest,
): { readonly filename: string; readonly "crypt-mode": string; readonly size: number }[] {
  const own = {
    filename: manifestName,
    "crypt-mode": typeof manifest.signature === "string" ? "sign-only" : "none",
    size: fs.statSync(path.join(snapshot.directory, manifestName)).size,
  };
  const others = manifest.files.map(({ filename, size, "crypt-mode": mode }) => ({
    filename,
    "crypt-mode": mode,
    size,
  }));
  return [own, ...others];
}

/** Unix seconds. */
export function seconds(time: Date): number {
  return Math.floor(time.getTime() / 1000);
}

function manifestOf(snapshot: Snapshot): Manifest | undefined {
  try {
    return readManifest(snapshot);
  } catch {
    return undefined;
  }
}

function isBackupFile(name: string): boolean {
  return /\.(?:fidx|didx|blob)$/.test(name);
}
