import { spawn } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { buildSync } from "esbuild";
import {
  type Envelope,
  type RemoteAction,
  sealEnvelope,
} from "../../../components/remote/envelope";
import { shellCommandLine } from "../../../components/remote/shell";
import { type HostRun } from "../../support/posix-host";

/** A real shell on a node with a cluster of its own behind `pvesh` and `pvesm`. */
export class ClusterNode {
  private readonly directory = fs.mkdtempSync(path.join(os.tmpdir(), "cluster-node-"));
  /** What the node sees as `/etc/pve`. */
  readonly state = path.join(this.directory, "etc-pve");
  private readonly log = path.join(this.directory, "log");

  constructor() {
    fs.mkdirSync(this.state);
    fs.mkdirSync(path.join(this.directory, "bin"));
    for (const name of ["pvesh", "pvesm"]) this.install(name);
  }

  /** Command lines and environments of everything that ran, as any user of the machine could have seen them. */
  get seen(): string {
    return fs.existsSync(this.log) ? fs.readFileSync(this.log, "utf8") : "";
  }

  /** How often one of the commands ran with words that match. */
  count(words: RegExp): number {
    return this.seen.split("\n").filter((line) => words.test(line)).length;
  }

  /** A file below `/etc/pve`. */
  file(name: string): string {
    return path.join(this.state, name);
  }

  read(name: string): string {
    return fs.readFileSync(this.file(name), "utf8");
  }

  /** Does what the stack would do over SSH. */
  run(action: RemoteAction, envelope: Envelope): Promise<HostRun> {
    // The scripts know the product's own path; this node keeps it elsewhere.
    const script = envelope.script.replaceAll("/etc/pve", this.state);
    return this.spawn(
      "/bin/sh",
      ["-c", shellCommandLine(action)],
      sealEnvelope({ ...envelope, script }),
    );
  }

  /** Runs a command by hand. */
  by(command: string, ...words: readonly string[]): Promise<HostRun> {
    return this.spawn(path.join(this.directory, "bin", command), words, "");
  }

  remove(): void {
    fs.rmSync(this.directory, { recursive: true });
  }

  private install(name: string): void {
    const program = path.join(this.directory, `${name}.js`);
    const entry = path.resolve(__dirname, `../../../sandbox/hosts/pve/${name}-main.ts`);
    buildSync({ entryPoints: [entry], outfile: program, bundle: true, platform: "node" });
    const wrapper = [
      "#!/bin/sh",
      `{ printf '%s' "${name}"; printf ' <%s>' "$@"; echo; env; } >> '${this.log}'`,
      `PVE_STATE='${this.state}' exec '${process.execPath}' '${program}' "$@"`,
    ];
    fs.writeFileSync(path.join(this.directory, "bin", name), wrapper.join("\n"), { mode: 0o755 });
  }

  private spawn(command: string, words: readonly string[], stdin: string): Promise<HostRun> {
    return new Promise((resolve, reject) => {
      const PATH = `${path.join(this.directory, "bin")}:${process.env["PATH"]}`;
      const child = spawn(command, words, { env: { PATH } });
      const output = { stdout: "", stderr: "" };
      child.stdout.on("data", (chunk: Buffer) => (output.stdout += chunk.toString()));
      child.stderr.on("data", (chunk: Buffer) => (output.stderr += chunk.toString()));
      child.on("error", reject);
      child.on("close", (code) => resolve({ exitCode: code ?? -1, ...output }));
      child.stdin.end(stdin);
    });
  }
}
