import { setTimeout as pause } from "node:timers/promises";
import { Client, type ClientChannel, type ConnectConfig } from "ssh2";
import type { CallContext } from "../protocol/resource-type";
import { callAgent } from "./agent";
import type { Connection, Endpoint } from "./connection";
import { parseHostKey } from "./host-key";

/** Pauses between dials, in milliseconds: the first, the growth and the longest, as the official plugin's. */
const backoff = { first: 100, growth: 1.5, longest: 5_000 };

const address = ({ host, port }: Endpoint): string => `${host}:${port}`;

/** The wording of the official plugin's SSH library, which people search for. */
const wordings: Record<string, string> = {
  "client-authentication": "ssh: unable to authenticate, no supported methods remain",
  "client-timeout": "ssh: timed out waiting for the handshake",
};

function describe(error: Error & { level?: string }, endpoint: Endpoint): string {
  const isNetwork = error.level === undefined || error.level === "client-socket";
  if (isNetwork) return `dial tcp ${address(endpoint)}: ${error.message}`;
  return `ssh: handshake failed: ${wordings[error.level ?? ""] ?? error.message}`;
}

/** What to log in with. A private key and an agent are one method of SSH, of which the first that is given counts. */
function credentials(endpoint: Endpoint): ConnectConfig {
  const { agentSocketPath, password, privateKey, privateKeyPassword } = endpoint;
  return {
    ...(password === undefined ? {} : { password, tryKeyboard: true }),
    ...(privateKey === undefined ? { agent: agentSocketPath } : { privateKey }),
    ...(privateKeyPassword === undefined ? {} : { passphrase: privateKeyPassword }),
  };
}

/** @throws Error if the host key cannot be read, or the endpoint's agent does not answer */
async function settings(endpoint: Endpoint): Promise<ConnectConfig> {
  const pinned = endpoint.hostKey === undefined ? undefined : parseHostKey(endpoint.hostKey);
  if (endpoint.agentSocketPath !== undefined) await callAgent(endpoint.agentSocketPath);
  return {
    host: endpoint.host,
    port: endpoint.port,
    username: endpoint.user,
    readyTimeout: endpoint.perDialTimeout * 1000,
    ...credentials(endpoint),
    ...(pinned ? { algorithms: { serverHostKey: [pinned.algorithm as "ssh-ed25519"] } } : {}),
  };
}

/** One try. `through` is a stream that a proxy opened to the host. */
function dialOnce(
  endpoint: Endpoint,
  config: ConnectConfig,
  through: ClientChannel | undefined,
): Promise<Client> {
  const pinned = endpoint.hostKey === undefined ? undefined : parseHostKey(endpoint.hostKey);
  return new Promise((resolve, reject) => {
    const client = new Client();
    let isMismatch = false;
    const hostVerifier = (key: Buffer) => {
      isMismatch = pinned !== undefined && !key.equals(pinned.blob);
      return !isMismatch;
    };
    client
      .on("ready", () => {
        // From here on a broken connection is the running command's affair.
        client.removeAllListeners("error").on("error", () => undefined);
        resolve(client);
      })
      .on("error", (error) => {
        client.destroy();
        const reason = isMismatch
          ? "ssh: handshake failed: ssh: host key mismatch"
          : describe(error, endpoint);
        reject(new Error(reason));
      })
      .on("keyboard-interactive", (_name, _instructions, _language, prompts, finish) =>
        finish(prompts.map(() => endpoint.password ?? "")),
      )
      .connect({ ...config, hostVerifier, ...(through ? { sock: through } : {}) });
  });
}

/**
 * Repeats `attempt` until it succeeds or more dials have failed than `limit` allows, which makes one dial more than
 * the limit, as in the official plugin. A failed authentication is repeated like any other.
 */
async function withRetries<T>(
  what: string,
  limit: number,
  context: CallContext,
  attempt: () => Promise<T>,
): Promise<T> {
  for (let dials = 1, wait = backoff.first; ; dials += 1) {
    context.signal.throwIfAborted();
    try {
      return await attempt();
    } catch (error) {
      const message = (error as Error).message;
      if (limit >= 0 && dials > limit)
        throw new Error(`after ${dials - 1} failed attempts: ${message}`, { cause: error });
      context.log(`${what} ${dials}/${limit < 0 ? "inf" : limit} failed: retrying`);
    }
    await pause(wait, undefined, { signal: context.signal });
    wait = Math.min(wait * backoff.growth, backoff.longest);
  }
}

function forward(proxy: Client, endpoint: Endpoint): Promise<ClientChannel> {
  return new Promise((resolve, reject) => {
    proxy.forwardOut("127.0.0.1", 0, endpoint.host, endpoint.port, (error, stream) =>
      error ? reject(error) : resolve(stream),
    );
  });
}

/** An open connection. */
export interface Dialed {
  readonly client: Client;
  close(): void;
}

/**
 * Connects and authenticates, through the proxy if there is one. What is wrong with a key, host key or agent is
 * reported at once; everything else is tried again.
 *
 * @throws Error `after N failed attempts: …`
 */
export async function dial(connection: Connection, context: CallContext): Promise<Dialed> {
  const { proxy } = connection;
  const config = await settings(connection);
  if (!proxy) {
    const client = await withRetries("Dial", connection.dialErrorLimit, context, () =>
      dialOnce(connection, config, undefined),
    );
    return { client, close: () => client.end() };
  }
  const bastion = await dial(proxy, context).catch((error: Error) => {
    throw new Error(`proxy: ${error.message}`, { cause: error });
  });
  try {
    const client = await withRetries(
      "Dial from proxy",
      connection.dialErrorLimit,
      context,
      async () => dialOnce(connection, config, await forward(bastion.client, connection)),
    );
    return { client, close: () => (client.end(), bastion.close()) };
  } catch (error) {
    bastion.close();
    throw error;
  }
}
