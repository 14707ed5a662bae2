import * as https from "node:https";
import { createSecureContext } from "node:tls";
import type { ProviderConfig } from "./provider-config";

/** Parameters of a call, in the API's names; an array is sent as a repeated parameter. */
export type CallParameters = Readonly<Record<string, string | readonly string[]>>;

/** How long a call may take, in milliseconds. */
const timeout = 60_000;

/** A call that the API refused. */
export class CallError extends Error {
  constructor(
    message: string,
    /** HTTP status. */
    readonly status: number,
    /** Faults by parameter. */
    readonly errors: Readonly<Record<string, string>>,
  ) {
    super(message);
  }
}

/** A configured connection to the PVE API. */
export class PveConnection {
  /**
   * Holds the authorities, which are read once: reading some hundred of them would take longer than a call. Each call
   * has a connection of its own, because an idle one would keep the plugin from ending.
   */
  private readonly agent: https.Agent;

  /** @param authorities - PEM texts of those whose certificates are trusted */
  constructor(
    private readonly config: ProviderConfig,
    authorities: readonly string[],
  ) {
    this.agent = new https.Agent({
      keepAlive: false,
      rejectUnauthorized: !config.insecure,
      secureContext: createSecureContext({ ca: [...authorities], minVersion: config.minTls }),
    });
  }

  /**
   * Calls the API and returns the answer's `data`.
   *
   * @param path - below `/api2/json`
   * @throws CallError when the API refuses, Error when it cannot be reached or trusted
   */
  async call(method: string, path: string, parameters: CallParameters = {}): Promise<unknown> {
    const { status, reason, body } = await this.send(method, path, parameters);
    const { data, errors = {} } = parseAnswer(body);
    if (status >= 200 && status < 300) return data;
    const details = Object.entries(errors).map(([name, fault]) => `${name}: ${fault.trimEnd()}`);
    const detail = details.length > 0 ? ` (${details.join(" - ")})` : "";
    throw new CallError(
      `${method} ${path}: received an HTTP ${status} response - Reason: ${reason}${detail}`,
      status,
      errors,
    );
  }

  private send(method: string, path: string, parameters: CallParameters): Promise<RawAnswer> {
    const url = `${this.config.endpoint}/api2/json${path}`;
    return new Promise((resolve, reject) => {
      const request = https.request(url, this.options(method), (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("end", () =>
          resolve({
            status: response.statusCode ?? 0,
            reason: response.statusMessage ?? "",
            body: Buffer.concat(chunks).toString("utf8"),
          }),
        );
      });
      request.on("timeout", () => request.destroy(new Error(`no answer in ${timeout} ms`)));
      request.on("error", (error) => reject(unreachable(method, url, error)));
      request.end(encode(parameters));
    });
  }

  private options(method: string): https.RequestOptions {
    return {
      method,
      timeout,
      agent: this.agent,
      headers: {
        accept: "application/json",
        authorization: `PVEAPIToken=${this.config.apiToken}`,
        "content-type": "application/x-www-form-urlencoded",
      },
    };
  }
}

interface RawAnswer {
  readonly status: number;
  readonly reason: string;
  readonly body: string;
}

interface Answer {
  readonly data?: unknown;
  readonly errors?: Readonly<Record<string, string>>;
}

function parseAnswer(body: string): Answer {
  try {
    return (JSON.parse(body) ?? {}) as Answer;
  } catch {
    return {};
  }
}

function encode(parameters: CallParameters): string {
  const pairs = Object.entries(parameters).flatMap(([name, value]) =>
    [value].flat().map((item) => [name, item] as [string, string]),
  );
  return new URLSearchParams(pairs).toString();
}

function unreachable(method: string, url: string, error: Error): Error {
  return new Error(
    `${method} ${url}: ${error.message}; check that the endpoint is up and that its certificate is signed by an ` +
      "authority of the system or of the file SSL_CERT_FILE names",
    { cause: error },
  );
}
