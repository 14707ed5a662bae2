import { type ChildProcess } from "node:child_process";
import { createHash, randomUUID } from "node:crypto";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { createInterface } from "node:readline";
import { type Envelope, type RemoteAction, sealEnvelope } from "../../../model/remote/envelope";
import { type HostRun } from "../../support/posix-host";
import { hasRealPowerShell, RealPowerShell } from "../../support/powershell-host";
import { WindowsServer } from "./windows-server";
import { answerAlone } from "../../support/answer-alone";

/** A host with Veeam, which the stack configures and an operator changes by hand. */
export interface VeeamHost {
  /** The folder that is its drive C. */
  readonly drive: string;
  /** Does what the stack would do over SSH. */
  run(action: RemoteAction, envelope: Envelope): Promise<HostRun>;
  /** Types into PowerShell, connected to the server. */
  byHand(script: string): Promise<string>;
  /** Has the server refuse a cmdlet from now on. */
  refuse(cmdlet: string, message: string): Promise<void>;
  /** Makes what only a console can make. */
  make(what: "repository" | "protection group", name: string): Promise<void>;
  /** Veeam's keys. */
  keys(): Promise<readonly KeptKey[]>;
  /** The log-ins that it was given. */
  logIns(): Promise<readonly KeptLogIn[]>;
  /** Takes the programs away that the offsite export needs. */
  takePrograms(): Promise<void>;
  /** Puts a program where the offsite export looks for it. @param said - when it is asked for its version */
  putProgram(name: string, said: string): Promise<void>;
  /** Installs everything anew. */
  reset(): Promise<void>;
  remove(): void;
}

/** A key as Veeam keeps it. */
export interface KeptKey {
  readonly description: string | null;
  readonly passwordSha256: string;
}

/** A log-in as Veeam keeps it. */
export interface KeptLogIn {
  readonly user: string;
  readonly description: string;
  readonly passwordSha256: string;
}

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

/** The folder of the module that stands for Veeam's in a real PowerShell. */
const stubModules = path.join(__dirname, "stub");

/** An environment in which a real PowerShell finds it. */
export const stubbed = () => RealPowerShell.withModules(stubModules);

const programFolder = ["Program Files", "offsite-export"];

/** A real PowerShell with cmdlets that keep what they are told. */
export class StubbedPowerShell implements VeeamHost {
  private readonly child: ChildProcess;
  private readonly answers: AsyncIterator<string>;
  /** What is on its drive C. */
  readonly drive = fs.mkdtempSync(path.join(os.tmpdir(), "drive-c-"));

  constructor() {
    const driver = path.join(stubModules, "driver.ps1");
    const words = ["-NoProfile", "-NonInteractive", "-File", driver];
    words.push(`veeam-${randomUUID()}`, this.drive);
    this.child = RealPowerShell.spawn(words, stubbed());
    this.child.stderr?.pipe(process.stderr);
    this.answers = createInterface({ input: this.child.stdout! })[Symbol.asyncIterator]();
  }

  run(action: RemoteAction, envelope: Envelope): Promise<HostRun> {
    return this.ask({
      script: envelope.script,
      action,
      envelope: JSON.parse(sealEnvelope(envelope)) as unknown,
    });
  }

  byHand(script: string): Promise<string> {
    return this.type(connected(script));
  }

  /** Types into PowerShell, connected or not. */
  async type(script: string): Promise<string> {
    const { exitCode, stdout, stderr } = await this.ask({ script });
    if (exitCode !== 0) throw new Error(`${script}: ${stderr}`);
    return stdout;
  }

  async refuse(cmdlet: string, message: string): Promise<void> {
    await this.byHand(`Set-StubRefusal '${cmdlet}' '${message}'`);
  }

  async make(what: "repository" | "protection group", name: string): Promise<void> {
    const cmdlet = { repository: "Add-StubRepository", "protection group": "Add-StubGroup" }[what];
    await this.byHand(`${cmdlet} '${name}'`);
  }

  async keys(): Promise<readonly KeptKey[]> {
    const kept = JSON.parse(await this.byHand("Get-StubKey")) as readonly {
      readonly description: string | null;
      readonly password: string;
    }[];
    return kept.map(({ description, password }) => ({
      description,
      passwordSha256: sha256(password),
    }));
  }

