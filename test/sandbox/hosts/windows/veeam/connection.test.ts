import { eachOnItsOwnHost } from "../support/windows-run";

const connect = "Connect-VBRServer -Server localhost -ForceAcceptTlsCertificate\n";

describe("a session with Veeam", () => {
  const on = eachOnItsOwnHost();

  it("shows the Community edition and its ten instances", async () => {
    const script = `${connect}$l = Get-VBRInstalledLicense\n"$($l.Edition) $($l.Status) $($l.InstanceLicenseSummary.LicensedInstancesNumber)"`;
    expect(await on.host.lines(script)).toEqual(["Community Valid 10"]);
  });

  it("is shown while it lasts, and may be opened twice", async () => {
    const script = `${connect}${connect}(Get-VBRServerSession).Server\nDisconnect-VBRServer\n$null -eq (Get-VBRServerSession)`;
    expect(await on.host.lines(script)).toEqual(["localhost", "True"]);
  });

  it("fails without it", async () => {
    expect(await on.host.failure("Get-VBREncryptionKey")).toContain("run Connect-VBRServer first");
  });

  it("fails where the certificate would have to be accepted by somebody", async () => {
    expect(await on.host.failure("Connect-VBRServer -Server localhost")).toContain(
      "NonInteractive mode",
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

  it.each([
    "Add-VBRScaleOutBackupRepository -Name x -PolicyType Performance -Extent $r",
    "Add-VBRSureBackupJob -Name x",
    "Add-VBRAmazonS3Repository -Name x",
  ])("fails on %s, which the license does not cover", async (command) => {
    expect(await on.host.failure(connect + command)).toContain(
      "the installed license (Community edition)",
    );
  });
});
