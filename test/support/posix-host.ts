import { spawn } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { answerAlone } from "./answer-alone";
import { type Envelope, type RemoteAction, sealEnvelope } from "../../model/remote/envelope";
import { remoteScript } from "../../components/remote/script";
import { shellCommandLine } from "../../components/remote/shell";

/** What ran on the host. */
export interface HostRun {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Who logs in. */
interface LogIn {
  /** Default: /bin/sh. */
  readonly shell?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** A product of one object: a file that holds it, and functions over that file. */
const fileProduct = `
observe() { cat "$STATE/object" 2>/dev/null || echo null; }
store() { printf %s "$envelope" | jq -c .document > "$STATE/object"; }
create() { echo created >> "$STATE/log"; store; }
update() { echo updated >> "$STATE/log"; store; }
remove() { echo removed >> "$STATE/log"; rm -f "$STATE/object"; }
`;

/** A real POSIX shell with a product of one object behind it. */
export class PosixHost {
  readonly state = fs.mkdtempSync(path.join(os.tmpdir(), "posix-host-"));
  private readonly scriptFile = path.join(this.state, "product.sh");

  /** @param product - the product's part of the script; a file that holds the object by default */
  constructor(product = fileProduct) {
    fs.writeFileSync(this.scriptFile, product);
  }

  /** What was done to the object, in order. */
  get log(): string[] {
    const file = path.join(this.state, "log");
    return fs.existsSync(file) ? fs.readFileSync(file, "utf8").trim().split("\n") : [];
  }

  async run(
    action: RemoteAction,
    document: Record<string, unknown>,
    secrets: Record<string, string> = {},
    content: Partial<Envelope> = {},
  ): Promise<HostRun> {
    const envelope = this.envelope(document, { secrets, ...content });
    const { stdout, ...run } = await this.send(action, sealEnvelope(envelope));
    return { ...run, stdout: answerAlone(stdout) };
  }

  /** What would be sent of its object. */
  envelope(document: Record<string, unknown>, content: Partial<Envelope> = {}): Envelope {
    return {
      contract: "backup-remote/1",
      stack: "backup/test",
      resource: "test-object",
      adopt: false,
      platform: { name: "posix" },
      kind: "test object",
      identity: "one",
      document,
      settings: {},
      secrets: {},
      script: remoteScript(this.scriptFile),
      ...content,
    };
  }

  /**
   * Sends anything, with all that is printed.
   *
   * @param logIn - the log-in shell and its environment
   */
  send(
    action: RemoteAction,
    stdin: string,
    { shell = "/bin/sh", env = {} }: LogIn = {},
  ): Promise<HostRun> {
    return new Promise((resolve, reject) => {
      // As sshd does it: the command line goes through the log-in shell.
      const child = spawn(shell, ["-c", shellCommandLine(action)], {
        env: { ...process.env, STATE: this.state, HOST_ROOT: this.state, SHELL: shell, ...env },
      });
      const output = { stdout: "", stderr: "" };
      child.stdout.on("data", (chunk: Buffer) => (output.stdout += chunk.toString()));
      child.stderr.on("data", (chunk: Buffer) => (output.stderr += chunk.toString()));
      child.on("error", reject);
      child.on("close", (code) => resolve({ exitCode: code ?? -1, ...output }));
      child.stdin.on("error", () => undefined);
      child.stdin.end(stdin);
    });
  }

  remove(): void {
    fs.rmSync(this.state, { recursive: true });
  }
}
