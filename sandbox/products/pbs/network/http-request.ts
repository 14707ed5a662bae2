import * as http from "node:http";
import * as https from "node:https";

import { trustedAuthorities } from "./trusted";

export interface RequestOptions {
  /** Default: `GET`. */
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Whether the server's certificate must be trusted. Default: it must. */
  readonly verifyTls?: boolean;
}

/** In milliseconds. */
const timeout = 10_000;
const timedOut = "request timed out";

/**
 * Sends one request as the server does for notifications and metrics, and reads the whole answer.
 *
 * @throws Error if there is no answer, or none of success: `got bad status: …`.
 */
export function httpRequest(url: string, options: RequestOptions = {}): Promise<string> {
  const { method = "GET", headers = {}, body, verifyTls = true } = options;
  const settings = { method, headers, timeout, agent: false, rejectUnauthorized: verifyTls };
  return new Promise((resolve, reject) => {
    const request = url.startsWith("https:")
      ? https.request(url, { ...settings, ca: trustedAuthorities() })
      : http.request(url, settings);
    request.once("timeout", () => request.destroy(new Error(timedOut)));
    request.once("error", ({ message }) =>
      reject(new Error(message === timedOut ? message : "client error (Connect)")),
    );
    request.once("response", (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.once("error", reject);
      response.once("end", () => {
        const { statusCode = 0, statusMessage = "" } = response;
        if (statusCode >= 200 && statusCode < 300) resolve(Buffer.concat(chunks).toString("utf8"));
        else reject(new Error(`got bad status: ${statusCode} ${statusMessage}`.trimEnd()));
      });
    });
    request.end(body);
  });
}
