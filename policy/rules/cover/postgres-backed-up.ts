import { onOneHost } from "../../remote-object";
import { remoteRule } from "../../rule";

/** Log alone restores nothing: it is replayed onto a backup (PostgreSQL documentation, "Making a Base Backup"). */
export const postgresBackedUp = remoteRule({
  name: "postgres-backed-up",
  description:
    "A PostgreSQL server whose log is archived is backed up as well, by a timer that runs.",
  remediation:
    "Install the backup agent on the same server, for the same stanza, with its timers enabled.",
  sees: "stack",
  kinds: ["postgres stanza"],
  judge: (stanza, _, stack) => {
    const [agent] = stack
      .remoteObjects("postgres backup")
      .filter((one) => one.identity === stanza.identity && onOneHost(one, stanza));
    const timers = (agent?.document["timers"] ?? {}) as Readonly<Record<string, unknown>>;
    const timer = `database-backup@${stanza.identity}.timer`;
    if (timers[timer] === "enabled") return [];
    const got =
      agent === undefined ? "nothing on its host backs it up" : `its timer ${timer} is not enabled`;
    return [
      {
        problem: `the log of ${stanza.identity} is archived, and ${got}`,
        fix: "add its backup agent with an enabled timer",
      },
    ];
  },
});
