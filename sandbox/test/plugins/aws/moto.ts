import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

/** A running moto. */
export interface Moto {
  readonly url: string;
  stop(): Promise<void>;
}

async function addressOf(server: ChildProcess): Promise<string> {
  const said: string[] = [];
  for await (const line of createInterface({ input: server.stderr! })) {
    said.push(line);
    const [, url] = /Running on (http:\/\/\S+)/.exec(line) ?? [];
    if (url) return url;
  }
  throw new Error(`moto ended before it listened; it said:\n${said.join("\n")}`);
}

/** moto as it comes, on a free loopback port. */
const plainMoto = ["-m", "moto.server", "-H", "127.0.0.1", "-p", "0"];

/**
 * Starts moto with the Python that `MOTO_PYTHON` names (default: `python3`).
 *
 * @param words - what Python is told, by default to start moto as it comes
 * @throws Error with what moto said, where it does not start
 */
export async function startMoto(words: readonly string[] = plainMoto): Promise<Moto> {
  const python = process.env["MOTO_PYTHON"] ?? "python3";
  const server = spawn(python, words, {
    stdio: ["ignore", "ignore", "pipe"],
  });
  const failed = once(server, "error").then(([error]) => {
    throw error;
  });
  const url = await Promise.race([addressOf(server), failed]);
  server.stderr.resume();
  return {
    url,
    async stop() {
      const ended = once(server, "exit");
      server.kill();
      await ended;
    },
  };
}

const services = [
  ...["s3", "kms", "secretsmanager", "iam", "sts"],
  ...["cloudtrail", "sns", "budgets"],
];

/** A provider's configuration for a moto. */
export function motoConfig(url: string, more: Record<string, unknown> = {}) {
  return {
    region: "us-east-1",
    accessKey: "sandbox",
    secretKey: "sandbox",
    endpoints: [Object.fromEntries(services.map((service) => [service, url]))],
    s3UsePathStyle: true,
    ...more,
  };
}
