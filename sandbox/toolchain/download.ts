import { createHash } from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";
import { pipeline } from "node:stream/promises";

/** How long a download may stand still before it is given up. Milliseconds. */
const patience = 30_000;

const mebibyte = 1024 * 1024;

async function request(url: string, signal: AbortSignal): Promise<Response> {
  const response = await fetch(url, { signal });
  if (response.ok) return response;
  throw new Error(`${url} answered ${response.status} ${response.statusText}`);
}

/** The SHA-256 of `file` in a checksum list: lines of a hash, blanks and a name, perhaps with a `*`. */
export function listedChecksum(list: string, file: string): string | undefined {
  return list
    .split("\n")
    .map((line) => line.trim().split(/\s+\*?/))
    .find(
      ([hash, name]) => /^[0-9a-f]{64}$/.test(hash ?? "") && path.basename(name ?? "") === file,
    )?.[0];
}

/**
 * Downloads `url` to `file` and holds it against the vendor's own list of SHA-256 sums at `checksums`.
 * Throws if either cannot be had or they do not agree. `report` is told the progress.
 */
export async function download(
  url: string,
  checksums: string,
  file: string,
  report: (text: string) => void,
): Promise<void> {
  const stalled = new AbortController();
  const guard = setTimeout(() => stalled.abort(new Error(`${url} stood still for 30 s`)), patience);
  try {
    const list = await (await request(checksums, stalled.signal)).text();
    const name = path.posix.basename(new URL(url).pathname);
    const wanted = listedChecksum(list, name);
    if (wanted === undefined) throw new Error(`${checksums} has no SHA-256 for ${name}`);

    const { body } = await request(url, stalled.signal);
    if (body === null) throw new Error(`${url} answered without a body`);
    const hash = createHash("sha256");
    let size = 0;
    const watch = async function* (chunks: AsyncIterable<Uint8Array>) {
      for await (const chunk of chunks) {
        guard.refresh();
        hash.update(chunk);
        size += chunk.length;
        report(`downloading, ${(size / mebibyte).toFixed(0)} MiB`);
        yield chunk;
      }
    };
    await pipeline(body as AsyncIterable<Uint8Array>, watch, fs.createWriteStream(file));
    const got = hash.digest("hex");
    if (got !== wanted) {
      throw new Error(`${url} has the SHA-256 ${got}, but ${checksums} says ${wanted}`);
    }
  } finally {
    clearTimeout(guard);
  }
}
