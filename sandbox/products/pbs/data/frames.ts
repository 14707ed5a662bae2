import { type Readable } from "node:stream";

/**
 * What a client sends of a backup, piece by piece. The product speaks HTTP/2 inside an upgraded
 * connection here; this stand-in takes one request whose body is a sequence of such frames, and like
 * there a connection that breaks before `finish` leaves nothing behind.
 */
export type FrameHeader =
  | {
      readonly kind: "chunk";
      readonly digest: string;
      readonly length: number;
      readonly size: number;
    }
  | {
      readonly kind: "index";
      readonly name: string;
      readonly imageSize: number;
      readonly chunkSize: number;
      readonly size: number;
    }
  | { readonly kind: "blob"; readonly name: string; readonly size: number }
  | { readonly kind: "finish"; readonly size: 0 };

export interface Frame {
  readonly header: FrameHeader;
  /** `size` bytes: a blob, or an index's digests. */
  readonly payload: Buffer;
}

const lengthSize = 4;

/** A frame's bytes: the header's length, the header in JSON, the payload. */
export function encodeFrame({ header, payload }: Frame): Buffer {
  const text = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(lengthSize);
  length.writeUInt32LE(text.length);
  return Buffer.concat([length, text, payload]);
}

/** The frames of a stream, one at a time. @throws Error if it ends in the middle of one */
export async function* readFrames(stream: Readable): AsyncGenerator<Frame> {
  const bytes = new ByteReader(stream);
  for (;;) {
    const length = await bytes.take(lengthSize);
    if (length === undefined) return;
    const text = await bytes.need(length.readUInt32LE());
    const header = JSON.parse(text.toString("utf8")) as FrameHeader;
    yield { header, payload: await bytes.need(header.size) };
  }
}

/** Takes so many bytes from a stream, however they arrive. */
class ByteReader {
  private readonly source: AsyncIterator<Buffer>;
  private pieces: Buffer[] = [];
  private available = 0;

  constructor(stream: Readable) {
    this.source = (stream as AsyncIterable<Buffer>)[Symbol.asyncIterator]();
  }

  async need(count: number): Promise<Buffer> {
    const taken = await this.take(count);
    if (taken === undefined) throw new Error("connection closed before message completed");
    return taken;
  }

  /** The next bytes; undefined if the stream has ended before the first of them. */
  async take(count: number): Promise<Buffer | undefined> {
    while (this.available < count) {
      const next = await this.source.next();
      if (next.done === true) break;
      this.pieces.push(next.value);
      this.available += next.value.length;
    }
    if (this.available === 0 && count > 0) return undefined;
    if (this.available < count) throw new Error("connection closed before message completed");
    const joined =
      this.pieces.length === 1 ? (this.pieces[0] as Buffer) : Buffer.concat(this.pieces);
    this.pieces = joined.length > count ? [joined.subarray(count)] : [];
    this.available -= count;
    return joined.subarray(0, count);
  }
}
