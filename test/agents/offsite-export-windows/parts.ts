import { type ChildProcessWithoutNullStreams } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { createInterface } from "node:readline";
import { windowsExportProgram } from "../../../components/veeam/export-program";
import { RealPowerShell } from "../../support/powershell-host";

/** What a program of the host answers when it is asked something that begins like this. */
export interface Canned {
  /** A regular expression of PowerShell's. */
  readonly asked: string;
  readonly code: number;
  readonly out?: string;
  readonly err?: string;
}

/** What a part is asked, and with what. */
export interface Question {
  readonly script: string;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** `$request.data` of the script; `programs` and `sddl` are what the host says. */
  readonly data?: Readonly<Record<string, unknown>> & { readonly programs?: readonly Canned[] };
  /** Of the host. Default: UTC. */
  readonly timezone?: string;
}

/** What came of it. */
export interface Answer<T> {
  readonly value: T;
  /** What was thrown; mostly nothing. */
  readonly fault: string;
  readonly said: string;
  /** What programs were asked. */
  readonly asked: readonly string[] | string;
}

/** The parts of the export agent in a real PowerShell, without what makes a program of them. */
export class AgentParts {
  private readonly folder = fs.mkdtempSync(path.join(os.tmpdir(), "agent-parts-"));
  private readonly child: ChildProcessWithoutNullStreams;
  private readonly answers: AsyncIterator<string>;

  constructor() {
    const program = windowsExportProgram();
    const parts = program.slice(0, program.indexOf("# What is run by people and by scheduled"));
    const file = path.join(this.folder, "parts.ps1");
    fs.writeFileSync(file, parts + fs.readFileSync(path.join(__dirname, "parts.ps1"), "utf8"));
    this.child = RealPowerShell.spawn(["-NoProfile", "-NonInteractive", "-File", file]);
    this.child.stderr.pipe(process.stderr);
    this.answers = createInterface({ input: this.child.stdout })[Symbol.asyncIterator]();
  }

  async ask<T>(question: Question): Promise<Answer<T>> {
    const { settings = {}, data = {}, timezone = "UTC", script } = question;
    this.child.stdin.write(`${JSON.stringify({ settings, data, timezone, script })}\n`);
    const { value, done } = await this.answers.next();
    if (done === true) throw new Error("PowerShell has ended");
    return JSON.parse(value) as Answer<T>;
  }

  remove(): void {
    this.child.kill("SIGKILL");
    fs.rmSync(this.folder, { recursive: true });
  }
}
