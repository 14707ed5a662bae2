import { type ChildProcess, type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { answerAlone } from "./answer-alone";
import { type Envelope, type RemoteAction, sealEnvelope } from "../../model/remote/envelope";
import { powershellCommandLine, type RunLimits } from "../../components/remote/powershell";
import { runCommandLine } from "../../sandbox/products/windows/windows";
import { remoteScript } from "../../components/remote/script";
import { type HostRun } from "./posix-host";

/** Something that runs the stack's command lines for Windows. */
export interface PowerShellHost {
  readonly name: string;
  /** Runs one with whatever is sent on standard input. */
  run(action: RemoteAction, stdin: string, limits?: RunLimits): Promise<HostRun>;
  remove(): void;
}

/** Sends an envelope. */
export function send(
  host: PowerShellHost,
  action: RemoteAction,
  envelope: Envelope,
  limits?: RunLimits,
): Promise<HostRun> {
  return host.run(action, sealEnvelope(envelope), limits);
}

/** The sandbox's Windows host. */
class StandIn implements PowerShellHost {
  readonly state = fs.mkdtempSync(path.join(os.tmpdir(), "powershell-"));

  constructor(
    readonly name: string,
    private readonly executable: string,
  ) {}

  async run(action: RemoteAction, stdin: string, limits?: RunLimits): Promise<HostRun> {
    const output = { stdout: "", stderr: "" };
    const line = powershellCommandLine(this.executable, action, limits);
    const exitCode = await runCommandLine(line, this.state, {
      readStandardInput: () => stdin,
      writeOutput: (text) => void (output.stdout += text),
      writeError: (text) => void (output.stderr += text),
      now: () => Date.now(),
    });
    return { exitCode, ...output, stdout: answerAlone(output.stdout) };
  }

  remove(): void {
    fs.rmSync(this.state, { recursive: true });
  }
}

/** Where the real one is, or undefined. */
const executable = (process.env["PATH"] ?? "")
  .split(path.delimiter)
  .map((directory) => path.join(directory, "pwsh"))
  .find((file) => fs.existsSync(file));

/** A real PowerShell, on this machine: no Windows, but its language and its .NET. */
export class RealPowerShell implements PowerShellHost {
  readonly name = "a real PowerShell";
  /** Named mutexes are the machine's, whoever else runs tests on it. */
  private readonly mutex = `backup-remote-${randomUUID()}`;
  private readonly children = new Set<ChildProcess>();

  constructor(private readonly environment: Readonly<Record<string, string>> = {}) {}

  /** Starts one with other words than the stack's. */
  static spawn(
    words: readonly string[],
    environment: Readonly<Record<string, string>> = {},
    options: { readonly detached?: boolean } = {},
  ): ChildProcessWithoutNullStreams {
    return spawn(executable as string, words, {
      ...options,
      env: { ...process.env, ...environment },
    });
  }

  /** An environment in which it finds the modules of a folder besides its own. */
  static withModules(folder: string): Readonly<Record<string, string>> {
    const own = path.join(path.dirname(executable as string), "Modules");
    return { PSModulePath: [folder, own].join(path.delimiter) };
  }

  async run(action: RemoteAction, stdin: string, limits?: RunLimits): Promise<HostRun> {
    const { child, ended } = this.start(action, stdin, limits);
    child.stdin?.end();
    return ended;
  }

  /** Starts it and leaves its standard input open. */
  start(
    action: RemoteAction,
    stdin: string,
    limits?: RunLimits,
  ): { readonly child: ChildProcess; readonly ended: Promise<HostRun> } {
    const [, ...words] = powershellCommandLine("pwsh.exe", action, limits).split(" ");
    const child = RealPowerShell.spawn(words, this.environment);
    this.children.add(child);
    const output = { stdout: "", stderr: "" };
    child.stdout.setEncoding("utf8").on("data", (text: string) => void (output.stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => void (output.stderr += text));
    child.stdin.on("error", () => undefined);
    child.stdin.write(stdin.replaceAll("backup-remote'", `${this.mutex}'`));
    const ended = new Promise<HostRun>((resolve, reject) => {
      child.on("error", reject);
      child.on("close", (code) =>
        resolve({ exitCode: code ?? -1, ...output, stdout: answerAlone(output.stdout) }),
      );
    });
    return { child, ended };
  }

  /** Ends what still runs. */
  remove(): void {
    for (const child of this.children) child.kill("SIGKILL");
  }
}

/** Whether a real PowerShell is on the PATH. */
export const hasRealPowerShell = executable !== undefined;

const absence = "pwsh is not on the PATH: the scripts for Windows are tried on the stand-in alone";

if (!hasRealPowerShell) process.stderr.write(`${absence}.\n`);

/** Tests that need processes of a real PowerShell. Where there is none, one test says so and tries nothing. */
export function describeRealPowerShell(name: string, tests: () => void): void {
  if (hasRealPowerShell) describe(name, tests);
  else it(`is not tried: ${absence}`, () => expect(hasRealPowerShell).toBe(false));
}

/** Everything here that runs PowerShell: each of them is to do the same. */
export const powershellHosts: readonly {
  readonly name: string;
  readonly make: () => PowerShellHost;
}[] = [
  { name: "the stand-in's PowerShell 7", make: () => new StandIn("stand-in", "pwsh.exe") },
  {
    name: "the stand-in's Windows PowerShell 5.1",
    make: () => new StandIn("stand-in", "powershell.exe"),
  },
  ...(hasRealPowerShell ? [{ name: "a real PowerShell", make: () => new RealPowerShell() }] : []),
];

/** An envelope with a product of a test's own: the functions that the contract asks for. */
export function windowsEnvelope(product: string, content: Partial<Envelope> = {}): Envelope {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "product-"));
  const file = path.join(folder, "product.ps1");
  fs.writeFileSync(file, product);
  const script = remoteScript(file);
  fs.rmSync(folder, { recursive: true });
  return {
    contract: "backup-remote/1",
    stack: "backup/test",
    resource: "test-object",
    adopt: false,
    platform: { name: "windows", powershell: "pwsh.exe" },
    kind: "test object",
    identity: "one",
    document: {},
    settings: {},
    secrets: {},
    ...content,
    script,
  };
}

/** A product of one object, which lasts as long as the run. */
export const oneObject = `
$global:object = $null
function Open-Session { }
function Close-Session { }
function Get-Observed($Envelope) { return $global:object }
function New-Wanted($Envelope) { $global:object = $Envelope.document; Add-Done 'the object was made' }
function Set-Wanted($Envelope) { $global:object = $Envelope.document; Add-Done 'the object was changed' }
function Remove-Wanted($Envelope) { return "left: $($Envelope.identity)" }
function Get-Advice($Message) { if ($Message -eq 'it is full') { return 'make room' } }
`;
