import { type Section } from "../config/section-config";
import { underRoot } from "../config/root";
import { type Manifest } from "../data/manifest";
import { absolutePath } from "../datastore/datastore";
import { deepest } from "../namespaces/namespace-tree";
import { type BackupGroup, listGroups } from "../retention/snapshots";
import { type Values } from "../schema/schema";
import { startOf } from "../tasks/task-log";
import { Verifier, type VerifyFilter } from "./verifier";

const secondsOfDay = 86_400;

/** What is verified, and when what was verified before is verified again. */
export interface VerifyRun {
  readonly store: Section;
  /** `ns`, `max-depth`, `ignore-verified` and `outdated-after`, of a job or of a command. */
  readonly options: Values;
  /** Whose groups. Default: everybody's. */
  readonly isInReach?: (group: BackupGroup) => boolean;
  readonly upid: string;
  readonly now: Date;
  readonly log: (line: string) => void;
}

/** Verifies the snapshots of a datastore. @throws Error if any is not good, after all were looked at */
export async function verifyRun(run: VerifyRun): Promise<void> {
  const { store, options, isInReach = () => true, upid, log } = run;
  const base = underRoot(absolutePath(store));
  const verifier = new Verifier(base, store.id, upid, log);
  const depth = Number(options["max-depth"] ?? deepest);
  const groups = listGroups(base, String(options["ns"] ?? ""), depth).filter(isInReach);
  log(`verify datastore ${store.id}`);
  log(`found ${groups.length} groups`);
  const [readers, workers] = [options["read-threads"] ?? 1, options["verify-threads"] ?? 4];
  log(`using ${String(readers)} read and ${String(workers)} verify thread(s)`);
  const failed: string[] = [];
  for (const group of groups) {
    log(`verify group ${store.id}:${group.type}/${group.id} (${group.snapshots.length} snapshots)`);
    for (const snapshot of [...group.snapshots].reverse()) {
      if (await verifier.verify(group, snapshot, filterOf(run))) continue;
      const namespace = group.namespace === "" ? "" : `${group.namespace}:`;
      failed.push(`${namespace}${group.type}/${group.id}/${snapshot.name}`);
    }
  }
  if (failed.length === 0) return;
  log("Failed to verify the following snapshots/groups:");
  failed.forEach((name) => log(`\t${name}`));
  throw new Error("verification failed - please check the log for details");
}

/**
 * What was verified is left out, good or not, until its verification is outdated; without
 * `outdated-after` that is never.
 */
function filterOf({ options, now }: VerifyRun): VerifyFilter {
  if (options["ignore-verified"] === false) return () => true;
  return ({ unprotected: { verify_state: last } }: Manifest) => {
    if (last === undefined) return true;
    const limit = options["outdated-after"];
    if (limit === undefined) return false;
    const days = Math.floor((now.getTime() / 1000 - startOf(last.upid)) / secondsOfDay);
    return days > Number(limit);
  };
}
