import { connect } from "node:net";

/** The system's words for what ails a socket, as Go prints them. */
const wordings: Readonly<Record<string, string>> = {
  ENOENT: "connect: no such file or directory",
  ECONNREFUSED: "connect: connection refused",
  EACCES: "connect: permission denied",
};

/**
 * Calls an SSH agent, as the official plugin does whenever it knows a socket of one: before it dials, and whether or
 * not the agent is needed (pulumi-command, provider/pkg/provider/remote/connection.go, SSHConfig).
 *
 * @throws Error `dial unix …` if no agent answers
 */
export function callAgent(socketPath: string): Promise<void> {
  // An empty path does not switch the agent off: Go looks for an address in it.
  if (socketPath === "") return Promise.reject(new Error("dial unix: missing address"));
  return new Promise((resolve, reject) => {
    const socket = connect({ path: socketPath })
      .on("connect", () => {
        socket.destroy();
        resolve();
      })
      .on("error", ({ code = "", message }: NodeJS.ErrnoException) =>
        reject(new Error(`dial unix ${socketPath}: ${wordings[code] ?? message}`)),
      );
  });
}
