import { createHash, randomUUID } from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";
import { type HeldMutex, type NamedMutex } from "../interpreter/host";
import { acquireLock } from "./lock";

/**
 * A named mutex of the host whose state is in `stateDirectory`, as one process sees it. A mutex that nobody knows of is
 * gone with its owner, so only who opened it before learns that it was abandoned.
 *
 * Source: .NET's page on `AbandonedMutexException`, and processes of PowerShell 7.6, one of them killed.
 */
export class ProcessMutex implements NamedMutex {
  private readonly lock: string;
  /** A file that names the owner, while there is one; it stays behind an owner that was killed. */
  private readonly mark: string;
  private readonly known: string | undefined;
  private unlock: (() => void) | undefined;

  constructor(
    private readonly stateDirectory: string,
    name: string,
  ) {
    this.lock = `mutex ${name}`;
    const digest = createHash("sha256").update(name.toLowerCase()).digest("hex").slice(0, 16);
    this.mark = path.join(stateDirectory, `mutex-${digest}`);
    this.known = this.isTaken() ? this.owner() : undefined;
  }

  acquire(timeout: number): HeldMutex | undefined {
    const unlock = acquireLock(this.stateDirectory, this.lock, timeout);
    if (unlock === undefined) return undefined;
    const owner = this.owner();
    fs.writeFileSync(this.mark, randomUUID());
    this.unlock = unlock;
    return {
      abandoned: owner !== undefined && owner === this.known,
      release: () => {
        fs.rmSync(this.mark, { force: true });
        this.end();
      },
    };
  }

  /** The process ends, whether it gave the mutex back or not. */
  end(): void {
    this.unlock?.();
    this.unlock = undefined;
  }

  private isTaken(): boolean {
    const unlock = acquireLock(this.stateDirectory, this.lock, 0);
    unlock?.();
    return unlock === undefined;
  }

  private owner(): string | undefined {
    return fs.existsSync(this.mark) ? fs.readFileSync(this.mark, "utf8") : undefined;
  }
}
