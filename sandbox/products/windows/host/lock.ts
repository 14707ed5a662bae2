import { createHash } from "node:crypto";
import * as fs from "node:fs";
import * as net from "node:net";

const retryInterval = 20;

/**
 * Takes the lock called `name` of the host whose state is in `stateDirectory`, waiting so many
 * milliseconds; undefined if it stays taken. It is an abstract Unix socket, so the kernel takes it
 * back when its owner dies. Binding happens within `listen()`, hence without a turn of the event
 * loop: a running script has none.
 */
export function acquireLock(
  stateDirectory: string,
  name: string,
  timeout: number,
): (() => void) | undefined {
  const address = addressOf(stateDirectory, name);
  const deadline = Date.now() + timeout;
  for (;;) {
    const server = bind(address);
    if (server !== undefined) return () => void server.close();
    if (Date.now() >= deadline) return undefined;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, retryInterval);
  }
}

/** Runs `work` while holding a lock of the host. */
export function withLock<T>(stateDirectory: string, name: string, work: () => T): T {
  const release = acquireLock(stateDirectory, name, lockTimeout);
  if (release === undefined) throw new Error(`${name} of ${stateDirectory} stays locked`);
  try {
    return work();
  } finally {
    release();
  }
}

/** How long the host's own files may stay locked, in milliseconds. */
const lockTimeout = 30_000;

function bind(address: string): net.Server | undefined {
  const server = net.createServer();
  server.on("error", () => undefined);
  server.listen(address);
  if (!server.listening) return undefined;
  return server.unref();
}

/** The directory's inode stands for it, so that every path to it means the same lock. */
function addressOf(stateDirectory: string, name: string): string {
  const { dev, ino } = fs.statSync(stateDirectory);
  const digest = createHash("sha256").update(name.toLowerCase()).digest("hex").slice(0, 32);
  return `\0windows-host-${dev}-${ino}-${digest}`;
}
