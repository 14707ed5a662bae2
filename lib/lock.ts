import { createHash } from "node:crypto";
import { once } from "node:events";
import * as net from "node:net";

/** Begins the names of our abstract sockets; the kernel shows them in /proc/net/unix. */
const prefix = "\0astronomy-lab-backup-";

/** Takes the socket called `address`, or resolves to undefined if another process has it. */
async function take(address: string): Promise<{ release(): void } | undefined> {
  const waiters = new Set<net.Socket>();
  const server = net.createServer((waiter) => {
    waiters.add(waiter);
    waiter.on("error", () => undefined).write(`${process.pid}\n`);
  });
  server.listen(address);
  try {
    await once(server, "listening");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EADDRINUSE") return undefined;
    throw error;
  }
  return {
    release() {
      server.close();
      for (const waiter of waiters) waiter.destroy();
    },
  };
}

/** Resolves when the process that has `address` lets go of it or dies, or when `signal` says so. */
async function released(
  address: string,
  onWait: (owner: string) => void,
  signal?: AbortSignal,
): Promise<void> {
  await new Promise<void>((resolve) => {
    net
      .connect({ path: address, ...(signal && { signal }) })
      .on("data", (owner) => onWait(owner.toString().trim()))
      .on("error", () => resolve())
      .on("close", () => resolve());
  });
}

/**
 * Runs `body` while no other process of this machine is inside the same `name`; `onWait` is told
 * the process id that has to be waited for.
 *
 * The lock is an abstract Unix socket: taking it is atomic, and the kernel frees it however its owner
 * ends, so there is no stale lock to judge. It does not reach into other network namespaces.
 *
 * @param signal ends the wait. Default: it waits for as long as it takes.
 * @throws the signal's reason if the wait was ended.
 */
export async function withLock<T>(
  name: string,
  body: () => Promise<T>,
  onWait: (owner: string) => void = () => undefined,
  signal?: AbortSignal,
): Promise<T> {
  const address = prefix + createHash("sha256").update(name).digest("hex");
  for (;;) {
    const lock = await take(address);
    if (lock === undefined) {
      signal?.throwIfAborted();
      await released(address, onWait, signal);
      continue;
    }
    try {
      return await body();
    } finally {
      lock.release();
    }
  }
}
