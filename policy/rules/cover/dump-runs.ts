import { remoteRule } from "../../rule";
import { paceOfTimer } from "../../systemd-timer";

/** An agent that nothing starts dumps nothing, and what is restored then is as old as its last run. */
export const dumpRuns = remoteRule<{ readonly days: number }>({
  name: "dump-runs",
  description:
    "An agent that dumps databases is started by a timer that is enabled and comes in good time.",
  remediation:
    "Send it a timer `database-dump@SERVER.timer` with an `OnCalendar` that comes often enough, and leave it enabled.",
  sees: "resource",
  kinds: ["postgres dump"],
  judge: (dump, { days }) => {
    const pace = paceOfTimer(dump, `database-dump@${dump.identity}.timer`);
    if (typeof pace === "number" && pace <= days) return [];
    const got =
      typeof pace === "string"
        ? `${pace}, so nothing is dumped`
        : `it is dumped after up to ${pace} days`;
    return [
      {
        problem: `${got}; wanted is an enabled timer that starts within ${days} days`,
        fix: "enable it, with an OnCalendar that comes often enough",
      },
    ];
  },
});
