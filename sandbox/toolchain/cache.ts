import { randomUUID } from "node:crypto";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { withLock } from "../../lib/lock";

/** Puts everything that belongs to one key into the empty `directory`. */
export type Install = (directory: string) => Promise<void>;

/**
 * The directory all clones of one user share: `$XDG_CACHE_HOME/astronomy-lab-backup`, or below
 * `~/.cache` (XDG Base Directory Specification 0.8).
 */
export function cacheRoot(env: NodeJS.ProcessEnv): string {
  const home = env["HOME"] ?? os.homedir();
  return path.join(env["XDG_CACHE_HOME"] || path.join(home, ".cache"), "astronomy-lab-backup");
}

/** Installed tools by key. A key's directory either is complete or does not exist. */
export class ToolCache {
  constructor(readonly root: string) {}

  /** Where `key` is, or will be. */
  directory(key: string): string {
    return path.join(this.root, "tools", key);
  }

  /** The log file called `name`, emptied. */
  newLog(name: string): string {
    const file = path.join(this.root, "logs", `${name}.log`);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, "");
    return file;
  }

  /**
   * Makes sure `key` is there: installs it beside its place and renames it into it, once for all
   * processes that ask at the same time. What an interrupted installation left is swept away first.
   */
  async obtain(key: string, install: Install, onWait: (owner: string) => void): Promise<void> {
    const place = this.directory(key);
    if (fs.existsSync(place)) return;
    await withLock(
      place,
      async () => {
        if (fs.existsSync(place)) return;
        const partials = path.join(this.root, "partial", key);
        fs.rmSync(partials, { recursive: true, force: true });
        const partial = path.join(partials, randomUUID());
        fs.mkdirSync(partial, { recursive: true });
        try {
          await install(partial);
          fs.mkdirSync(path.dirname(place), { recursive: true });
          fs.renameSync(partial, place);
        } finally {
          fs.rmSync(partials, { recursive: true, force: true });
        }
      },
      onWait,
    );
  }
}
