import { mkdirSync, statSync } from "node:fs";
import { withLock } from "../../../../lib/lock";
import { refusal } from "../api/api-error";

/** How long the product waits for a lock of its cluster file system, in milliseconds. */
const patience = 10_000;

/**
 * Runs `body` while no other process changes `file` of the cluster: the API server and the command line of every
 * node write the same files. The lock is known by the directory itself, whatever path a process sees it under.
 *
 * @throws ApiError 500 with the product's text when the lock is not free within ten seconds
 */
export async function withClusterLock<T>(
  state: string,
  file: string,
  body: () => T,
  waitFor: number = patience,
): Promise<T> {
  mkdirSync(state, { recursive: true });
  const { dev, ino } = statSync(state);
  const signal = AbortSignal.timeout(waitFor);
  try {
    return await withLock(
      `pve ${dev}-${ino} ${file}`,
      async () => body(),
      () => undefined,
      signal,
    );
  } catch (error) {
    if (!signal.aborted || error !== signal.reason) throw error;
    throw refusal(
      `error with cfs lock 'file-${file.replaceAll(".", "_")}': got lock request timeout`,
    );
  }
}
