import * as fs from "node:fs";

import { formatSnapshot } from "../client/paths";
import { underRoot } from "../config/root";
import { type Section } from "../config/section-config";
import { checkOwner } from "../content/place";
import { ChunkFiles } from "../data/chunk-files";
import { manifestName } from "../data/manifest";
import { createGroup, ownerOf } from "../data/snapshot-files";
import { absolutePath } from "../datastore/datastore";
import { deepest } from "../namespaces/namespace-tree";
import { matchesGroupFilters } from "../objects/group-filter";
import { groupAt, listGroups, namespaceDirectory } from "../retention/snapshots";
import { reasonOf } from "../schema/parameter-error";
import { type Values } from "../schema/schema";
import { copySnapshot } from "./copy-snapshot";
import { type Source, type SourceSnapshot, sourceOf } from "./source";

/** Who owns what a job copies, unless it says otherwise. */
const usualOwner = "root@pam";

type Log = (line: string) => void;

/** Pulls what a sync job names into its datastore. @throws Error if anything failed, after all was tried */
export async function syncRun(job: Section, store: Section, log: Log): Promise<void> {
  const source = sourceOf(job);
  try {
    const from = String(job.values["remote-ns"] ?? "");
    const depth = Number(job.values["max-depth"] ?? deepest);
    log(`sync datastore '${store.id}' from '${source.name}'`);
    const namespaces = await source.namespaces(from, depth);
    const results: boolean[] = [];
    for (const namespace of namespaces) {
      results.push(await syncNamespace({ job, store, source, log }, namespace));
    }
    if (!results.every(Boolean)) throw new Error("sync failed with some errors.");
  } finally {
    source.close();
  }
}

interface Sync {
  readonly job: Section;
  readonly store: Section;
  readonly source: Source;
  readonly log: Log;
}

async function syncNamespace(sync: Sync, from: string): Promise<boolean> {
  const { job, store, source, log } = sync;
  const base = underRoot(absolutePath(store));
  const to = targetNamespace(job.values, from);
  fs.mkdirSync(namespaceDirectory(base, to), { recursive: true });
  const wanted = (await source.snapshots(from)).filter((each) => isWanted(job.values, each));
  const groups = new Map<string, SourceSnapshot[]>();
  for (const snapshot of wanted) {
    const name = `${snapshot["backup-type"]}/${snapshot["backup-id"]}`;
    groups.set(name, [...(groups.get(name) ?? []), snapshot]);
  }
  let good = true;
  for (const [name, snapshots] of groups) {
    try {
      await syncGroup(sync, { base, from, to, name, snapshots });
    } catch (error) {
      log(`sync group ${name} failed - ${reasonOf(error)}`);
      good = false;
    }
  }
  if (job.values["remove-vanished"] === true) removeVanished(sync, base, to, wanted);
  return good;
}

interface GroupCopy {
  readonly base: string;
  readonly from: string;
  readonly to: string;
  readonly name: string;
  readonly snapshots: readonly SourceSnapshot[];
}

async function syncGroup(
  { job, store, source, log }: Sync,
  { base, from, to, name, snapshots }: GroupCopy,
): Promise<void> {
  const [type = "", id = ""] = name.split("/");
  const owner = String(job.values["owner"] ?? usualOwner);
  const group = groupAt(base, to, type, id);
  if (!fs.existsSync(group.directory)) createGroup(group.directory, owner);
  checkGroupOwner(group, owner);
  const newest = Math.max(0, ...group.snapshots.map(({ time }) => time.getTime() / 1000));
  const last = Number(job.values["transfer-last"] ?? snapshots.length);
  const coming = [...snapshots]
    .sort((a, b) => a["backup-time"] - b["backup-time"])
    .slice(-last)
    .filter((snapshot) => snapshot["backup-time"] > newest);
  const target = {
    directory: namespaceDirectory(base, to),
    chunks: new ChunkFiles(base, store.id),
  };
  for (const snapshot of coming) {
    log(`sync snapshot ${formatSnapshot(snapshot)}`);
    await copySnapshot(source, from, pathOf(snapshot), target);
  }
}

function checkGroupOwner(group: { readonly directory: string }, owner: string): void {
  try {
    checkOwner(group, owner);
  } catch (error) {
    throw new Error(reasonOf(error).replace("backup owner check", "owner check"));
  }
}

/** Unfinished snapshots are never copied; what a job asks for besides is. */
function isWanted(options: Values, snapshot: SourceSnapshot): boolean {
  const finished = snapshot.files.some(({ filename }) => filename === manifestName);
  return (
    finished &&
    matchesGroupFilters(filtersOf(options), snapshot["backup-type"], snapshot["backup-id"]) &&
    (options["encrypted-only"] !== true || snapshot.fingerprint !== undefined) &&
    (options["verified-only"] !== true || snapshot.verification?.state === "ok")
  );
}

/** The job's own namespace, and below it what lies below the source's. */
function targetNamespace({ ns = "", "remote-ns": root = "" }: Values, from: string): string {
  const below = from.slice(String(root).length).replace(/^\//, "");
  return [String(ns), below].filter(Boolean).join("/");
}

/** Only in groups that the job itself copies: its filters let them pass and its owner owns them. */
function removeVanished(
  { job, log }: Sync,
  base: string,
  namespace: string,
  kept: readonly SourceSnapshot[],
): void {
  const names = new Set(kept.map((snapshot) => formatSnapshot(snapshot)));
  const filters = filtersOf(job.values);
  const own = listGroups(base, namespace, 0)
    .filter((group) => ownerOf(group) === String(job.values["owner"] ?? usualOwner))
    .filter(({ type, id }) => matchesGroupFilters(filters, type, id));
  for (const { type, id, snapshot } of own.flatMap((group) =>
    group.snapshots.map((snapshot) => ({ ...group, snapshot })),
  )) {
    const name = `${type}/${id}/${snapshot.name}`;
    if (names.has(name)) continue;
    if (snapshot.protected) log(`don't delete vanished snapshot ${name} (protected)`);
    else {
      log(`delete vanished snapshot ${name}`);
      fs.rmSync(snapshot.directory, { recursive: true });
    }
  }
}

function filtersOf(options: Values): string[] {
  return [options["group-filter"] ?? []].flat().map(String);
}

function pathOf(snapshot: SourceSnapshot) {
  return {
    "backup-type": snapshot["backup-type"],
    "backup-id": snapshot["backup-id"],
    "backup-time": snapshot["backup-time"],
  };
}
