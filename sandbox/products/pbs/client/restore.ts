import { once } from "node:events";
import * as fs from "node:fs";
import { type Writable } from "node:stream";

import { type Command } from "../command-line/command";
import { isIndex, serverName } from "../data/archive-name";
import { checkBlob, cryptModeOf, decodeBlob, decodeChunk, digestOf } from "../data/blob";
import {
  checksumOf,
  chunkAt,
  chunkCount,
  type FixedIndex,
  parseFixedIndex,
} from "../data/fixed-index";
import {
  checkFile,
  checkKey,
  fileIn,
  type Manifest,
  manifestName,
  parseManifest,
} from "../data/manifest";
import { type CryptConfig } from "../crypt/crypt-config";
import { reasonOf } from "../schema/parameter-error";
import { text } from "../schema/scalars";
import { type Connection, connected } from "./connect";
import { cryptoOf, cryptoParameters } from "./crypto";
import { lastOf } from "./last-snapshot";
import { isGroup, parseGroup, parseSnapshot, type SnapshotPath } from "./paths";
import { targetParameters } from "./repository";
import { type Surroundings } from "./surroundings";

/** How many chunks are asked for before the first of them is needed. */
const readAhead = 4;

/** `restore SNAPSHOT ARCHIVE TARGET`: a group stands for its last snapshot, `-` for standard output. */
export function restoreCommand(surroundings: Surroundings): Command {
  return {
    description: "Restore backup repository.",
    positional: ["snapshot", "archive-name", "target"],
    parameters: {
      snapshot: { schema: text("Group/Snapshot path."), required: true },
      "archive-name": { schema: text("Backup archive name."), required: true },
      target: {
        schema: text("Target directory path. Use '-' to write to standard output."),
        required: true,
      },
      ...targetParameters,
      ...cryptoParameters,
    },
    execute: (values, context) =>
      connected(values, context, surroundings, async (connection) => {
        const path = String(values["snapshot"]);
        const snapshot = isGroup(path)
          ? await lastOf(connection, parseGroup(path))
          : parseSnapshot(path);
        const { crypt } = cryptoOf(values, context, surroundings);
        const name = serverName(String(values["archive-name"]));
        const restore = new Restore(connection, snapshot, crypt);
        const target = String(values["target"]);
        const output = target === "-" ? surroundings.output : createTarget(target);
        const bytes = await restore.write(name, output);
        if (target !== "-") await closed(output);
        context.err(`restore complete (${bytes} B processed)\n`);
        return undefined;
      }),
  };
}

class Restore {
  constructor(
    private readonly connection: Connection,
    private readonly snapshot: SnapshotPath,
    private readonly crypt: CryptConfig | undefined,
  ) {}

  /** Writes an archive; returns its length in bytes. Everything is checked before it is written. */
  async write(name: string, output: Writable): Promise<number> {
    const manifestBlob = await this.download(manifestName);
    const manifest = parseManifest(manifestBlob);
    checkKey(manifest, this.crypt);
    if (name === manifestName) return put(output, decodeBlob(manifestBlob));
    const pieces = isIndex(name) ? this.image(manifest, name) : this.blob(manifest, name);
    let bytes = 0;
    for await (const piece of pieces) bytes += await put(output, piece);
    return bytes;
  }

  private async *blob(manifest: Manifest, name: string): AsyncGenerator<Buffer> {
    const blob = await this.download(name);
    checkFile(manifest, name, digestOf(blob), blob.length);
    checkBlob(blob);
    yield decodeBlob(blob, this.crypt);
  }

  private async *image(manifest: Manifest, name: string): AsyncGenerator<Buffer> {
    const mode = fileIn(manifest, name)["crypt-mode"] === "encrypt" ? "encrypt" : "none";
    const index = parseFixedIndex(await this.download(name));
    checkFile(manifest, name, checksumOf(index), index.size);
    const coming: Promise<Buffer>[] = [];
    for (let position = 0; position < chunkCount(index); position += 1) {
      for (
        let next = position + coming.length;
        next < Math.min(position + readAhead, chunkCount(index));
        next += 1
      ) {
        coming.push(this.chunk(name, next));
      }
      yield this.decode(index, position, mode, await (coming.shift() as Promise<Buffer>));
    }
  }

  private decode(index: FixedIndex, position: number, mode: string, blob: Buffer): Buffer {
    checkBlob(blob);
    const found = cryptModeOf(blob);
    if (found !== mode) {
      throw new Error(`chunk CryptMode ${found} does not match index CryptMode ${mode}`);
    }
    return decodeChunk(blob, chunkAt(index, position), mode === "encrypt" ? this.crypt : undefined);
  }

  private download(name: string): Promise<Buffer> {
    const { client, path, place } = this.connection;
    return client.download(`${path}/download`, { ...place, ...this.snapshot, "file-name": name });
  }

  private chunk(name: string, position: number): Promise<Buffer> {
    const { client, repository, place } = this.connection;
    const where = { store: repository.store, ...place, ...this.snapshot, "file-name": name };
    const chunk = client.download("/reader/chunk", { ...where, position });
    // It is awaited in its turn; until then a failure is nobody's.
    chunk.catch(() => undefined);
    return chunk;
  }
}

/** Writes with the reader's pace. @throws Error when nobody reads any more */
async function put(output: Writable, data: Buffer): Promise<number> {
  try {
    if (!output.write(data)) await once(output, "drain");
    return data.length;
  } catch (error) {
    throw new Error(`unable to pipe data - ${reasonOf(error)}`);
  }
}

function createTarget(target: string): Writable {
  try {
    const descriptor = fs.openSync(target, "wx", 0o644);
    return fs.createWriteStream(target, { fd: descriptor });
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    const reason = code === "EEXIST" ? "File exists (os error 17)" : reasonOf(error);
    throw new Error(`unable to create target file "${target}" - ${reason}`);
  }
}

function closed(output: Writable): Promise<void> {
  return new Promise((resolve, reject) => {
    output.once("error", reject);
    output.end(() => resolve());
  });
}
