/** How often the host looks whether its parent still lives. */
const parentCheckMilliseconds = 1000;

/**
 * Ends this process, after `close`, when the engine asks for it by signal or is gone: a host that
 * outlived its engine would stay for ever, and one that ignored a signal costs each operation 5 s.
 */
export function endWhenOver(close: () => Promise<void>): void {
  const parent = process.ppid;
  const end = () => void close().then(() => process.exit(0));
  process.on("SIGINT", end);
  process.on("SIGTERM", end);
  setInterval(() => {
    if (process.ppid !== parent) end();
  }, parentCheckMilliseconds).unref();
}
