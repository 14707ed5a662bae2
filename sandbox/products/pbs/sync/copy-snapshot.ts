import * as fs from "node:fs";
import * as path from "node:path";

import { formatSnapshot, type SnapshotPath } from "../client/paths";
import { checkBlob, cryptModeOf, decodeChunk } from "../data/blob";
import { type ChunkFiles } from "../data/chunk-files";
import { chunkAt, chunkCount, parseFixedIndex } from "../data/fixed-index";
import { manifestName, parseManifest } from "../data/manifest";
import { type Source } from "./source";

/** Where a snapshot is copied to. */
export interface Target {
  /** The namespace's directory. */
  readonly directory: string;
  readonly chunks: ChunkFiles;
}

/**
 * Copies one snapshot: chunks that are there already are not fetched again, the manifest comes last,
 * and of a copy that fails only chunks stay.
 */
export async function copySnapshot(
  source: Source,
  namespace: string,
  snapshot: SnapshotPath,
  { directory, chunks }: Target,
): Promise<void> {
  const to = path.join(directory, formatSnapshot(snapshot));
  fs.mkdirSync(to);
  try {
    await copyFiles(source, namespace, snapshot, to, chunks);
  } catch (error) {
    fs.rmSync(to, { recursive: true });
    throw error;
  }
}

async function copyFiles(
  source: Source,
  namespace: string,
  snapshot: SnapshotPath,
  to: string,
  chunks: ChunkFiles,
): Promise<void> {
  const manifest = await source.file(namespace, snapshot, manifestName);
  for (const { filename } of parseManifest(manifest).files) {
    const content = await source.file(namespace, snapshot, filename);
    if (filename.endsWith(".fidx")) {
      const index = parseFixedIndex(content);
      for (let position = 0; position < chunkCount(index); position += 1) {
        const wanted = chunkAt(index, position);
        if (chunks.touch(wanted.digest)) continue;
        const blob = await source.chunk(namespace, snapshot, filename, position);
        checkBlob(blob);
        if (cryptModeOf(blob) === "none") decodeChunk(blob, wanted);
        chunks.insert(wanted.digest, blob);
      }
    } else checkBlob(content);
    fs.writeFileSync(path.join(to, filename), content, { mode: 0o644 });
  }
  fs.writeFileSync(path.join(to, manifestName), manifest, { mode: 0o644 });
}
