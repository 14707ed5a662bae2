import { type ClientChannel, type Client } from "ssh2";
import type { CallContext } from "../protocol/resource-type";
import { confirmEnvironment } from "./confirmed-environment";
import type { Connection } from "./connection";
import { dial } from "./dial";

/** A command to run on a host. */
export interface RemoteRun {
  readonly connection: Connection;
  readonly command: string;
  readonly stdin: string;
  /** Must be accepted by the server. */
  readonly environment: Readonly<Record<string, string>>;
  /** Set if the server accepts them. */
  readonly optionalEnvironment: Readonly<Record<string, string>>;
  /** Streams to show while the command runs. */
  readonly logged: readonly StreamName[];
}

export type StreamName = "stdout" | "stderr";

/** What a command printed, each without one trailing newline. */
export type RunOutput = Readonly<Record<StreamName, string>>;

interface Ending {
  readonly code: number | null;
  readonly signal?: string;
}

/** The command under way, from its start to its end. */
interface Running {
  readonly stdout: Buffer[];
  readonly stderr: Buffer[];
  /** Both, as they came. */
  readonly both: Buffer[];
  readonly ending: Promise<Ending | undefined>;
}

/**
 * Follows a channel. Called in the same turn in which it opens: a short command's end may be in the packet that says
 * it has begun, and its events are not kept for a late listener.
 */
function follow(channel: ClientChannel, hear: (name: StreamName, text: string) => void): Running {
  const collected: Record<StreamName | "both", Buffer[]> = { stdout: [], stderr: [], both: [] };
  const collect = (name: StreamName) => (chunk: Buffer) => {
    collected[name].push(chunk);
    collected.both.push(chunk);
    hear(name, chunk.toString());
  };
  channel.on("data", collect("stdout"));
  channel.stderr.on("data", collect("stderr"));
  // A command that ends without reading its input closes the channel under the write.
  channel.on("error", () => undefined);
  const ending = new Promise<Ending | undefined>((resolve) => {
    let seen: Ending | undefined;
    channel.on("exit", (code: number | null, signal?: string) => {
      seen = { code, ...(signal === undefined ? {} : { signal }) };
    });
    channel.on("close", () => resolve(seen));
  });
  return { ...collected, ending };
}

function start(
  client: Client,
  run: RemoteRun,
  hear: (name: StreamName, text: string) => void,
): Promise<Running> {
  const env = { ...run.optionalEnvironment, ...run.environment };
  return new Promise((resolve, reject) => {
    client.exec(run.command, { env }, (error, channel) => {
      if (error) return reject(error);
      resolve(follow(channel, hear));
      channel.end(run.stdin);
    });
  });
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    // A call whose time was up before anybody listened gets no event.
    if (signal.aborted) reject(signal.reason as Error);
    signal.addEventListener("abort", () => reject(signal.reason as Error), { once: true });
  });
}

function failure(ending: Ending | undefined): string | undefined {
  if (!ending) return "wait: remote command exited without exit status or exit signal";
  if (ending.signal !== undefined)
    return `Process exited from signal ${ending.signal.replace(/^SIG/, "")}`;
  return ending.code === 0 ? undefined : `Process exited with status ${ending.code}`;
}

const withoutNewline = (text: string): string => text.replace(/\n$/, "");

/** Hands each whole line to `log`; `rest` hands over what came after the last newline. */
function lineLogger(log: (line: string) => void) {
  let partial = "";
  return {
    add: (text: string) => {
      const lines = (partial + text).split("\n");
      partial = lines.pop() ?? "";
      lines.forEach(log);
    },
    rest: () => partial && log(partial),
  };
}

/**
 * Runs a command over SSH, on a connection of its own.
 *
 * @throws Error with the exit status, the command line and everything the command printed, never its standard input
 */
export async function runRemotely(run: RemoteRun, context: CallContext): Promise<RunOutput> {
  const dialed = await dial(run.connection, context);
  try {
    const optional = new Set(Object.keys(run.optionalEnvironment));
    const environment = confirmEnvironment(dialed.client, optional);
    const loggers = run.logged.map((name) => ({
      name,
      ...lineLogger((line) => context.log(line)),
    }));
    const running = await start(dialed.client, run, (name, text) => {
      for (const logger of loggers) if (logger.name === name) logger.add(text);
    });
    for (const name of environment.refused)
      context.log(`Unable to set '${name}': the SSH server does not list it in AcceptEnv`);
    const reason = failure(await Promise.race([running.ending, aborted(context.signal)]));
    loggers.forEach((logger) => logger.rest());
    const text = (name: StreamName | "both") => Buffer.concat(running[name]).toString();
    if (reason !== undefined)
      throw new Error(`${reason}: running ${JSON.stringify(run.command)}:\n${text("both")}`);
    return { stdout: withoutNewline(text("stdout")), stderr: withoutNewline(text("stderr")) };
  } finally {
    dialed.close();
  }
}
