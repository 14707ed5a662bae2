import type { IncomingMessage } from "node:http";
import type { Readable } from "node:stream";

import { type Json } from "../command-line/command";
import { type Properties, type Values } from "../schema/schema";
import { type Caller } from "./caller";
import { type Permission } from "./permission";

export type Method = "GET" | "POST" | "PUT" | "DELETE";

/** What a method answers. */
export interface Answer {
  readonly data: Json;
  /** Beside `data`: the digest of the file that it was read from. */
  readonly digest?: string;
}

/** One method of one path. */
export interface Endpoint {
  readonly method: Method;
  /** Below `/api2/json`, such as `/config/remote/{name}`; what stands in braces is a parameter too. */
  readonly path: string;
  readonly description: string;
  /** Every parameter it takes, those of the path included. */
  readonly parameters: Properties;
  readonly permission: Permission;
  /**
   * What the product says that it answers, where a command that prints it as text goes by that: the columns of an
   * object, or nothing at all. Default: what is answered.
   */
  readonly returns?: "nothing" | { readonly columns: readonly string[] };
  handle(values: Values, caller: Caller): Answer | Promise<Answer>;
}

/** A method whose request or answer is a stream of bytes; its parameters are in the query. */
export interface StreamEndpoint extends Omit<Endpoint, "handle"> {
  /** `body` is the request's; a stream that is returned becomes the answer. */
  stream(values: Values, caller: Caller, body: IncomingMessage): Promise<Readable | Answer>;
}

export type AnyEndpoint = Endpoint | StreamEndpoint;

/** An endpoint found for a request, with the values of its path. */
export interface Route<E extends AnyEndpoint = AnyEndpoint> {
  readonly endpoint: E;
  readonly pathValues: Readonly<Record<string, string>>;
}

/** The endpoint that serves a path; undefined if there is none. */
export function findRoute<E extends AnyEndpoint>(
  endpoints: readonly E[],
  method: string,
  path: string,
): Route<E> | undefined {
  const got = path.split("/").filter(Boolean);
  for (const endpoint of endpoints) {
    const pathValues = endpoint.method === method ? match(endpoint.path, got) : undefined;
    if (pathValues !== undefined) return { endpoint, pathValues };
  }
  return undefined;
}

function match(template: string, got: readonly string[]): Record<string, string> | undefined {
  const wanted = template.split("/").filter(Boolean);
  if (wanted.length !== got.length) return undefined;
  const values: Record<string, string> = {};
  for (const [index, segment] of wanted.entries()) {
    const value = got[index] ?? "";
    if (segment.startsWith("{")) values[segment.slice(1, -1)] = decodeURIComponent(value);
    else if (segment !== value) return undefined;
  }
  return values;
}