  async logIns(): Promise<readonly KeptLogIn[]> {
    const kept = JSON.parse(await this.byHand("Get-StubLogIn")) as readonly (Omit<
      KeptLogIn,
      "passwordSha256"
    > & { readonly password: string })[];
    return kept.map(({ password, ...logIn }) => ({ ...logIn, passwordSha256: sha256(password) }));
  }

  async reset(): Promise<void> {
    await this.type("Import-Module Veeam.Backup.PowerShell -Force");
  }

  takePrograms(): Promise<void> {
    fs.rmSync(path.join(this.drive, ...programFolder), { recursive: true, force: true });
    return Promise.resolve();
  }

  putProgram(name: string, said: string): Promise<void> {
    const file = path.join(this.drive, ...programFolder, `${name}.exe`);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, `#!/bin/sh\necho '${said}'\n`, { mode: 0o755 });
    return Promise.resolve();
  }

  remove(): void {
    this.child.kill("SIGKILL");
    fs.rmSync(this.drive, { recursive: true });
  }

  private async ask(request: object): Promise<HostRun> {
    this.child.stdin?.write(`${JSON.stringify(request)}\n`);
    const { value, done } = await this.answers.next();
    if (done === true) throw new Error("PowerShell has ended");
    const { stdout, ...run } = JSON.parse(value) as HostRun;
    return { ...run, stdout: answerAlone(stdout) };
  }
}

const connected = (script: string) => `
Connect-VBRServer -Server localhost -ForceAcceptTlsCertificate
try {
${script}
}
finally { Disconnect-VBRServer }`;

/** The sandbox's Windows host. */
export class StandIn implements VeeamHost {
  server = new WindowsServer();

  get drive(): string {
    return this.server.file("filesystem", "C");
  }

  run(action: RemoteAction, envelope: Envelope): Promise<HostRun> {
    return this.server.run(action, envelope);
  }

  byHand(script: string): Promise<string> {
    return this.server.type(connected(script));
  }

  refuse(cmdlet: string, message: string): Promise<void> {
    this.server.install({ refuses: { [cmdlet]: message } });
    return Promise.resolve();
  }

  make(what: "repository" | "protection group", name: string): Promise<void> {
    const type = { repository: "CBackupRepository", "protection group": "VBRProtectionGroup" }[
      what
    ];
    this.server.make(type as "CBackupRepository" | "VBRProtectionGroup", name);
    return Promise.resolve();
  }

  keys(): Promise<readonly KeptKey[]> {
    const digests = this.server.kept("PSCryptoKey", "PasswordSha256");
    const keys = this.server.kept("PSCryptoKey", "Description").map((description, index) => ({
      description: description as string | null,
      passwordSha256: digests[index] as string,
    }));
    return Promise.resolve(keys);
  }

  async takePrograms(): Promise<void> {
    // They are there once somebody has logged in.
    await this.byHand("1 | Out-Null");
    const folder = this.server.file("filesystem", "C", ...programFolder);
    fs.rmSync(folder, { recursive: true });
  }

  putProgram(name: string, said: string): Promise<void> {
    const file = this.server.file("filesystem", "C", ...programFolder, `${name}.exe`);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, said);
    return Promise.resolve();
  }

  logIns(): Promise<readonly KeptLogIn[]> {
    const [names, digests] = ["Name", "PasswordSha256"].map((property) =>
      this.server.kept("CCredentials", property),
    ) as [unknown[], unknown[]];
    const logIns = this.server.kept("CCredentials", "Description").map((description, index) => ({
      user: String(names[index]),
      description: String(description),
      passwordSha256: digests[index] as string,
    }));
    // One was there from the start.
    return Promise.resolve(logIns.slice(1));
  }

  reset(): Promise<void> {
    this.server.remove();
    this.server = new WindowsServer();
    return Promise.resolve();
  }

  remove(): void {
    this.server.remove();
  }
}

/** Everything here that has Veeam's cmdlets. */
export const veeamHosts: readonly { readonly name: string; readonly make: () => VeeamHost }[] = [
  { name: "the stand-in", make: () => new StandIn() },
  ...(hasRealPowerShell
    ? [{ name: "a real PowerShell", make: () => new StubbedPowerShell() }]
    : []),
];
