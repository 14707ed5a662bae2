import type { Schema } from "../schema/schema";
import type { Parameters } from "../schema/parameter";
import { ApiError } from "./api-error";

/** HTTP methods PVE uses: read, create, change, remove. */
export type Method = "GET" | "POST" | "PUT" | "DELETE";

/** One method of one path of the API. */
export interface Endpoint {
  readonly method: Method;
  /** For example `/storage/{storage}`; what stands in braces is a parameter too. */
  readonly path: string;
  /** Every parameter it takes, those of the path included. */
  readonly parameters: Schema;
  /** Returns what the answer carries as `data`. Throws ApiError. */
  handle(parameters: Parameters): unknown;
}

/** An endpoint found for a request, with the values of its path. */
export interface Route {
  readonly endpoint: Endpoint;
  readonly pathParameters: Readonly<Record<string, string>>;
}

/**
 * The endpoint that serves a path.
 *
 * @param path - below `/api2/json`
 * @throws ApiError 501, PVE's answer to a path or method it does not have
 */
export function findRoute(endpoints: readonly Endpoint[], method: string, path: string): Route {
  for (const endpoint of endpoints) {
    const pathParameters = endpoint.method === method && matchPath(endpoint.path, path);
    if (pathParameters) return { endpoint, pathParameters };
  }
  throw new ApiError(501, `Method '${method} ${path}' not implemented`);
}

function matchPath(template: string, path: string): Record<string, string> | undefined {
  const wanted = template.split("/");
  const got = path.split("/");
  if (wanted.length !== got.length) return undefined;
  const parameters: Record<string, string> = {};
  for (const [index, segment] of wanted.entries()) {
    const value = got[index] ?? "";
    if (segment.startsWith("{") && value !== "")
      parameters[segment.slice(1, -1)] = decodeURIComponent(value);
    else if (segment !== value) return undefined;
  }
  return parameters;
}
