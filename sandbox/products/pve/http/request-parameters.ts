import type { IncomingMessage } from "node:http";
import { own } from "../schema/own";
import type { SentParameters } from "../schema/parameter";
import { ApiError } from "../api/api-error";

/** The most bytes a body may have: 64 KiB, PVE's limit for a body that is no upload. */
const largestBody = 64 * 1024;

const decoders: Readonly<Record<string, (body: string) => SentParameters>> = {
  "application/x-www-form-urlencoded": (body) => fromPairs(new URLSearchParams(body)),
  "application/json": fromJson,
};

/**
 * The parameters of the query and of the body, form-encoded or JSON.
 *
 * @throws ApiError 413 a body over 64 KiB, 415 another content type, 400 JSON that is no object
 */
export async function readParameters(
  request: IncomingMessage,
  query: URLSearchParams,
): Promise<SentParameters> {
  const body = await readBody(request);
  return { ...fromPairs(query), ...(body === "" ? {} : decodeBody(request, body)) };
}

function decodeBody(request: IncomingMessage, body: string): SentParameters {
  const contentType = (request.headers["content-type"] ?? "").split(";")[0]?.trim() ?? "";
  const decode = own(decoders, contentType);
  if (decode === undefined)
    throw new ApiError(
      415,
      `unsupported content type '${contentType}', use one of: ${Object.keys(decoders).join(", ")}`,
    );
  return decode(body);
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > largestBody)
      throw new ApiError(413, `body too large, at most ${largestBody} bytes are allowed`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function fromPairs(pairs: URLSearchParams): SentParameters {
  const names = [...new Set(pairs.keys())];
  return Object.fromEntries(names.map((name) => [name, single(pairs.getAll(name))]));
}

function single(values: readonly string[]): unknown {
  return values.length === 1 ? values[0] : values;
}

function fromJson(body: string): SentParameters {
  const value = parseJson(body);
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new ApiError(400, "invalid JSON body, an object is expected");
  return value as SentParameters;
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
