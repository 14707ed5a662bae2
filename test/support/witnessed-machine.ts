import { spawn } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { type HostRun } from "./posix-host";
import { answerAlone } from "./answer-alone";

/** What a script may call on any machine of the lab: Debian's essential packages and what they must have besides. */
const posixTools = [
  ...[
    "base64",
    "cat",
    "chmod",
    "cp",
    "curl",
    "cut",
    "date",
    "dirname",
    "env",
    "find",
    "flock",
    "gzip",
    "head",
  ],
  ...[
    "id",
    "jq",
    "ln",
    "ls",
    "mkdir",
    "mktemp",
    "mv",
    "openssl",
    "rm",
    "sed",
    "sha256sum",
    "sort",
    "stat",
  ],
  ...["tail", "timeout", "tr", "uname", "wc"],
];

/**
 * A machine of a test's own, on which every process is seen as any user of it could see it: nothing is found there but
 * what says first what it was called with.
 */
export class WitnessedMachine {
  readonly directory: string;
  private readonly bin: string;
  private readonly log: string;
  private shell = "/bin/sh";

  constructor(name: string) {
    this.directory = fs.mkdtempSync(path.join(os.tmpdir(), `${name}-`));
    this.bin = path.join(this.directory, "bin");
    this.log = path.join(this.directory, "log");
    fs.mkdirSync(this.bin);
    for (const tool of posixTools) this.install(tool, [`exec '${located(tool)}' "$@"`]);
    this.speak("/bin/sh");
  }

  /** Command lines and environments of everything that ran. */
  get seen(): string {
    return fs.existsSync(this.log) ? fs.readFileSync(this.log, "utf8") : "";
  }

  /** How often a command ran with words that match. */
  count(words: RegExp): number {
    return this.seen.split("\n").filter((line) => words.test(line)).length;
  }

  /** Puts a program on the machine, as lines of shell. */
  install(name: string, lines: readonly string[]): void {
    const witnessed = [
      "#!/bin/sh",
      `{ printf '%s' "${name}"; printf ' <%s>' "$@"; echo; export -p; } >> '${this.log}'`,
      ...lines,
    ];
    fs.writeFileSync(path.join(this.bin, name), `${witnessed.join("\n")}\n`, { mode: 0o755 });
  }

  /** Makes a shell the log-in shell and `sh`, bash as it is when it is called so. */
  speak(shell: "/bin/sh" | "/bin/bash"): void {
    this.shell = shell;
    const posix = shell === "/bin/bash" ? "--posix " : "";
    this.install("sh", [`exec ${shell} ${posix}"$@"`]);
  }

  /** Runs a command line as sshd would. */
  run(line: string, stdin = ""): Promise<HostRun> {
    return this.spawn(this.shell, ["-c", line], stdin);
  }

  /** Runs one of its programs by hand, with more in its environment. */
  by(
    name: string,
    words: readonly string[],
    environment: Readonly<Record<string, string>> = {},
  ): Promise<HostRun> {
    return this.spawn(path.join(this.bin, name), words, "", environment);
  }

  /** Names of all files anywhere on it. */
  fileNames(): string[] {
    return fs
      .readdirSync(this.directory, { recursive: true })
      .map((file) => path.basename(String(file)));
  }

  remove(): void {
    fs.rmSync(this.directory, { recursive: true });
  }

  private spawn(
    command: string,
    words: readonly string[],
    stdin: string,
    environment: Readonly<Record<string, string>> = {},
  ): Promise<HostRun> {
    return new Promise((resolve, reject) => {
      // A home of its own: bash reads its files there, as it takes a socket for a log-in from afar.
      const env = {
        ...{ PATH: this.bin, HOME: this.directory, HOST_ROOT: this.directory },
        ...environment,
      };
      const child = spawn(command, words, { cwd: this.directory, env });
      const output = { stdout: "", stderr: "" };
      child.stdout.on("data", (chunk: Buffer) => (output.stdout += chunk.toString()));
      child.stderr.on("data", (chunk: Buffer) => (output.stderr += chunk.toString()));
      child.on("error", reject);
      child.on("close", (code) =>
        resolve({ exitCode: code ?? -1, ...output, stdout: answerAlone(output.stdout) }),
      );
      // A program may end before it has read all that it is told.
      child.stdin.on("error", () => undefined);
      child.stdin.end(stdin);
    });
  }
}

/** @throws Error if this machine has no such program */
function located(tool: string): string {
  const found = (process.env["PATH"] ?? "")
    .split(":")
    .map((directory) => path.join(directory, tool))
    .find((file) => fs.existsSync(file));
  if (found === undefined) throw new Error(`${tool} is missing on this machine`);
  return found;
}
