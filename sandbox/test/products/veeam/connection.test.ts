import * as fs from "node:fs";
import { eachOnItsOwnHost } from "../windows/support/windows-run";

const connect = "Connect-VBRServer -Server localhost -ForceAcceptTlsCertificate\n";

describe("a session with Veeam", () => {
  const on = eachOnItsOwnHost();

  it("shows the Community edition and its ten instances", async () => {
    const script = `${connect}$l = Get-VBRInstalledLicense\n"$($l.Edition) $($l.Status) $($l.InstanceLicenseSummary.LicensedInstancesNumber)"`;
    expect(await on.host.lines(script)).toEqual(["Community Valid 10"]);
  });

  it("is shown while it lasts", async () => {
    const script = `${connect}(Get-VBRServerSession).Server\nDisconnect-VBRServer\n$null -eq (Get-VBRServerSession)\n${connect}`;
    expect(await on.host.lines(script)).toEqual(["localhost", "True"]);
  });

  it("fails to be opened twice in one process", async () => {
    expect(await on.host.failure(connect + connect)).toContain(
      "You are already connected to localhost:443. Close previous session first",
    );
  });

  it("fails without it", async () => {
    expect(await on.host.failure("Get-VBREncryptionKey")).toContain("run Connect-VBRServer first");
  });

  /** Puts another installation on the host. */
  const install = (installation: object) => {
    fs.mkdirSync(on.host.file("veeam"), { recursive: true });
    fs.writeFileSync(on.host.file("veeam", "installation.json"), JSON.stringify(installation));
  };

  it("waits for ever where somebody would have to accept the certificate, unless the account has", async () => {
    expect(await on.host.failure("Connect-VBRServer -Server localhost")).toBe(
      "stand-in: Connect-VBRServer waits for ever\n",
    );
    install({ certificateAccepted: true });
    await on.host.lines("Connect-VBRServer -Server localhost");
  });

  it("that waits for ever is ended by the first script beside it that ends the process, and nothing is tidied up", async () => {
    const beside = (seconds: number) =>
      `$null = [PowerShell]::Create().AddScript('param($Gate, $Time) if (-not $Gate.WaitOne($Time * 1000)) { [Console]::Error.WriteLine("after $Time"); [Environment]::Exit($Time) }').AddArgument($gate).AddArgument(${seconds}).BeginInvoke()\n`;
    const gate = "$gate = New-Object Threading.ManualResetEvent($false)\n";
    const opened = "$gate.Set() | Out-Null\n";
    const hang =
      "try { Connect-VBRServer -Server localhost } catch { 'caught' } finally { 'tidied up' }";
    const script = `${gate}${beside(1)}${opened}${gate}${beside(9)}${beside(7)}${hang}`;

    expect(await on.host.run(script)).toMatchObject({ code: 7, output: "", error: "after 7\r\n" });
  });

  it("with version 12 is opened in Windows PowerShell, which has no certificate to accept", async () => {
    install({ version: 12 });
    const inWindowsPowerShell = { shell: "powershell.exe" };
    const accepting = await on.host.run(connect, inWindowsPowerShell);

    expect(accepting.error).toContain("matches parameter name 'ForceAcceptTlsCertificate'");
    expect(
      await on.host.run("Connect-VBRServer -Server localhost", inWindowsPowerShell),
    ).toMatchObject({ code: 0, error: "" });
    expect(await on.host.failure("Connect-VBRServer")).toContain("is not recognized");
  });

  it("fails where the server refuses what it is told", async () => {
    install({
      refuses: { "Get-VBREncryptionKey": "Current license does not allow this operation" },
    });
    expect(await on.host.failure(`${connect}Get-VBREncryptionKey`)).toContain(
      "Current license does not allow this operation",
    );
  });

  it("fails for another server", async () => {
    const error = await on.host.failure(
      "Connect-VBRServer -Server other -ForceAcceptTlsCertificate",
    );
    expect(error).toContain(
      "Failed to connect to Veeam Backup & Replication server 'other'".replace("&", "&amp;"),
    );
  });
});
