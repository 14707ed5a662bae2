import { remoteRule } from "../../rule";

/** Commands that end well and do nothing with what they are told, unless another follows. */
const idle = /^(?:(?:\/usr)?\/bin\/)?(?:true|echo|exit|:)(?![^\s])[^;&|<>]*$/;

/** Without `%p` or `%f` a command does not know which segment is meant (PostgreSQL documentation, `archive_command`). */
const archives = (command: string) => /%[pf]/.test(command) && !idle.test(command.trim());

/**
 * A segment of the log is archived when it is full, which an idle server may take days for, or after `archive_timeout`; 0
 * is never (PostgreSQL documentation, "Archiving"). So that is what may be lost.
 */
export const postgresArchiveTimely = remoteRule({
  name: "postgres-archive-timely",
  description: "PostgreSQL servers archive their log, and no later than what may be lost.",
  remediation: "Set `archive_mode` on, an `archive_command` that archives, and `archive_timeout`.",
  sees: "resource",
  kinds: ["postgres stanza"],
  judge: ({ document }, { maximumSeconds }: Record<"maximumSeconds", number>) => {
    const server = (document["server"] ?? {}) as Readonly<Record<string, unknown>>;
    const { archive_mode: mode, archive_command: command, archive_timeout: timeout } = server;
    const seconds = Number(timeout ?? 0);
    return [
      ...(mode === "on" || mode === "always"
        ? []
        : [
            {
              problem: `archive_mode is ${String(mode)}; wanted is on`,
              fix: "set archive_mode to on",
            },
          ]),
      ...(typeof command === "string" && archives(command)
        ? []
        : [
            {
              problem: `archive_command is ${JSON.stringify(command ?? null)}, which archives nothing`,
              fix: "set archive_command to what brings a segment to the repository",
            },
          ]),
      // From version 15 on it goes before the command.
      ...((server["archive_library"] ?? "") === ""
        ? []
        : [
            {
              problem: `archive_library is ${String(server["archive_library"])}, which archives in place of the command; wanted is none`,
              fix: "take archive_library out",
            },
          ]),
      ...(seconds > 0 && seconds <= maximumSeconds
        ? []
        : [
            {
              problem: `archive_timeout is ${String(timeout)}; wanted are 1 to ${maximumSeconds} seconds`,
              fix: `set archive_timeout to ${maximumSeconds} or less, and not to 0`,
            },
          ]),
    ];
  },
});
