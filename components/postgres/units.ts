import * as fs from "node:fs";
import * as path from "node:path";
import { systemdTimer } from "../remote/timer";

type Agent = "database-backup" | "database-dump";

/** @param limit - after which systemd ends a run, a time span of its own */
function serviceOf(agent: Agent, description: string, action: string, limit: string): string {
  return fs
    .readFileSync(path.join(__dirname, "..", "..", "agents", agent, "job.service"), "utf8")
    .replaceAll("DESCRIPTION", description)
    .replaceAll("ACTION", action)
    .replaceAll("LIMIT", limit);
}

/** The services of every server, templates of systemd's, by the name of their file. */
export const backupServices: Readonly<Record<string, string>> = {
  "database-backup@.service": serviceOf("database-backup", "Backup", "backup", "1d"),
  "database-backup-beat@.service": serviceOf("database-backup", "Heartbeat", "beat", "50s"),
};

/**
 * The timers of a server, by the name of their file: one makes its backups, one writes its heartbeat every minute, by
 * which a restore tells how much it lacks.
 *
 * @param schedule - a calendar event
 */
export function backupTimers(
  stanza: string,
  schedule: string,
  timezone: string,
): Readonly<Record<string, string>> {
  return {
    [`database-backup@${stanza}.timer`]: systemdTimer(
      `Backups of the PostgreSQL server ${stanza}`,
      [`${schedule} ${timezone}`],
    ),
    [`database-backup-beat@${stanza}.timer`]: systemdTimer(
      `Heartbeat of the PostgreSQL server ${stanza}`,
      ["*-*-* *:*:00"],
    ),
  };
}

/** The service of every server whose databases are dumped, a template of systemd's. */
export const dumpServices: Readonly<Record<string, string>> = {
  "database-dump@.service": serviceOf("database-dump", "Dump", "dump", "1d"),
};

/**
 * The timer of a server whose databases are dumped, by the name of its file.
 *
 * @param schedule - a calendar event
 */
export function dumpTimers(
  stanza: string,
  schedule: string,
  timezone: string,
): Readonly<Record<string, string>> {
  return {
    [`database-dump@${stanza}.timer`]: systemdTimer(`Dumps of the PostgreSQL server ${stanza}`, [
      `${schedule} ${timezone}`,
    ]),
  };
}
