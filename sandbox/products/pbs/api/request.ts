import type { IncomingMessage } from "node:http";

import { parseParameters } from "../schema/parameters";
import { type Properties, type Values } from "../schema/schema";
import { checkJson, type Pairs } from "./parameters";

/** The most bytes a body of parameters may have (proxmox-rest-server). */
const largestBody = 512 * 1024;

/**
 * The checked parameters of a request: of its path, and of a JSON body if it has one, else of its
 * query and form.
 *
 * @throws Error with the product's text
 */
export async function readParameters(
  request: IncomingMessage,
  query: URLSearchParams,
  properties: Properties,
  pathValues: Readonly<Record<string, string>>,
): Promise<Values> {
  const fromPath = Object.entries(pathValues);
  const type = (request.headers["content-type"] ?? "").split(";")[0]?.trim() ?? "";
  const body = await readBody(request);
  if (type === "application/json" && body !== "") {
    return checkJson(properties, parseObject(body), fromPath);
  }
  if (body !== "" && type !== "application/x-www-form-urlencoded") {
    throw new Error(`unsupported content type "${type}"`);
  }
  return parseParameters(properties, [...pairsOf(body), ...query, ...fromPath]);
}

function pairsOf(form: string): Pairs {
  return [...new URLSearchParams(form)];
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > largestBody) throw new Error("Request body too large");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function parseObject(body: string): Record<string, unknown> {
  const value = JSON.parse(body) as unknown;
  if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    return value as Record<string, unknown>;
  }
  throw new Error("parameter verification failed - expected object");
}
