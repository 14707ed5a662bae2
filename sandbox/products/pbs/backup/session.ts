import * as fs from "node:fs";
import * as path from "node:path";

import { checkBlob, cryptModeOf, decodeChunk } from "../data/blob";
import { ChunkFiles } from "../data/chunk-files";
import { chunkCount, chunkAt, type FixedIndex, formatFixedIndex } from "../data/fixed-index";
import { type Frame, type FrameHeader } from "../data/frames";
import { manifestName } from "../data/manifest";

/** Names of files that a client may send. */
const fileName = /^[A-Za-z0-9_][A-Za-z0-9._-]*\.(?:fidx|blob)$/;

type Of<Kind extends FrameHeader["kind"]> = Extract<FrameHeader, { readonly kind: Kind }>;

/** One backup under way: what a client sends becomes files of a new snapshot. */
export class BackupSession {
  private readonly chunks: ChunkFiles;
  private finished = false;

  /** @param directory the new snapshot's */
  constructor(
    base: string,
    store: string,
    private readonly directory: string,
    private readonly log: (line: string) => void,
  ) {
    this.chunks = new ChunkFiles(base, store);
  }

  /** Takes one frame. @throws Error for one that is damaged or comes after the last */
  take({ header, payload }: Frame): void {
    if (this.finished) throw new Error("backup already marked as finished.");
    const handlers = {
      chunk: () => this.addChunk(header as Of<"chunk">, payload),
      index: () => this.addIndex(header as Of<"index">, payload),
      blob: () => this.addBlob(header as Of<"blob">, payload),
      finish: () => this.finish(),
    };
    handlers[header.kind]();
  }

  /** @throws Error unless the client has said that it is done */
  ensureFinished(): void {
    if (!this.finished) throw new Error("backup ended but finished flag is not set.");
  }

  private addChunk({ digest, length }: Of<"chunk">, blob: Buffer): void {
    checkBlob(blob);
    // Of an encrypted chunk the server cannot know the digest: it has no key.
    if (cryptModeOf(blob) === "none") decodeChunk(blob, { digest, size: length });
    this.chunks.insert(digest, blob);
  }

  private addIndex({ name, imageSize: size, chunkSize }: Of<"index">, digests: Buffer): void {
    const index: FixedIndex = { size, chunkSize, digests };
    for (let position = 0; position < chunkCount(index); position += 1) {
      const { digest } = chunkAt(index, position);
      if (!this.chunks.touch(digest)) throw new Error(`chunk not found - digest ${digest}`);
    }
    this.write(name, formatFixedIndex(index, new Date()));
    this.log(`successfully closed fixed index "${name}", ${chunkCount(index)} chunks`);
  }

  private addBlob({ name }: Of<"blob">, blob: Buffer): void {
    checkBlob(blob);
    this.write(name, blob);
    this.log(`add blob "${name}" (${blob.length} bytes)`);
  }

  private finish(): void {
    if (!fs.existsSync(path.join(this.directory, manifestName))) {
      throw new Error("backup does not contain valid files (file count == 0)");
    }
    this.finished = true;
  }

  private write(name: string, content: Buffer): void {
    if (!fileName.test(name)) throw new Error(`value does not match the regex pattern: ${name}`);
    fs.writeFileSync(path.join(this.directory, name), content, { flag: "wx", mode: 0o644 });
  }
}
