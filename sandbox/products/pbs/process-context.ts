import { type Context } from "./command-line/command";
import { reachDaemon } from "./daemon/presence";

/** The surroundings of a command that root runs on the host. */
export function processContext(): Context {
  return {
    authId: "root@pam",
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
    now: () => new Date(),
    reachDaemon,
  };
}
