import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { runCommandLine } from "../../../../products/windows/windows";

/** The stand-in's clock in tests: 2026-11-22 10:00 UTC, a Sunday. */
export const now = Date.UTC(2026, 10, 22, 10);

/** What a run left behind. */
export interface RunResult {
  readonly code: number;
  readonly output: string;
  readonly error: string;
  /** The output's lines. */
  readonly lines: readonly string[];
}

/** A Windows host of a test's own. */
export class TestHost {
  /** The directory with the host's state. */
  readonly state = fs.mkdtempSync(path.join(os.tmpdir(), "windows-"));

  /** Runs a script as the stack does. */
  run(script: string, { input = "", shell = "pwsh.exe" } = {}): Promise<RunResult> {
    const encoded = Buffer.from(script, "utf16le").toString("base64");
    return this.runLine(`${shell} -NoProfile -NonInteractive -EncodedCommand ${encoded}`, input);
  }

  async runLine(line: string, input = ""): Promise<RunResult> {
    let output = "";
    let error = "";
    const code = await runCommandLine(line, this.state, {
      readStandardInput: () => input,
      writeOutput: (text) => void (output += text),
      writeError: (text) => void (error += text),
      now: () => now,
    });
    return { code, output, error, lines: output.split("\r\n").slice(0, -1) };
  }

  /** The lines of a script that must succeed without a word on standard error. */
  async lines(script: string): Promise<readonly string[]> {
    const { code, error, lines } = await this.run(script);
    expect({ code, error }).toEqual({ code: 0, error: "" });
    return lines;
  }

  /** A script that must fail: what it says on standard error. */
  async failure(script: string): Promise<string> {
    const { code, error } = await this.run(script);
    expect(code).toBe(1);
    return error;
  }

  /** A file of the host's state. */
  file(...names: readonly string[]): string {
    return path.join(this.state, ...names);
  }

  remove(): void {
    fs.rmSync(this.state, { recursive: true, force: true });
  }
}

/** A host for every test of a file. */
export function eachOnItsOwnHost(): { readonly host: TestHost } {
  const holder = { host: undefined as unknown as TestHost };
  beforeEach(() => {
    holder.host = new TestHost();
  });
  afterEach(() => holder.host.remove());
  return holder;
}
