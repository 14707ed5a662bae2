import * as fs from "node:fs";
import * as path from "node:path";
import { setImmediate as breathe } from "node:timers/promises";

import { ChunkFiles } from "../data/chunk-files";
import { chunkAt, chunkCount, parseFixedIndex } from "../data/fixed-index";

/** What a run has found and done; sizes in bytes. */
export interface GcStatus {
  readonly "index-file-count": number;
  /** What all images together are long, and what their distinct chunks take on the disk. */
  readonly "index-data-bytes": number;
  readonly "disk-bytes": number;
  readonly "disk-chunks": number;
  readonly "removed-bytes": number;
  readonly "removed-chunks": number;
  /** Not needed any more, but used too recently to be removed. */
  readonly "pending-bytes": number;
  readonly "pending-chunks": number;
  readonly "removed-bad": number;
  readonly "still-bad": number;
}

/** The status before the first run. */
export const neverRun: GcStatus = {
  "index-file-count": 0,
  "index-data-bytes": 0,
  "disk-bytes": 0,
  "disk-chunks": 0,
  "removed-bytes": 0,
  "removed-chunks": 0,
  "pending-bytes": 0,
  "pending-chunks": 0,
  "removed-bad": 0,
  "still-bad": 0,
};

/** How long an unused chunk stays unless `gc-atime-cutoff` says otherwise: 24 h 5 min, in minutes. */
export const cutoffMinutes = 1445;

/**
 * Marks every chunk that an index names as used now, then removes those that were last used before
 * the cutoff. What pruning gave up is therefore freed a day later at the earliest.
 *
 * @param cutoff in minutes before `now`
 */
export async function collectGarbage(
  base: string,
  store: string,
  cutoff: number,
  now: Date,
  log: (line: string) => void,
): Promise<GcStatus> {
  const chunks = new ChunkFiles(base, store);
  const marked = await markUsed(base, chunks, now, log);
  const oldest = now.getTime() - cutoff * 60_000;
  const status = { ...neverRun, ...marked.totals };
  for (const { digest, file, size, used } of chunks.list()) {
    const fate = marked.digests.has(digest) ? "disk" : used < oldest ? "removed" : "pending";
    status[`${fate}-bytes`] += size;
    status[`${fate}-chunks`] += 1;
    if (fate === "removed") fs.rmSync(file);
  }
  const bad = sweepBad(base);
  return { ...status, ...bad };
}

interface Marked {
  readonly digests: ReadonlySet<string>;
  readonly totals: Pick<GcStatus, "index-file-count" | "index-data-bytes">;
}

async function markUsed(
  base: string,
  chunks: ChunkFiles,
  now: Date,
  log: (line: string) => void,
): Promise<Marked> {
  const digests = new Set<string>();
  let bytes = 0;
  const files = indexFiles(base);
  for (const file of files) {
    const index = parseFixedIndex(fs.readFileSync(file));
    bytes += index.size;
    for (let position = 0; position < chunkCount(index); position += 1) {
      const { digest } = chunkAt(index, position);
      if (digests.has(digest)) continue;
      digests.add(digest);
      if (chunks.touch(digest, now)) continue;
      log(`warning: unable to access non-existent chunk ${digest}, required by "${file}"`);
    }
    await breathe();
  }
  return { digests, totals: { "index-file-count": files.length, "index-data-bytes": bytes } };
}

function indexFiles(base: string): string[] {
  return fs
    .readdirSync(base, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".fidx"))
    .map((entry) => path.join(entry.parentPath, entry.name));
}

/** Chunks that were set aside go once a good one of the same digest is there. */
function sweepBad(base: string): Pick<GcStatus, "removed-bad" | "still-bad"> {
  const found = fs
    .readdirSync(path.join(base, ".chunks"), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".bad"))
    .map((entry) => path.join(entry.parentPath, entry.name));
  const replaced = found.filter((file) => fs.existsSync(file.replace(/\.\d+\.bad$/, "")));
  replaced.forEach((file) => fs.rmSync(file));
  return { "removed-bad": replaced.length, "still-bad": found.length - replaced.length };
}
