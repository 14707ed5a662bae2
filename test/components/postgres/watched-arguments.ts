import * as fs from "node:fs";

/** What every process of the machine is called with, and has in its environment, until it is told to stop. */
export function watchedArguments(): { stop(): string } {
  const seen = new Set<string>();
  const look = () => {
    for (const pid of fs.readdirSync("/proc").filter((name) => /^\d+$/.test(name)))
      for (const file of ["cmdline", "environ"])
        try {
          // Of this very process the test's own words are there.
          if (Number(pid) !== process.pid && Number(pid) !== process.ppid)
            seen.add(fs.readFileSync(`/proc/${pid}/${file}`, "utf8").replaceAll("\0", " "));
        } catch {
          // It has ended meanwhile.
        }
  };
  const timer = setInterval(look, 2);
  return {
    stop() {
      clearInterval(timer);
      return [...seen].join("\n");
    },
  };
}
