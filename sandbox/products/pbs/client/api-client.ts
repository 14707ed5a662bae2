import type { ClientRequest, IncomingMessage } from "node:http";
import * as https from "node:https";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

import { type Json } from "../command-line/command";
import { type Judge, PinnedAgent } from "../network/pinned-agent";
import { trustedAuthorities } from "../network/trusted";
import { type Repository } from "./repository";

/** Parameters of a call. */
export type Parameters = Readonly<Record<string, string | number | boolean | undefined>>;

export interface ApiClientOptions {
  readonly repository: Repository;
  /** The token's. */
  readonly secret: string;
  /** The certificate's that is expected. Default: an authority of the host must have signed it. */
  readonly fingerprint?: string;
  /** Gets lines for people. */
  readonly warn: (line: string) => void;
}

const root = "/api2/json";

/** What the product's HTTP client says of every failure to connect. */
const noConnection = "client error (Connect)";

/** Calls the API of a server with a token. */
export class ApiClient {
  private readonly agent: https.Agent;

  constructor(private readonly options: ApiClientOptions) {
    const ca = trustedAuthorities();
    this.agent = new PinnedAgent(judgeOf(options), {
      keepAlive: true,
      ...(ca === undefined ? {} : { ca }),
    });
  }

  get(path: string, parameters: Parameters = {}): Promise<Json> {
    return this.inQuery("GET", path, parameters);
  }

  delete(path: string, parameters: Parameters = {}): Promise<Json> {
    return this.inQuery("DELETE", path, parameters);
  }

  post(path: string, parameters: Parameters = {}): Promise<Json> {
    return this.inBody("POST", path, parameters);
  }

  put(path: string, parameters: Parameters = {}): Promise<Json> {
    return this.inBody("PUT", path, parameters);
  }

  /** Bytes, not JSON. */
  async download(path: string, parameters: Parameters): Promise<Buffer> {
    const request = this.request("GET", path, parameters);
    request.end();
    return readAll(await responseTo(request));
  }

  /** Sends a stream. @throws the source's own error if it breaks, else the server's refusal */
  async upload(path: string, parameters: Parameters, source: AsyncIterable<Buffer>): Promise<Json> {
    const request = this.request("POST", path, parameters, "application/octet-stream");
    try {
      return await new Promise<Json>((resolve, reject) => {
        responseTo(request).then(readAll).then(dataOf).then(resolve, reject);
        // An answer that comes early says why the rest is not wanted.
        pipeline(Readable.from(watched(source, reject)), request).catch(() => undefined);
      });
    } finally {
      request.destroy();
    }
  }

  /** Ends the kept connections. */
  close(): void {
    this.agent.destroy();
  }

  private async inQuery(method: string, path: string, parameters: Parameters): Promise<Json> {
    const request = this.request(method, path, parameters);
    request.end();
    return dataOf(await readAll(await responseTo(request)));
  }

  private async inBody(method: string, path: string, parameters: Parameters): Promise<Json> {
    const request = this.request(method, path, {}, "application/json");
    request.end(JSON.stringify(parameters));
    return dataOf(await readAll(await responseTo(request)));
  }

  private request(method: string, path: string, query: Parameters, type?: string): ClientRequest {
    const { repository, secret } = this.options;
    const pairs = Object.entries(query).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, String(value)]],
    );
    const search = pairs.length === 0 ? "" : `?${new URLSearchParams(pairs).toString()}`;
    return https.request({
      ...{ method, host: repository.server, port: repository.port, agent: this.agent },
      path: `${root}${path}${search}`,
      headers: {
        authorization: `PBSAPIToken ${repository.authId}:${encodeURIComponent(secret)}`,
        ...(type === undefined ? {} : { "content-type": type }),
      },
    });
  }
}

/** The same stream, whose error is told at once and not as what it does to the connection. */
async function* watched(
  source: AsyncIterable<Buffer>,
  tell: (error: unknown) => void,
): AsyncGenerator<Buffer> {
  try {
    yield* source;
  } catch (error) {
    tell(error);
    throw error;
  }
}

function responseTo(request: ClientRequest): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    request.once("response", resolve);
    // Later errors of an upload that was refused tell nothing new.
    request.on("error", () => reject(new Error(noConnection)));
  });
}

async function readAll(response: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) chunks.push(chunk);
  } catch {
    throw new Error("error reading a body from connection");
  }
  const body = Buffer.concat(chunks);
  if (response.statusCode === 200) return body;
  throw new Error(body.toString("utf8"));
}

function dataOf(body: Buffer): Json {
  return (JSON.parse(body.toString("utf8")) as { readonly data: Json }).data;
}

function judgeOf({ fingerprint, warn }: ApiClientOptions): Judge {
  const expected = fingerprint?.toLowerCase();
  return (found, trusted) => {
    if (trusted && expected === undefined) return undefined;
    if (found === expected) return undefined;
    if (expected !== undefined) {
      warn("WARNING: certificate fingerprint does not match expected fingerprint!");
      warn(`expected:    ${expected}`);
    }
    return new Error("Certificate fingerprint was not confirmed.");
  };
}
