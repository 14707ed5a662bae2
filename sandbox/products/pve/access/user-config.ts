import { existsSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { splitList } from "../schema/formats";
import { builtInRoles, privileges } from "./privileges";

/** An API token of a user. */
export interface Token {
  /** Seconds of the Unix epoch; 0: as the user. */
  readonly expire: number;
  /** Whether it has only what it is granted itself, and never more than its user. */
  readonly privilegeSeparation: boolean;
}

export interface User {
  readonly enabled: boolean;
  /** Seconds of the Unix epoch; 0: never. */
  readonly expire: number;
  /** By name, without the user's. */
  readonly tokens: Readonly<Record<string, Token>>;
}

/** Roles at one path. */
export interface AclEntry {
  readonly path: string;
  readonly propagate: boolean;
  /** A user, `@group`, or token id. */
  readonly subject: string;
  readonly role: string;
}

/** What `user.cfg` says. */
export interface UserConfig {
  readonly users: Readonly<Record<string, User>>;
  /** Members by group. */
  readonly groups: Readonly<Record<string, readonly string[]>>;
  /** Privileges by role. */
  readonly roles: Readonly<Record<string, readonly string[]>>;
  /** VMIDs by pool. */
  readonly pools: Readonly<Record<string, readonly number[]>>;
  readonly acl: readonly AclEntry[];
}

/**
 * Reads `user.cfg`: a line an entry, its fields parted by colons. What does not fit is ignored, as in the
 * product. `root@pam` and the built-in roles are always there.
 *
 * @param state - the directory a node sees as `/etc/pve`
 */
export function readUserConfig(state: string): UserConfig {
  const lines = readLines(path.join(state, "user.cfg")).map((line) =>
    line.split(":").map((field) => field.trim()),
  );
  const entries = (kind: string) => lines.filter(([type]) => type === kind);
  const tokens = entries("token");
  return {
    users: Object.fromEntries([
      ["root@pam", userOf("root@pam", ["", "", "1"], tokens)],
      ...entries("user").map((fields) => [
        fields[1] ?? "",
        userOf(fields[1] ?? "", fields, tokens),
      ]),
    ]) as Record<string, User>,
    groups: Object.fromEntries(
      entries("group").map(([, name = "", members = ""]) => [name, splitList(members)]),
    ),
    roles: {
      ...Object.fromEntries(
        entries("role").map(([, name = "", list = ""]) => [
          name,
          splitList(list).filter((privilege) => privileges.includes(privilege)),
        ]),
      ),
      ...builtInRoles,
    },
    pools: Object.fromEntries(
      entries("pool").map(([, name = "", , vmids = ""]) => [name, splitList(vmids).map(Number)]),
    ),
    acl: entries("acl").flatMap(([, propagate, place = "", subjects = "", roles = ""]) =>
      splitList(subjects).flatMap((subject) =>
        splitList(roles).map((role) => ({
          path: place,
          propagate: propagate === "1",
          subject,
          role,
        })),
      ),
    ),
  };
}

/** The secret of each token, from `priv/token.cfg`: lines `user@realm!name secret`. */
export function readTokenSecrets(state: string): Readonly<Record<string, string>> {
  const lines = readLines(path.join(state, "priv", "token.cfg"));
  return Object.fromEntries(lines.map((line) => line.split(/\s+/) as [string, string]));
}

function userOf(
  id: string,
  [, , enabled, expire]: readonly string[],
  tokens: readonly (readonly string[])[],
): User {
  const own = tokens.filter(([, tokenId = ""]) => tokenId.startsWith(`${id}!`));
  return {
    enabled: enabled === "1",
    expire: Number(expire ?? 0),
    tokens: Object.fromEntries(
      own.map(([, tokenId = "", expires = "0", separated]) => [
        tokenId.slice(id.length + 1),
        { expire: Number(expires), privilegeSeparation: separated === "1" },
      ]),
    ),
  };
}

function readLines(file: string): readonly string[] {
  const text = existsSync(file) ? readFileSync(file, "utf8") : "";
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#"));
}
