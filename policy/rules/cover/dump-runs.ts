import { remoteRule } from "../../rule";

/** An agent that nothing starts dumps nothing, and what is restored then is as old as its last run. */
export const dumpRuns = remoteRule({
  name: "dump-runs",
  description: "An agent that dumps databases is started by a timer that is enabled.",
  remediation: "Send it a timer `database-dump@SERVER.timer`, and leave it enabled.",
  sees: "resource",
  kinds: ["postgres dump"],
  judge: ({ document, identity }) => {
    const timers = (document["timers"] ?? {}) as Readonly<Record<string, unknown>>;
    const timer = `database-dump@${identity}.timer`;
    if (timers[timer] === "enabled") return [];
    return [
      {
        problem: `its timer ${timer} is ${typeof timers[timer] === "string" ? timers[timer] : "not there"}, so nothing is dumped; wanted is enabled`,
        fix: "enable it",
      },
    ];
  },
});
