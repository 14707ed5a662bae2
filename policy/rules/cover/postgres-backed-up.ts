import { onOneHost } from "../../remote-object";
import { remoteRule } from "../../rule";
import { type Pace, paceOfTimer } from "../../systemd-timer";

/** Log alone restores nothing: it is replayed onto a backup (PostgreSQL documentation, "Making a Base Backup"). */
export const postgresBackedUp = remoteRule<{ readonly days: number }>({
  name: "postgres-backed-up",
  description:
    "A PostgreSQL server whose log is archived is backed up as well, by a timer that runs in good time.",
  remediation:
    "Install the backup agent on the same server, for the same stanza, with its timers enabled and an `OnCalendar` that comes often enough.",
  sees: "stack",
  kinds: ["postgres stanza"],
  judge: (stanza, { days }, stack) => {
    const paces = stack
      .remoteObjects("postgres backup")
      .filter((one) => one.identity === stanza.identity && onOneHost(one, stanza))
      .map((agent) => paceOfTimer(agent, `database-backup@${agent.identity}.timer`));
    if (paces.some((pace) => typeof pace === "number" && pace <= days)) return [];
    const got = paces.map(inWords).join(" and ") || "nothing on its host backs it up";
    return [
      {
        problem: `the log of ${stanza.identity} is archived, and ${got}; wanted is an enabled timer that starts within ${days} days`,
        fix: "add its backup agent with an enabled timer that comes often enough",
      },
    ];
  },
});

const inWords = (pace: Pace) =>
  typeof pace === "string" ? pace : `it is backed up after up to ${pace} days`;
