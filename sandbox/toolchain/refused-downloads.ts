import * as fs from "node:fs";
import * as path from "node:path";
import { type ToolCache } from "./cache";

/** How long a refusal is remembered. Milliseconds. */
const memory = 24 * 60 * 60 * 1000;

/** Why a plugin could not be downloaded. */
export type Refusal = "out of reach" | "failed";

interface Entry {
  readonly why: Refusal;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** Plugins, by name and version, that could not be downloaded within the last day. */
export class RefusedDownloads {
  private readonly file: string;
  private readonly entries: Record<string, Entry>;

  constructor(cache: ToolCache) {
    this.file = path.join(cache.root, "refused-plugins.json");
    this.entries = read(this.file);
  }

  /** Why `key` was refused; nothing if it was not, or too long ago. */
  of(key: string): Refusal | undefined {
    const entry = this.entries[key];
    return entry !== undefined && Date.now() - entry.at < memory ? entry.why : undefined;
  }

  /** Remembers that `key` was refused just now. */
  add(key: string, why: Refusal): void {
    this.entries[key] = { why, at: Date.now() };
    const draft = `${this.file}.${process.pid}`;
    fs.mkdirSync(path.dirname(draft), { recursive: true });
    fs.writeFileSync(draft, JSON.stringify(this.entries));
    fs.renameSync(draft, this.file);
  }
}

function read(file: string): Record<string, Entry> {
  try {
    return JSON.parse(fs.readFileSync(file, "utf8")) as Record<string, Entry>;
  } catch {
    return {}; // Missing or damaged: a memory that can be made again.
  }
}
