import type { Caller } from "../access/caller";
import type { Parameters } from "../schema/parameter";
import type { Schema } from "../schema/schema";
import { ApiError } from "./api-error";

/** HTTP methods PVE uses: read, create, change, remove. */
export type Method = "GET" | "POST" | "PUT" | "DELETE";

/** What a caller needs before its parameters are even looked at. */
export interface Permission {
  /** An ACL path; what stands in braces is a parameter of the endpoint's path. */
  readonly path: string;
  readonly privilege: string;
}

/** One method of one path of the API. */
export interface Endpoint {
  readonly method: Method;
  /** For example `/storage/{storage}`; what stands in braces is a parameter too. */
  readonly path: string;
  /** Every parameter it takes, those of the path included. */
  readonly parameters: Schema;
  /** Default: whoever is logged in may call it; the answer then holds what the caller may see. */
  readonly permission?: Permission;
  /** The configuration file whose cluster lock is held meanwhile. Default: none. */
  readonly locks?: string;
  /** What an error says before its own text when the lock could not be had. Default: nothing. */
  readonly failure?: string;
  /** Returns what the answer carries as `data`; `null` where the product answers nothing. Throws ApiError. */
  handle(parameters: Parameters, caller: Caller): unknown;
}

/** An endpoint found for a request, with the values of its path. */
export interface Route {
  readonly endpoint: Endpoint;
  readonly pathParameters: Readonly<Record<string, string>>;
}

/** The endpoint that serves a path below `/api2/json`, if there is one. */
export function findRoute(
  endpoints: readonly Endpoint[],
  method: string,
  path: string,
): Route | undefined {
  for (const endpoint of endpoints) {
    const pathParameters = endpoint.method === method && matchPath(endpoint.path, path);
    if (pathParameters) return { endpoint, pathParameters };
  }
  return undefined;
}

/** Status 501: the product's answer to a path or method it does not have. */
export function notImplemented(method: string, path: string): ApiError {
  return new ApiError(501, `Method '${method} ${path}' not implemented`);
}

/** `template` with the values of its path put in. */
export function fillPath(
  template: string,
  pathParameters: Readonly<Record<string, string>>,
): string {
  return template.replace(/\{(\w+)\}/g, (_braces, name: string) => pathParameters[name] ?? "");
}

function matchPath(template: string, path: string): Record<string, string> | undefined {
  const wanted = segments(template);
  const got = segments(path);
  if (wanted.length !== got.length) return undefined;
  const parameters: Record<string, string> = {};
  for (const [index, segment] of wanted.entries()) {
    const value = got[index] ?? "";
    if (segment.startsWith("{")) parameters[segment.slice(1, -1)] = decodeURIComponent(value);
    else if (segment !== value) return undefined;
  }
  return parameters;
}

/** Several slashes are one, and one at the end is none, as in the product. */
const segments = (path: string) => path.split("/").filter((segment) => segment !== "");
