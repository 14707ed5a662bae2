import * as os from "node:os";
import { namedStack } from "./option-value";
import { isPulumi } from "./pulumi-process";

/** Who holds a stack whose state is in a bucket or a directory. */
export interface StackLock {
  readonly user: string;
  readonly host: string;
  /** The process, on that host. */
  readonly pid: number;
  /** When it took the lock, as ISO 8601 has it. */
  readonly since: string;
}

const refusal = "the stack is currently locked by";

/** One line for each lock (Pulumi CLI 3.259, `pkg/backend/diy/lock.go`, `checkForLock`). */
const holder = /: created by (.+)@(\S+) \(pid (\d+)\) at (\S+)$/gm;

/** The locks for which the Pulumi CLI has refused something, from what it said; none if that was not why. */
export function locksIn(said: string): StackLock[] {
  const [, named] = said.split(refusal);
  return [...(named ?? "").matchAll(holder)].map(([, user = "", host = "", pid, since = ""]) => ({
    ...{ user, host, since, pid: Number(pid) },
  }));
}

/** What is known here of the processes that hold locks. */
export interface Machine {
  readonly host: string;
  /** Whether an update may be that process. */
  readonly isPulumi: (pid: number) => boolean;
}

const thisMachine = (): Machine => ({ host: os.hostname(), isPulumi });

/**
 * What a person is told who was refused because of a lock; nothing if that was not why. Nobody but a person breaks one:
 * whether an update on another machine still lives cannot be seen from here, and a name of a host is no proof.
 *
 * @param args - the command line that was refused
 * @param said - what the Pulumi CLI said
 */
export function describeLocks(
  args: readonly string[],
  said: string,
  machine: Machine = thisMachine(),
): string | undefined {
  const locks = locksIn(said);
  if (locks.length === 0) return undefined;
  const stack = namedStack(args);
  const cancel = `npm run pulumi -- cancel${stack === undefined ? "" : ` --stack ${stack}`}`;
  return (
    `The ${stack === undefined ? "stack" : `stack ${stack}`} is locked by ${locks.map((one) => describe(one, machine)).join(" and ")}. ` +
    `Wait until that has ended, then run this again. Only if it was killed, or its machine is gone: ${cancel}, then run this again.`
  );
}

function describe({ user, host, pid, since }: StackLock, machine: Machine): string {
  const seen = machine.isPulumi(pid) ? "which runs" : "which does not run any more";
  const here = host === machine.host ? `, ${seen} on this machine` : "";
  return `${user}@${host} (process ${pid}, since ${since}${here})`;
}
