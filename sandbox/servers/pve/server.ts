import type { IncomingMessage, ServerResponse } from "node:http";
import * as https from "node:https";
import * as path from "node:path";
import { backupEndpoints } from "./backup/backup-endpoints";
import { BackupJobs } from "./backup/backup-jobs";
import { accessEndpoints } from "./cluster/access-endpoints";
import { clusterEndpoints } from "./cluster/cluster-endpoints";
import { scheduleEndpoints } from "./cluster/schedule-endpoints";
import { ApiError } from "./http/api-error";
import { authenticate, type TokenSecrets } from "./http/authentication";
import { type Endpoint, findRoute } from "./http/endpoint";
import { readParameters } from "./http/request-parameters";
import { checkParameters } from "./schema/parameter";
import { Guests } from "./state/guests";
import { SectionConfig } from "./state/section-config";
import { StorageSecrets } from "./state/storage-secrets";
import { storageEndpoints } from "./storage/storage-endpoints";
import { Storages } from "./storage/storages";

/** What a server needs. */
export interface PveServerOptions {
  /** Directory of `storage.cfg`, `jobs.cfg`, `priv/` and `guests.json`. */
  readonly state: string;
  /** PEM texts of the server's certificate and private key. */
  readonly certificate: string;
  readonly key: string;
  readonly tokens: TokenSecrets;
  /** Gets one line a request: method, path and status, never a parameter. Default: nothing is logged. */
  readonly log?: (line: string) => void;
}

const root = "/api2/json";

/** The stand-in for the PVE API: JSON over HTTPS with API tokens. It does not listen until it is told where. */
export function createPveServer(options: PveServerOptions): https.Server {
  const endpoints = allEndpoints(options);
  return https.createServer(
    { cert: options.certificate, key: options.key, minVersion: "TLSv1.2" },
    (request, response) => {
      const url = new URL(request.url ?? "/", "https://localhost");
      void answer(request, url, endpoints, options.tokens)
        .then((data) => send(response, 200, "OK", { data }))
        .catch((error: unknown) => sendError(response, error))
        .then(() => options.log?.(`${request.method} ${url.pathname} ${response.statusCode}`));
    },
  );
}

function allEndpoints({ state, tokens }: PveServerOptions): readonly Endpoint[] {
  const guests = new Guests(state);
  const storages = new Storages(
    new SectionConfig(path.join(state, "storage.cfg")),
    new StorageSecrets(state),
  );
  const jobs = new BackupJobs(new SectionConfig(path.join(state, "jobs.cfg")));
  return [
    ...clusterEndpoints(guests, storages),
    ...accessEndpoints(tokens),
    ...storageEndpoints(storages),
    ...backupEndpoints(jobs, guests),
    ...scheduleEndpoints,
  ];
}

async function answer(
  request: IncomingMessage,
  url: URL,
  endpoints: readonly Endpoint[],
  tokens: TokenSecrets,
): Promise<unknown> {
  const method = request.method ?? "GET";
  if (!url.pathname.startsWith(`${root}/`))
    throw new ApiError(404, `no such file '${url.pathname}'`);
  authenticate(request.headers.authorization, tokens);
  const { endpoint, pathParameters } = findRoute(
    endpoints,
    method,
    url.pathname.slice(root.length),
  );
  const sent = await readParameters(request, url.searchParams);
  return endpoint.handle(checkParameters(endpoint.parameters, { ...sent, ...pathParameters }));
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
