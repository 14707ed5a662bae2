import { Client, utils } from "ssh2";
import { type Connection } from "../../components/remote/host";

/** What a command on a host left behind. */
export interface RemoteResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * One SSH connection, the host's key pinned, made when it is first needed. A server refuses more than a few at once
 * (MaxStartups of sshd, 10 by default), so everything on one host goes through one.
 */
export class RemoteSession {
  private connected: Promise<Client> | undefined;

  constructor(private readonly connection: Connection) {}

  /**
   * Runs one command with `stdin`.
   *
   * @throws Error if the host cannot be reached, refuses the key, or shows another host key than the pinned one
   */
  async run(command: string, stdin: string): Promise<RemoteResult> {
    this.connected ??= connect(this.connection);
    return execute(await this.connected, command, stdin);
  }

  /** Ends the connection, if there is one. */
  async end(): Promise<void> {
    const client = await this.connected?.catch(() => undefined);
    client?.end();
  }
}

function connect(connection: Connection): Promise<Client> {
  return new Promise((resolve, reject) => {
    const client = new Client();
    const where = `${connection.user}@${connection.host}:${connection.port}`;
    // Once it is connected a fault ends the channels, which say so.
    client.on("error", (error) => {
      client.end();
      reject(new Error(`${where}: ${error.message}`));
    });
    client.on("ready", () => resolve(client));
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

function execute(client: Client, command: string, stdin: string): Promise<RemoteResult> {
  return new Promise((resolve, reject) => {
    client.exec(command, (error, channel) => {
      if (error) return reject(error);
      const output = { stdout: "", stderr: "", exitCode: -1 };
      channel.on("data", (chunk: Buffer) => (output.stdout += chunk.toString()));
      channel.stderr.on("data", (chunk: Buffer) => (output.stderr += chunk.toString()));
      channel.on("exit", (code: number | null) => (output.exitCode = code ?? -1));
      channel.on("close", () => resolve(output));
      channel.end(stdin);
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
