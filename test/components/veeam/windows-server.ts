import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { commandLine } from "../../../components/remote/command-line";
import { type Envelope, type RemoteAction, sealEnvelope } from "../../../model/remote/envelope";
import { seed } from "../../../sandbox/products/iperius/iperius";
import { PsObject } from "../../../sandbox/products/windows/interpreter/values/ps-object";
import { type Installation } from "../../../sandbox/products/veeam/installation";
import { seeds } from "../../../sandbox/products/veeam/seeds";
import { type CollectionType, newId, Store } from "../../../sandbox/products/veeam/store";
import { veeamObject } from "../../../sandbox/products/veeam/types";
import { makeIperiusJob } from "../iperius/iperius-files";
import { runCommandLine } from "../../../sandbox/products/windows/windows";
import { type HostRun } from "../../support/posix-host";
import { answerAlone } from "../../support/answer-alone";

/** A Windows server with Veeam and Iperius, whose operators make what only a console can make. */
export class WindowsServer {
  private readonly state = fs.mkdtempSync(path.join(os.tmpdir(), "windows-server-"));
  private readonly store = new Store(this.state, seeds("VBR01"));

  constructor() {
    seed(this.state);
  }

  /** Does what the stack would do over SSH. */
  run(action: RemoteAction, envelope: Envelope): Promise<HostRun> {
    return this.start(commandLine(envelope.platform, action), sealEnvelope(envelope));
  }

  /** Types a script into PowerShell 7. */
  async type(script: string): Promise<string> {
    const encoded = Buffer.from(`$ErrorActionPreference = 'Stop'\n${script}`, "utf16le");
    const { exitCode, stdout, stderr } = await this.start(
      `pwsh.exe -EncodedCommand ${encoded.toString("base64")}`,
      "",
    );
    if (exitCode !== 0) throw new Error(`${script}: ${stderr}`);
    return stdout;
  }

  /** Puts another kind of Veeam on it. */
  install(installation: Partial<Installation>): void {
    fs.mkdirSync(path.join(this.state, "veeam"), { recursive: true });
    fs.writeFileSync(
      path.join(this.state, "veeam", "installation.json"),
      JSON.stringify(installation),
    );
  }

  private async start(line: string, stdin: string): Promise<HostRun> {
    const output = { stdout: "", stderr: "" };
    const exitCode = await runCommandLine(line, this.state, {
      readStandardInput: () => stdin,
      writeOutput: (text) => void (output.stdout += text),
      writeError: (text) => void (output.stderr += text),
      now: () => Date.now(),
    });
    return { exitCode, ...output, stdout: answerAlone(output.stdout) };
  }

  /** Makes another one of what Veeam has one of, with a name of its own. */
  make(type: "CBackupRepository" | "VBRProtectionGroup", name: string): void {
    // The first group is one that every server has, and nobody makes.
    const model = this.store.all(type).at(-1);
    const changed: Readonly<Record<string, unknown>> = { Id: newId(), Name: name };
    this.store.put(
      type,
      veeamObject(
        type,
        model!.entries.map(
          ([key, value]) => [key, (changed[key] as typeof value) ?? value] as const,
        ),
      ),
    );
  }

  /** Has all services log in as an account. */
  runServicesAs(startName: string): void {
    const services = JSON.parse(fs.readFileSync(this.file("services.json"), "utf8")) as object[];
    const changed = services.map((service) => ({ ...service, startName }));
    fs.writeFileSync(this.file("services.json"), JSON.stringify(changed));
  }

  /** Makes a job in Iperius that ran a moment ago. */
  makeIperiusJob(name: string): void {
    makeIperiusJob(
      path.join(this.state, "filesystem/C"),
      `[Job]\r\nNAME=${name}\r\nLastResult=0\r\n`,
    );
  }

  /** A property, or one of a property's, of everything that Veeam keeps of a type. */
  kept(type: CollectionType, ...property: readonly string[]): unknown[] {
    return property.reduce<unknown[]>(
      (nodes, key) =>
        nodes.flat().map((node) => (node instanceof PsObject ? node.get(key) : undefined)),
      [...this.store.all(type)],
    );
  }

  /** A file of its state. */
  file(...names: readonly string[]): string {
    return path.join(this.state, ...names);
  }

  /** Names of all files anywhere on it. */
  fileNames(): string[] {
    return fs
      .readdirSync(this.state, { recursive: true })
      .map((file) => path.basename(String(file)));
  }

  remove(): void {
    fs.rmSync(this.state, { recursive: true });
  }
}
