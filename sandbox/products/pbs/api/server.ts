import type { IncomingMessage, ServerResponse } from "node:http";
import * as https from "node:https";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { setTimeout as sleep } from "node:timers/promises";

import { isOn } from "../faults";
import { parseParameters } from "../schema/parameters";
import { reasonOf } from "../schema/parameter-error";
import { ApiError, forbidden } from "./api-error";
import { authenticate } from "./authentication";
import { type Caller, callerOf } from "./caller";
import { type Answer, findRoute, type Route } from "./endpoint";
import { endpoints } from "./endpoints";
import { world } from "./permission";
import { readParameters } from "./request";

/** What a server needs. */
export interface ApiServerOptions {
  /** PEM texts of the server's certificate and private key. */
  readonly certificate: string;
  readonly key: string;
  /** How long a refused caller waits, in milliseconds, by status. Default: as the product has it. */
  readonly delays?: Readonly<Partial<Record<number, number>>>;
  /** Gets one line a request: method, path, status and caller, never a parameter. Default: nothing. */
  readonly log?: (line: string) => void;
}

/** Against guessing (proxmox-rest-server): in milliseconds, by status. */
const productDelays = { 401: 3000, 403: 500 } as const;

const root = "/api2/json";

/** The HTTPS API. It does not listen until it is told where. */
export function createApiServer(options: ApiServerOptions): https.Server {
  const delays = options.delays ?? productDelays;
  return https.createServer(
    { cert: options.certificate, key: options.key, minVersion: "TLSv1.2" },
    (request, response) => {
      const url = new URL(request.url ?? "/", "https://localhost");
      const asked: Asked = { request, url, who: "-" };
      void answer(asked)
        .then((result) => send(response, result))
        .catch((error: unknown) => refuse(response, error, delays))
        .finally(() => {
          const { statusCode } = response;
          // The sandbox asks for a sign of life every second.
          if (statusCode === 200 && asked.who === "-") return;
          options.log?.(`${request.method} ${url.pathname} ${statusCode} ${asked.who}`);
        });
    },
  );
}

interface Asked {
  readonly request: IncomingMessage;
  readonly url: URL;
  /** For the log, known as soon as it is. */
  who: string;
}

async function answer(asked: Asked): Promise<Answer | Readable> {
  const { request, url } = asked;
  const route = url.pathname.startsWith(`${root}/`)
    ? findRoute(endpoints, request.method ?? "GET", url.pathname.slice(root.length))
    : undefined;
  const isPublic = route?.endpoint.permission === world;
  if (isOn("down") && !isPublic) {
    // What watches over the sandbox's servers must not see this one as ill.
    request.socket.destroy();
    throw new Error("the daemon is down");
  }
  const caller = identify(asked, isPublic);
  if (route === undefined) throw new ApiError(404, `Path '${url.pathname}' not found.`);
  if (!route.endpoint.permission(caller, route.pathValues)) throw forbidden();
  return run(route, caller, asked);
}

function identify(asked: Asked, unasked: boolean): Caller {
  const now = () => new Date();
  const authId = unasked ? "" : authenticate(asked.request.headers.authorization, now());
  asked.who = authId === "" ? "-" : authId;
  const silent = () => undefined;
  return callerOf({ authId, now, out: silent, err: silent, reachDaemon: () => Promise.resolve() });
}

async function run(
  { endpoint, pathValues }: Route,
  caller: Caller,
  { request, url }: Asked,
): Promise<Answer | Readable> {
  if ("stream" in endpoint) {
    const pairs = [...url.searchParams, ...Object.entries(pathValues)] as const;
    return endpoint.stream(parseParameters(endpoint.parameters, pairs), caller, request);
  }
  const values = await readParameters(request, url.searchParams, endpoint.parameters, pathValues);
  return endpoint.handle(values, caller);
}

async function send(response: ServerResponse, result: Answer | Readable): Promise<void> {
  if (result instanceof Readable) {
    response.writeHead(200, { "content-type": "application/octet-stream" });
    return pipeline(result, response);
  }
  const { data, digest } = result;
  response.writeHead(200, { "content-type": "application/json;charset=UTF-8" });
  response.end(JSON.stringify({ data, ...(digest === undefined ? {} : { digest }) }));
}

async function refuse(
  response: ServerResponse,
  error: unknown,
  delays: Readonly<Partial<Record<number, number>>>,
): Promise<void> {
  if (response.headersSent || response.destroyed) return void response.destroy();
  const status = error instanceof ApiError ? error.status : 400;
  await sleep(delays[status] ?? 0);
  response.writeHead(status, { "content-type": "application/json;charset=UTF-8" });
  response.end(reasonOf(error));
}
