import { randomBytes } from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";
import { PassThrough } from "node:stream";

import { clientCommands } from "../../../products/pbs/client/commands";
import { dispatch } from "../../../products/pbs/command-line/dispatch";
import { type TestApi } from "./api-server";
import { type Outcome, recording, type TestServer } from "./harness";

/** What a client printed, and the image that it wrote to its output. */
export interface ClientOutcome extends Outcome {
  readonly image: Buffer;
}

/** A backup client with a token of the test's server. */
export interface TestClient {
  /** `user@realm!name:secret`. */
  readonly credential: string;
  run(...words: string[]): Promise<ClientOutcome>;
  /** Runs a command that must be refused and returns the error's line. */
  refusal(...words: string[]): Promise<string>;
  json(...words: string[]): Promise<unknown>;
}

/** How a client differs from the usual one. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** A new token's secret. */
export async function newToken(server: TestServer, user: string, name: string): Promise<string> {
  const { out } = await server.run("user", "generate-token", user, name);
  return (JSON.parse(out.replace(/^Result: /, "")) as { value: string }).value;
}

/** A user with a token, both with a role on a path. */
export async function grantedToken(
  server: TestServer,
  id: string,
  role: string,
  ...paths: readonly string[]
): Promise<string> {
  const [user = "", name = ""] = id.split("!");
  await server.run("user", "create", user);
  const secret = await newToken(server, user, name);
  for (const holder of [user, id]) {
    for (const at of paths) await server.run("acl", "update", at, role, "--auth-id", holder);
  }
  return secret;
}

/** A client that logs in with a token. */
export function clientOf(
  server: TestServer,
  api: TestApi,
  token: { readonly id: string; readonly secret: string; readonly store: string },
  changes: Environment = {},
): TestClient {
  const environment = {
    HOME: server.at("/root"),
    PBS_REPOSITORY: `${token.id}@127.0.0.1:${api.port}:${token.store}`,
    PBS_PASSWORD: token.secret,
    PBS_FINGERPRINT: api.fingerprint,
    ...changes,
  };
  const run = async (...words: string[]): Promise<ClientOutcome> => {
    const { context, printed } = recording();
    const output = new PassThrough();
    const pieces: Buffer[] = [];
    output.on("data", (piece: Buffer) => pieces.push(piece));
    const commands = clientCommands({ environment, output });
    const code = await dispatch("proxmox-backup-client", commands, words, context);
    await new Promise<void>((resolve) => output.end(() => resolve()));
    return { code, ...printed, image: Buffer.concat(pieces) };
  };
  return {
    credential: `${token.id}:${token.secret}`,
    run,
    async refusal(...words) {
      const { code, err } = await run(...words);
      if (code !== 255) throw new Error(`${words.join(" ")} returned ${code}, expected 255`);
      return err.split("\n").find((line) => line.startsWith("Error: ")) ?? err;
    },
    async json(...words) {
      const { code, out, err } = await run(...words, "--output-format", "json");
      if (code !== 0) throw new Error(`${words.join(" ")} was refused: ${err}`);
      return JSON.parse(out) as unknown;
    },
  };
}

/** A file of random bytes, with a hole of zeros in it. */
export function makeImage(file: string, size: number): Buffer {
  const content = randomBytes(size);
  content.fill(0, Math.floor(size / 4), Math.floor(size / 2));
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, content);
  return content;
}

/** Unix seconds of a time in UTC. */
export const epoch = (time: string) => String(Date.parse(time) / 1000);
