/** What is listened to at the process of the program. */
export interface ProgramProcess {
  exitCode?: number | string | null | undefined;
  listeners(event: "unhandledRejection"): ((reason: unknown, promise: Promise<unknown>) => void)[];
  removeAllListeners(event: "unhandledRejection"): unknown;
  on(
    event: "unhandledRejection",
    listener: (reason: unknown, promise: Promise<unknown>) => void,
  ): unknown;
}

/**
 * With this code the program says that the user has been told all there is to tell, and that it has not come to its end:
 * nothing that it did not register is to be deleted (Pulumi's SDK, cmd/run/index.js).
 */
const endedAfterMessage = 32;

/**
 * Keeps to one error for one failure. The engine reports a resource that fails; to all that depends on it the SDK then
 * gives an error of its own, which says no more and would be printed as an unhandled exception with its stack.
 *
 * @param program - the program's process; the SDK's runner must listen already
 */
export function silenceRegistrationEchoes(program: ProgramProcess = process): void {
  const told = program.listeners("unhandledRejection");
  program.removeAllListeners("unhandledRejection");
  program.on("unhandledRejection", (reason, promise) => {
    if (isEcho(reason)) program.exitCode = endedAfterMessage;
    else for (const listener of told) listener(reason, promise);
  });
}

/** In the words of the SDK, which has no class for it, and wraps them for each input that has the output in it. */
const echo = /^(error serializing property "[^"]*": )*resource .* \[\S+\] failed to register$/;

function isEcho(reason: unknown): boolean {
  return reason instanceof Error && echo.test(reason.message);
}
