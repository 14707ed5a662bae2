import * as pulumi from "@pulumi/pulumi";

/**
 * Log-ins to one host at once, at most. Beyond 10 that are not done yet sshd drops more and more of them (sshd_config(5),
 * MaxStartups, default 10:30:100), and somebody else may be logging in as well. Each operation of the engine is one.
 */
export const mostLogIns = 8;

/**
 * Warns if the engine may log in to one host more often at once. It knows no limit for a host, so that of all operations
 * is meant (`--parallel`, PULUMI_PARALLEL; 4 for each core unless told otherwise).
 *
 * @param environment - of the program; the SDK's runner puts the engine's limit there
 */
export function warnOfLogIns(environment: NodeJS.ProcessEnv = process.env): void {
  const parallel = Number(environment["PULUMI_NODEJS_PARALLEL"]);
  // Nobody says how many: mocks, which log in nowhere.
  if (Number.isNaN(parallel) || parallel <= mostLogIns) return;
  void pulumi.log.warn(
    `The engine may log in to one host ${parallel} times at once, and an SSH server drops log-ins beyond 10: objects may fail. ` +
      `Run the command with --parallel ${mostLogIns}, or set PULUMI_PARALLEL=${mostLogIns}.`,
  );
}
