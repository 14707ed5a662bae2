import { type ChildProcess, execFile, spawn } from "node:child_process";

/** How a program ended. */
export interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** How it is run; the environment is the whole of it. */
export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** What it reads. Default: nothing. */
  readonly input?: string;
}

/** Runs a program to its end, however it ends. */
export function runToEnd(
  [file, ...words]: readonly [string, ...string[]],
  { env = { PATH: "/usr/bin:/bin" }, input = "" }: RunOptions = {},
): Promise<Ended> {
  return new Promise((resolve) => {
    const child = execFile(file, words, { env, maxBuffer: 64 << 20 }, (error, out, err) => {
      const code = typeof error?.code === "number" ? error.code : error === null ? 0 : 255;
      resolve({ code, out, err: `${err}${code === 255 ? String(error?.message ?? "") : ""}` });
    });
    // Whatever ends without reading it is no error here.
    child.stdin?.on("error", () => undefined).end(input);
  });
}

/** A server that runs until it is told to end. */
export class Served {
  private readonly child: ChildProcess;
  /** What it has said so far, both outputs. */
  log = "";
  readonly ended: Promise<number | null>;

  constructor(
    [file, ...words]: readonly [string, ...string[]],
    env: Readonly<Record<string, string>> = { PATH: "/usr/bin:/bin" },
  ) {
    this.child = spawn(file, words, { env, stdio: ["ignore", "pipe", "pipe"] });
    for (const stream of [this.child.stdout, this.child.stderr])
      stream?.on("data", (data: Buffer) => (this.log += data.toString()));
    this.ended = new Promise((resolve) => {
      this.child.once("error", () => resolve(null)).once("close", resolve);
    });
  }

  get runs(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /**
   * Resolves once `isReady` says so.
   *
   * @throws Error with its last words if it has ended, or is not ready in time
   */
  async until(isReady: () => Promise<boolean>, seconds = 60): Promise<void> {
    const deadline = performance.now() + seconds * 1000;
    while (!(await isReady())) {
      if (!this.runs || performance.now() > deadline)
        throw new Error(`${this.child.spawnfile} is not ready: ${this.log.slice(-2000)}`);
      await new Promise((wake) => setTimeout(wake, 50));
    }
  }

  /** Ends it at once. */
  async kill(): Promise<void> {
    this.child.kill("SIGKILL");
    await this.ended;
  }
}
