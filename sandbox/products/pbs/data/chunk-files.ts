import * as fs from "node:fs";
import * as path from "node:path";

import { isOn } from "../faults";

const chunks = ".chunks";
const digestShape = /^[0-9a-f]{64}$/;

/** A chunk's file and when it was last used, in milliseconds. */
export interface ChunkFile {
  readonly digest: string;
  readonly file: string;
  readonly size: number;
  readonly used: number;
}

/** The chunks of one datastore: files named by digest, in directories named by its beginning. */
export class ChunkFiles {
  /** @param base the datastore's directory */
  constructor(
    private readonly base: string,
    private readonly store: string,
  ) {}

  /** Keeps a chunk; one that is there already is only marked as used. Says whether it was new. */
  insert(digest: string, blob: Buffer): boolean {
    const file = this.locate(digest);
    if (fs.existsSync(file)) {
      this.touch(digest);
      return false;
    }
    try {
      if (isOn("full")) throw Object.assign(new Error(), { code: "ENOSPC" });
      fs.mkdirSync(path.dirname(file), { recursive: true });
      fs.writeFileSync(`${file}.tmp`, blob);
      fs.renameSync(`${file}.tmp`, file);
    } catch (error) {
      throw new Error(
        `inserting chunk on store '${this.store}' failed for ${digest} - ${systemText(error)}`,
      );
    }
    return true;
  }

  has(digest: string): boolean {
    return fs.existsSync(this.locate(digest));
  }

  /** A chunk's blob, unchecked. @throws Error if there is none */
  read(digest: string): Buffer {
    try {
      return fs.readFileSync(this.locate(digest));
    } catch (error) {
      throw new Error(
        `store '${this.store}', unable to load chunk '${digest}' - ${systemText(error)}`,
      );
    }
  }

  /** Marks a chunk as used now. Says whether there is one. */
  touch(digest: string, now = new Date()): boolean {
    const file = this.locate(digest);
    if (!fs.existsSync(file)) return false;
    fs.utimesSync(file, now, fs.statSync(file).mtime);
    return true;
  }

  /** Sets a broken chunk aside, so that the next backup brings it anew. Returns its new name. */
  setAside(digest: string): string | undefined {
    const file = this.locate(digest);
    if (!fs.existsSync(file)) return undefined;
    for (let count = 0; ; count += 1) {
      const aside = `${file}.${count}.bad`;
      if (fs.existsSync(aside)) continue;
      fs.renameSync(file, aside);
      return path.basename(aside);
    }
  }

  *list(): Generator<ChunkFile> {
    const root = path.join(this.base, chunks);
    for (const prefix of fs.readdirSync(root)) {
      for (const digest of fs.readdirSync(path.join(root, prefix))) {
        if (!digestShape.test(digest)) continue;
        const file = path.join(root, prefix, digest);
        const { size, atimeMs } = fs.statSync(file);
        yield { digest, file, size, used: atimeMs };
      }
    }
  }

  private locate(digest: string): string {
    return path.join(this.base, chunks, digest.slice(0, 4), digest);
  }
}

const systemTexts: Readonly<Record<string, string>> = {
  ENOSPC: "No space left on device (os error 28)",
  ENOENT: "No such file or directory (os error 2)",
  EACCES: "Permission denied (os error 13)",
};

function systemText(error: unknown): string {
  const { code = "", message } = error as NodeJS.ErrnoException;
  return systemTexts[code] ?? message;
}
