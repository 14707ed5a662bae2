import * as fs from "node:fs";
import * as net from "node:net";
import * as path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { configDirectory, underRoot } from "./root";

/** How long the product waits for its configuration lock before it gives up, in milliseconds. */
export const lockTimeout = 10_000;

const retryInterval = 15;

/**
 * Runs `work` while holding the lock files `names` of the configuration directory.
 *
 * Node has no flock(2), so the lock proper is an abstract Unix socket named after the lock file's
 * inode: the kernel grants it to one process at a time and takes it back when that process dies.
 *
 * @throws Error when a lock is not free within {@link lockTimeout}.
 */
export async function withLocks<T>(names: readonly string[], work: () => T): Promise<T> {
  const held: Lock[] = [];
  try {
    for (const name of [...names].sort()) held.push(await acquire(name));
    return work();
  } finally {
    await Promise.all(held.map((lock) => lock.release()));
  }
}

/** A held lock. */
export interface Lock {
  release(): Promise<void>;
}

/** Takes one lock of the configuration directory. */
export async function acquire(name: string, timeout = lockTimeout): Promise<Lock> {
  const address = lockAddress(underRoot(path.join(configDirectory, name)));
  const deadline = Date.now() + timeout;
  for (;;) {
    const server = await listen(address);
    if (server !== undefined) return { release: () => close(server) };
    if (Date.now() >= deadline) {
      const file = path.join(configDirectory, name);
      throw new Error(`Unable to acquire lock "${file}" - Interrupted system call (os error 4)`);
    }
    await sleep(retryInterval);
  }
}

function lockAddress(file: string): string {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.closeSync(fs.openSync(file, "a", 0o660));
  const { dev, ino } = fs.statSync(file);
  return `\0proxmox-backup-lock-${dev}-${ino}`;
}

function listen(address: string): Promise<net.Server | undefined> {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once("listening", () => resolve(server));
    server.once("error", (error: NodeJS.ErrnoException) =>
      error.code === "EADDRINUSE" ? resolve(undefined) : reject(error),
    );
    server.listen(address);
  });
}

function close(server: net.Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}
