import type { IncomingMessage, ServerResponse } from "node:http";
import * as https from "node:https";
import { PveApi } from "./api/api";
import { ApiError } from "./api/api-error";
import { findRoute, notImplemented } from "./api/endpoint";
import { authenticate } from "./http/authentication";
import { readParameters } from "./http/request-parameters";

/** What a server needs. */
export interface PveServerOptions {
  /** The directory a node sees as `/etc/pve`: `storage.cfg`, `jobs.cfg`, `user.cfg`, `nodes/`, `priv/`. */
  readonly state: string;
  /** PEM texts of the server's certificate and private key. */
  readonly certificate: string;
  readonly key: string;
  /** Gets one line a request: method, path and status, never a parameter. Default: nothing is logged. */
  readonly log?: (line: string) => void;
}

const root = "/api2/json";

/** The stand-in for the PVE API: JSON over HTTPS with API tokens. It does not listen until it is told where. */
export function createPveServer(options: PveServerOptions): https.Server {
  const api = new PveApi(options.state);
  return https.createServer(
    { cert: options.certificate, key: options.key, minVersion: "TLSv1.2" },
    (request, response) => {
      const url = new URL(request.url ?? "/", "https://localhost");
      void answer(request, url, api, options.state)
        .then((data) => send(response, 200, "OK", { data }))
        .catch((error: unknown) => sendError(response, error))
        .then(() => options.log?.(`${request.method} ${url.pathname} ${response.statusCode}`));
    },
  );
}

async function answer(
  request: IncomingMessage,
  url: URL,
  api: PveApi,
  state: string,
): Promise<unknown> {
  const method = request.method ?? "GET";
  if (!url.pathname.startsWith(`${root}/`))
    throw new ApiError(404, `no such file '${url.pathname}'`);
  const caller = authenticate(request.headers.authorization, state);
  const path = url.pathname.slice(root.length);
  const route = findRoute(api.endpoints, method, path);
  if (route === undefined) throw notImplemented(method, path);
  return api.call(route, await readParameters(request, url.searchParams), caller);
}

function sendError(response: ServerResponse, error: unknown): void {
  const known = error instanceof ApiError ? error : new ApiError(500, String(error));
  const faults = known.faults === undefined ? {} : { errors: known.faults };
  send(response, known.status, known.message, {
    data: null,
    message: `${known.message}\n`,
    ...faults,
  });
}

function send(response: ServerResponse, status: number, reason: string, body: object): void {
  // A reason phrase is one line of printable ASCII; the body carries the whole message.
  const phrase = reason.replace(/[^\x20-\x7e]+/g, " ").trim();
  response.writeHead(status, phrase, { "content-type": "application/json;charset=UTF-8" });
  response.end(JSON.stringify(body));
}
