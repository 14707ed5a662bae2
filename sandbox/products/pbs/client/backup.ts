import * as fs from "node:fs";
import * as os from "node:os";

import { type Command, type Context } from "../command-line/command";
import { type CryptConfig } from "../crypt/crypt-config";
import { isIndex, serverName } from "../data/archive-name";
import { digestOf, encodeBlob } from "../data/blob";
import { checksumOf } from "../data/fixed-index";
import { encodeFrame } from "../data/frames";
import { formatManifest, type ManifestFile, manifestName, signed } from "../data/manifest";
import { safeIdFormat } from "../schema/formats";
import { integer, oneOf, text } from "../schema/scalars";
import { list, type Values } from "../schema/schema";
import { connected } from "./connect";
import { type Crypto, cryptoOf, cryptoParameters } from "./crypto";
import { formatSnapshot, type SnapshotPath } from "./paths";
import { targetParameters } from "./repository";
import { type Surroundings } from "./surroundings";

/** Of a chunk, in bytes, unless `--chunk-size` says otherwise. */
const usualChunkSize = 4 * 1024 * 1024;

interface Source {
  /** As the server calls the archive. */
  readonly name: string;
  readonly file: string;
}

/** `backup ARCHIVE:PATH …`: images and single files; directories are beyond this stand-in. */
export function backupCommand(surroundings: Surroundings): Command {
  return {
    description: "Create (host) backup.",
    positional: ["backupspec"],
    parameters: {
      backupspec: {
        schema: list("List of backup source specifications.", text("Backup source specification.")),
        required: true,
      },
      ...targetParameters,
      ...cryptoParameters,
      "backup-type": { schema: text("Backup type.", { format: oneOf("vm", "ct", "host") }) },
      "backup-id": { schema: text("Backup ID.", { format: safeIdFormat }) },
      "backup-time": { schema: integer("Backup time (Unix epoch.)", { min: 1 }) },
      "chunk-size": {
        schema: integer("Chunk size in KB. Must be a power of 2.", {
          min: 64,
          max: 4096,
          default: 4096,
        }),
      },
    },
    execute: (values, context) =>
      connected(values, context, surroundings, async ({ client, place, repository, namespace }) => {
        const sources = [values["backupspec"] ?? []]
          .flat()
          .map((spec) => parseSource(String(spec)));
        const crypto = cryptoOf(values, context, surroundings);
        const snapshot = snapshotOf(values, context);
        const at = namespace === "" ? "" : `[${namespace}]:`;
        context.err(`Starting backup: ${at}${formatSnapshot(snapshot)}\n`);
        context.err(`Client name: ${os.hostname()}\n`);
        const started = Date.now();
        const chunkSize = Number(values["chunk-size"] ?? usualChunkSize / 1024) * 1024;
        const frames = backupFrames({ sources, crypto, snapshot, chunkSize, context });
        await client.upload("/backup", { store: repository.store, ...place, ...snapshot }, frames);
        context.err(`Duration: ${((Date.now() - started) / 1000).toFixed(2)}s\n`);
        return undefined;
      }),
  };
}

function parseSource(spec: string): Source {
  const [archive = "", ...rest] = spec.split(":");
  if (rest.length === 0) {
    throw new Error(`unable to parse backup source specification '${spec}'`);
  }
  return { name: serverName(archive), file: rest.join(":") };
}

function snapshotOf(values: Values, context: Context): SnapshotPath {
  return {
    "backup-type": String(values["backup-type"] ?? "host"),
    "backup-id": String(values["backup-id"] ?? os.hostname()),
    "backup-time": Number(values["backup-time"] ?? Math.floor(context.now().getTime() / 1000)),
  };
}

interface Backup {
  readonly sources: readonly Source[];
  readonly crypto: Crypto;
  readonly snapshot: SnapshotPath;
  readonly chunkSize: number;
  readonly context: Context;
}

async function* backupFrames(backup: Backup): AsyncGenerator<Buffer> {
  const { sources, crypto, snapshot, context } = backup;
  const files: ManifestFile[] = [];
  for (const source of sources) {
    context.err(`Upload '${source.file}' as ${source.name}\n`);
    const send = isIndex(source.name) ? imageFrames : blobFrames;
    files.push(yield* send(source, backup));
  }
  const manifest = signed({ ...snapshot, files, unprotected: {} }, crypto.crypt);
  const payload = formatManifest(manifest);
  yield encodeFrame({
    header: { kind: "blob", name: manifestName, size: payload.length },
    payload,
  });
  yield encodeFrame({ header: { kind: "finish", size: 0 }, payload: Buffer.alloc(0) });
}

/** The key that content is encrypted with; a signature alone needs none. */
function contentKey({ mode, crypt }: Crypto): CryptConfig | undefined {
  return mode === "encrypt" ? crypt : undefined;
}

async function* imageFrames(
  { name, file }: Source,
  { crypto, chunkSize }: Backup,
): AsyncGenerator<Buffer, ManifestFile> {
  const key = contentKey(crypto);
  const known = new Set<string>();
  const digests: Buffer[] = [];
  let imageSize = 0;
  for await (const data of readPieces(file, chunkSize)) {
    const digest = digestOf(data, key);
    digests.push(Buffer.from(digest, "hex"));
    imageSize += data.length;
    if (known.has(digest)) continue;
    known.add(digest);
    const payload = encodeBlob(data, key);
    const header = { kind: "chunk", digest, length: data.length, size: payload.length } as const;
    yield encodeFrame({ header, payload });
  }
  const payload = Buffer.concat(digests);
  const header = { kind: "index", name, imageSize, chunkSize, size: payload.length } as const;
  yield encodeFrame({ header, payload });
  const csum = checksumOf({ size: imageSize, chunkSize, digests: payload });
  return { filename: name, "crypt-mode": crypto.mode, size: imageSize, csum };
}

async function* blobFrames(
  { name, file }: Source,
  { crypto }: Backup,
): AsyncGenerator<Buffer, ManifestFile> {
  const payload = encodeBlob(fs.readFileSync(file), contentKey(crypto));
  yield encodeFrame({ header: { kind: "blob", name, size: payload.length }, payload });
  const csum = digestOf(payload);
  return { filename: name, "crypt-mode": crypto.mode, size: payload.length, csum };
}

/** A file's bytes in pieces of one size; the last may be shorter. */
async function* readPieces(file: string, size: number): AsyncGenerator<Buffer> {
  const handle = await fs.promises.open(file);
  try {
    for (;;) {
      const piece = Buffer.allocUnsafe(size);
      const filled = await fill(handle, piece);
      if (filled > 0) yield piece.subarray(0, filled);
      if (filled < size) return;
    }
  } finally {
    await handle.close();
  }
}

async function fill(handle: fs.promises.FileHandle, piece: Buffer): Promise<number> {
  let filled = 0;
  while (filled < piece.length) {
    const { bytesRead } = await handle.read(piece, filled, piece.length - filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return filled;
}
