import { spawnSync } from "node:child_process";
import * as pulumi from "@pulumi/pulumi";

/** How long an agent may take to let somebody in. Milliseconds. */
const patience = 5_000;

/** Ends with 0 if somebody listens at the socket that is its argument, else prints the system's word for why not. */
const caller = `
  const end = (code) => { process.stdout.write(code); process.exit(code === "" ? 0 : 1); };
  require("node:net").connect({ path: process.argv[1] })
    .on("connect", () => end(""))
    .on("error", ({ code, message }) => end(code ?? message));
`;

/**
 * Makes sure that an SSH agent answers where `environment` names one. The provider calls it before each log-in, although
 * it is given a key, and one that has ended with its session fails every object on every host; no input and no option of
 * the provider switches it off (pulumi-command 1.2.1, provider/pkg/provider/remote/connection.go, SSHConfig).
 *
 * @param platform - of this machine; on Windows the provider does not look at the variable
 * @throws RunError naming the variable, the socket and the way out
 */
export function requireSshAgent(
  environment: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): void {
  const socket = environment["SSH_AUTH_SOCK"];
  if (!socket || platform === "win32") return;
  // A process of its own: Node.js has no call that connects and waits.
  const { status, stdout, error } = spawnSync(process.execPath, ["-e", caller, socket], {
    encoding: "utf8",
    timeout: patience,
  });
  if (status === 0) return;
  throw new pulumi.RunError(
    `SSH_AUTH_SOCK names an SSH agent that does not answer, nothing was changed\n` +
      `    got:     ${socket} (${error?.message ?? stdout})\n` +
      `    allowed: the socket of an agent that runs, or nothing: the hosts are logged in to with the key of the stack, but the provider "command" calls the agent first and gives up without it\n` +
      `    fix:     unset SSH_AUTH_SOCK, and run the command again`,
  );
}
