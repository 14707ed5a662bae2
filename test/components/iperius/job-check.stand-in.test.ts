import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { IperiusJobCheck } from "../../../components/iperius/job-check";
import { type Envelope, openEnvelope, type RemoteAction } from "../../../model/remote/envelope";
import { runProgram, unsealed } from "../../support/estate";
import { type HostRun } from "../../support/posix-host";
import { hasRealPowerShell } from "../../support/powershell-host";
import { windowsHost } from "../support/windows-host";
import { StubbedPowerShell } from "../veeam/veeam-host";
import { WindowsServer } from "../veeam/windows-server";
import { makeIperiusJob } from "./iperius-files";

/** A host on which Iperius runs. */
interface IperiusHost {
  /** The folder that is its drive C. */
  readonly drive: string;
  run(action: RemoteAction, envelope: Envelope): Promise<HostRun>;
  stopService(): Promise<unknown>;
  remove(): void;
}

class StandIn implements IperiusHost {
  private readonly server = new WindowsServer();
  readonly drive = this.server.file("filesystem/C");

  run(action: RemoteAction, envelope: Envelope): Promise<HostRun> {
    return this.server.run(action, envelope);
  }

  stopService(): Promise<unknown> {
    return this.server.type("Stop-Service IperiusSvc");
  }

  remove(): void {
    this.server.remove();
  }
}

/** A real PowerShell with a drive C and a service, which it has none of here. */
class RealHost implements IperiusHost {
  readonly drive = fs.mkdtempSync(path.join(os.tmpdir(), "drive-c-"));
  private readonly shell = new StubbedPowerShell();
  private readonly ready = this.shell.type(
    `New-PSDrive -Name C -PSProvider FileSystem -Root '${this.drive}' -Scope Global | Out-Null
     $global:service = 'Running'
     function global:Get-Service($Name) { return [pscustomobject]@{ Name = $Name; Status = $global:service } }`,
  );

  async run(action: RemoteAction, envelope: Envelope): Promise<HostRun> {
    await this.ready;
    return this.shell.run(action, envelope);
  }

  stopService(): Promise<unknown> {
    return this.shell.type("$global:service = 'Stopped'");
  }

  remove(): void {
    this.shell.remove();
    fs.rmSync(this.drive, { recursive: true });
  }
}

const hosts: readonly { readonly name: string; readonly make: () => IperiusHost }[] = [
  { name: "the stand-in", make: () => new StandIn() },
  ...(hasRealPowerShell ? [{ name: "a real PowerShell", make: () => new RealHost() }] : []),
];

/** What would be sent for a check. */
async function check(job: string, maximumAgeHours = 30): Promise<Envelope> {
  const resources = await runProgram(
    {},
    () => new IperiusJobCheck(job, { host: windowsHost(), job, maximumAgeHours }),
  );
  return resources.flatMap(({ inputs }) => openEnvelope(unsealed(inputs["stdin"])) ?? [])[0]!;
}

const hours = 60 * 60 * 1000;

describe.each(hosts)("a job of Iperius on $name", ({ make }) => {
  let host: IperiusHost;
  beforeAll(() => (host = make()));
  afterAll(() => host.remove());

  const observe = async (envelope: Envelope) =>
    JSON.parse((await host.run("read", envelope)).stdout) as unknown;

  const forms: readonly (readonly [form: string, (text: string) => Buffer])[] = [
    ["UTF-8", (text) => Buffer.from(text, "utf8")],
    ["UTF-8 with its mark", (text) => Buffer.from(`\uFEFF${text}`, "utf8")],
    ["UTF-16 with its mark", (text) => Buffer.from(`\uFEFF${text}`, "utf16le")],
    ["UTF-16", (text) => Buffer.from(text, "utf16le")],
    ["the code page of its Windows", (text) => Buffer.from(text, "latin1")],
  ];

  it.each(forms)("is found in a file in %s", async (form, write) => {
    const name = `Büro-Dump é ${form}`;
    makeIperiusJob(host.drive, write(`[Job]\r\nNAME=${name}\r\nLastResult=0\r\n`));

    expect(await host.run("apply", await check(name))).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining('"log":"recent"') as string,
      stderr: "",
    });
  });

  it("is found by its whole name in its own case, were it a date", async () => {
    makeIperiusJob(host.drive, "[Job]\r\nNAME=2026-01-02T03:04:05Z\r\n");

    expect(await observe(await check("2026-01-02T03:04:05Z"))).toMatchObject({ log: "recent" });
    expect(await observe(await check("2026-01-02t03:04:05z"))).toBeNull();
    expect(await observe(await check("2026-01-02T03:04:05"))).toBeNull();
  });

  it("fails where Iperius has none of that name", async () => {
    const run = await host.run("apply", await check("nobody's"));

    expect(run).toMatchObject({ exitCode: 1, stdout: "" });
    expect(run.stderr).toContain("Iperius has no job named 'nobody's'; make it in its console");
  });

  it("fails where its log is from the future, and says so", async () => {
    makeIperiusJob(host.drive, "[Job]\r\nNAME=future\r\n", new Date("2045-06-07T12:00:00Z"));
    const envelope = await check("future");

    expect(await observe(envelope)).toEqual({
      job: "future",
      log: "from the future: 2045-06-07",
      service: "Running",
    });
    expect((await host.run("apply", envelope)).stderr).toContain(
      "its log is from the future: 2045-06-07, and the service IperiusSvc is Running; it must have logged in the last 30 hours",
    );
  });

  it("fails where it never wrote a log", async () => {
    fs.rmSync(makeIperiusJob(host.drive, "[Job]\r\nNAME=silent\r\n"));

    expect(await observe(await check("silent"))).toMatchObject({ log: "missing" });
  });

  it("fails where the service is stopped and its log has grown old, and stays when nobody checks it any more", async () => {
    await host.stopService();
    makeIperiusJob(host.drive, "[Job]\r\nNAME=old\r\n", new Date(Date.now() - 31 * hours));
    const envelope = await check("old");

    expect(await observe(envelope)).toEqual({ job: "old", log: "old", service: "Stopped" });
    expect((await host.run("apply", envelope)).stderr).toContain("its log is old, and the service");
    expect(await observe(await check("old", 32))).toMatchObject({ log: "recent" });
    expect((await host.run("remove", envelope)).stdout.trim()).toBe("left in Iperius: old");
  });
});
