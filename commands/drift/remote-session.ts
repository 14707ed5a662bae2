import { Client, utils } from "ssh2";
import { type Connection } from "../../components/remote/host";

/** What a command on a host left behind. */
export interface RemoteResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs one command over SSH with `stdin`, the host's key pinned.
 *
 * @throws Error if the host cannot be reached, refuses the key, or shows another host key than the pinned one
 */
export function runRemotely(
  connection: Connection,
  command: string,
  stdin: string,
): Promise<RemoteResult> {
  return new Promise((resolve, reject) => {
    const client = new Client();
    const where = `${connection.user}@${connection.host}:${connection.port}`;
    const fail = (error: Error) => {
      client.end();
      reject(new Error(`${where}: ${error.message}`));
    };
    client.on("error", fail);
    client.on("ready", () => {
      client.exec(command, (error, channel) => {
        if (error) return fail(error);
        const output = { stdout: "", stderr: "", exitCode: -1 };
        channel.on("data", (chunk: Buffer) => (output.stdout += chunk.toString()));
        channel.stderr.on("data", (chunk: Buffer) => (output.stderr += chunk.toString()));
        channel.on("exit", (code: number | null) => (output.exitCode = code ?? -1));
        channel.on("close", () => {
          client.end();
          resolve(output);
        });
        channel.end(stdin);
      });
    });
    client.connect({
      host: connection.host,
      port: connection.port,
      username: connection.user,
      privateKey: connection.privateKey,
      readyTimeout: connection.perDialTimeout * 1000,
      algorithms: { serverHostKey: [algorithmOf(connection.hostKey)] },
      hostVerifier: (presented: Buffer) => presented.equals(keyBytes(connection.hostKey)),
    });
  });
}

type HostKeyAlgorithm = "ssh-ed25519" | "ecdsa-sha2-nistp256";

function algorithmOf(hostKey: string): HostKeyAlgorithm {
  return hostKey.split(" ")[0] as HostKeyAlgorithm;
}

function keyBytes(hostKey: string): Buffer {
  const parsed = utils.parseKey(hostKey);
  if (parsed instanceof Error)
    throw new Error(`the pinned host key cannot be read: ${parsed.message}`);
  return parsed.getPublicSSH();
}
