import { Client, type ClientChannel, utils } from "ssh2";
import { type Connection } from "./host";

/** What a command on a host left behind. */
export interface RemoteResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A host that cannot be reached, or was lost: nothing more is tried on it. */
export class HostLost extends Error {}

/** How often a silent host is asked whether it is there. Milliseconds. */
const askedEvery = 15_000;

/** How many of these questions it may leave open. */
const openQuestions = 3;

/**
 * One SSH connection, the host's key pinned, made when it is first needed. A server refuses more than a few at once
 * (MaxStartups of sshd, 10 by default), so everything on one host goes through one.
 */
export class RemoteSession {
  private connected: Promise<Client> | undefined;
  private lost: HostLost | undefined;

  /** @param interval - between two questions whether the host is there. Milliseconds */
  constructor(
    private readonly connection: Connection,
    private readonly interval = askedEvery,
  ) {}

  /**
   * Runs one command with `stdin`.
   *
   * @throws HostLost if the host cannot be reached, refuses the key, shows another host key than the pinned one or goes
   *   away in the middle; Error if the command ends without an exit code on a host that is still there
   */
  async run(command: string, stdin: string): Promise<RemoteResult> {
    if (this.lost) throw this.lost;
    try {
      this.connected ??= this.connect();
      return await execute(await this.connected, command, stdin);
    } catch (error) {
      // A connection that ends takes its channels with it before it says so itself.
      await new Promise(setImmediate);
      throw this.lost ?? error;
    }
  }

  /** Ends the connection, if there is one. */
  async end(): Promise<void> {
    const client = await this.connected?.catch(() => undefined);
    client?.end();
  }

  private connect(): Promise<Client> {
    const { connection, interval } = this;
    const { user, host, port } = connection;
    const lose = (reason: string) => {
      this.lost ??= new HostLost(`${user}@${host}:${port}: ${reason}`);
      return this.lost;
    };
    return new Promise((resolve, reject) => {
      const client = new Client();
      client.on("error", (error) => {
        client.end();
        reject(lose(error.message));
      });
      client.on("close", () => reject(lose("the connection ended")));
      client.on("ready", () => resolve(client));
      client.connect({
        host,
        port,
        username: user,
        privateKey: connection.privateKey,
        readyTimeout: connection.perDialTimeout * 1000,
        keepaliveInterval: interval,
        keepaliveCountMax: openQuestions,
        algorithms: { serverHostKey: [algorithmOf(connection.hostKey)] },
        hostVerifier: (presented: Buffer) => presented.equals(keyBytes(connection.hostKey)),
      });
    });
  }
}

function execute(client: Client, command: string, stdin: string): Promise<RemoteResult> {
  return new Promise((resolve, reject) => {
    client.exec(command, (error, channel) => {
      if (error) return reject(error);
      // A host that goes away does so under the write as well.
      channel.on("error", reject);
      resultOf(channel).then(resolve, reject);
      channel.end(stdin);
    });
  });
}

/** @throws Error if it ends without an exit code: what it printed until then is no answer */
function resultOf(channel: ClientChannel): Promise<RemoteResult> {
  return new Promise((resolve, reject) => {
    const output = { stdout: "", stderr: "" };
    let exitCode: number | undefined;
    channel.on("data", (chunk: Buffer) => (output.stdout += chunk.toString()));
    channel.stderr.on("data", (chunk: Buffer) => (output.stderr += chunk.toString()));
    // A signal that ended it comes in place of a code.
    channel.on("exit", (code: number | null) => (exitCode = code ?? -1));
    channel.on("close", () =>
      exitCode === undefined
        ? reject(new Error("the command ended without an exit code"))
        : resolve({ exitCode, ...output }),
    );
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
