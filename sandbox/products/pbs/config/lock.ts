import * as fs from "node:fs";
import * as net from "node:net";
import * as path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { isOn } from "../faults";
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
export async function withLocks<T>(
  names: readonly string[],
  work: () => T | Promise<T>,
): Promise<T> {
  const held: Lock[] = [];
  try {
    for (const name of [...names].sort()) held.push(await acquire(name));
    return await work();
  } finally {
    await Promise.all(held.map((lock) => lock.release()));
  }
}

/** A held lock. */
export interface Lock {
  release(): Promise<void>;
}

export interface LockOptions {
  /** In milliseconds. Default: the product's. */
  readonly timeout?: number;
  /** Where the lock file lies. Default: the configuration directory. */
  readonly directory?: string;
}

/** Takes one lock. @throws Error when it is not free in time. */
export async function acquire(
  name: string,
  { timeout = lockTimeout, directory = configDirectory }: LockOptions = {},
): Promise<Lock> {
  const file = path.join(directory, name);
  const address = lockAddress(underRoot(file));
  const deadline = Date.now() + timeout;
  for (;;) {
    const server =
      isOn("busy") && directory === configDirectory ? undefined : await listen(address);
    if (server !== undefined) return { release: () => close(server) };
    if (Date.now() >= deadline) {
      throw new Error(`Unable to acquire lock "${file}" - Interrupted system call (os error 4)`);
    }
    await sleep(retryInterval);
  }
}

/** Whether somebody holds a lock at this moment. */
export function isHeld(name: string, directory: string): Promise<boolean> {
  const address = lockAddress(underRoot(path.join(directory, name)));
  return new Promise((resolve) => {
    const socket = net.connect(address);
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}

function lockAddress(file: string): string {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.closeSync(fs.openSync(file, "a", 0o660));
  const { dev, ino } = fs.statSync(file);
  return `\0proxmox-backup-lock-${dev}-${ino}`;
}

function listen(address: string): Promise<net.Server | undefined> {
  return new Promise((resolve, reject) => {
    const server = net.createServer((socket) => socket.destroy());
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
