import * as path from "node:path";

import { readOptional, writeAtomically } from "../config/atomic-write";
import { digestOf } from "../config/config-file";
import { configDirectory, underRoot } from "../config/root";
import { reasonOf } from "../schema/parameter-error";
import { type AclEntry, withEntry } from "./acl-entry";
import { roles } from "./roles";

/** Lock file of the permissions. */
export const aclLock = ".acl.lck";

const productPath = path.join(configDirectory, "acl.cfg");

/** The permissions and the digest of their file. */
export interface AclContent {
  readonly entries: readonly AclEntry[];
  readonly digest: string;
}

/** Reads `acl:PROPAGATE:PATH:HOLDERS:ROLES` lines. @throws Error naming the line. */
export function readAcl(): AclContent {
  const raw = readOptional(underRoot(productPath));
  let entries: readonly AclEntry[] = [];
  raw.split("\n").forEach((line, index) => {
    if (line.trim() === "") return;
    try {
      entries = parseLine(line.trim()).reduce(withEntry, entries);
    } catch (error) {
      throw new Error(
        `unable to parse acl config "${productPath}", line ${index + 1} - ${reasonOf(error)}`,
      );
    }
  });
  return { entries, digest: digestOf(raw) };
}

/**
 * Writes the permissions in the product's order: by path, those that do not propagate first, holders
 * of the same roles on one line. root@pam is never written: it may do everything anyway.
 */
export function writeAcl(entries: readonly AclEntry[]): void {
  const kept = entries.filter(({ holder }) => holder !== "root@pam");
  const paths = [...new Set(kept.map((entry) => entry.path))].sort(byPath);
  const lines = paths.flatMap((at) =>
    [false, true].flatMap((propagate) =>
      formatPath(
        at,
        propagate,
        kept.filter((entry) => isAt(entry, at, propagate)),
      ),
    ),
  );
  writeAtomically(underRoot(productPath), lines.join(""));
}

function isAt(entry: AclEntry, at: string, propagate: boolean): boolean {
  return entry.path === at && entry.propagate === propagate;
}

function parseLine(line: string): AclEntry[] {
  const [kind, propagate, at = "", holders = "", names = "", ...excess] = line.split(":");
  if (names === "" || excess.length > 0) throw new Error("wrong number of items.");
  if (kind !== "acl") throw new Error("line does not start with 'acl'.");
  if (propagate !== "0" && propagate !== "1") {
    throw new Error("expected '0' or '1' for propagate flag.");
  }
  const split = (text: string) => text.split(",").map((item) => item.trim());
  return split(holders).flatMap((holder) =>
    split(names).map((role) => {
      if (!Object.hasOwn(roles, role)) throw new Error(`unknown role '${role}'`);
      return { path: at, holder, role, propagate: propagate === "1" };
    }),
  );
}

function formatPath(at: string, propagate: boolean, entries: readonly AclEntry[]): string[] {
  const rolesByHolders = new Map<string, string[]>();
  for (const role of [...new Set(entries.map((entry) => entry.role))].sort()) {
    const holders = entries.filter((entry) => entry.role === role).map((entry) => entry.holder);
    const key = holders.sort().join(",");
    rolesByHolders.set(key, [...(rolesByHolders.get(key) ?? []), role]);
  }
  return [...rolesByHolders.keys()]
    .sort()
    .map(
      (holders) =>
        `acl:${propagate ? 1 : 0}:${at}:${holders}:${(rolesByHolders.get(holders) ?? []).join(",")}\n`,
    );
}

/** Parents before children, siblings alphabetically. */
function byPath(a: string, b: string): number {
  const [left, right] = [a, b].map((text) => text.split("/").filter(Boolean).join("\0"));
  return (left ?? "") < (right ?? "") ? -1 : 1;
}
