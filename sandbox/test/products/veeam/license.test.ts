import * as fs from "node:fs";
import * as path from "node:path";
import { eachOnItsOwnHost } from "../windows/support/windows-run";

const connect =
  "$ErrorActionPreference = 'Stop'\nConnect-VBRServer -Server localhost -ForceAcceptTlsCertificate\n";
const summary = `${connect}$summary = (Get-VBRInstalledLicense).InstanceLicenseSummary
"$($summary.LicensedInstancesNumber) $($summary.UsedInstancesNumber) $($summary.Workload.Name)"`;

describe("What Veeam tells of its installation", () => {
  const on = eachOnItsOwnHost();

  it("is its build, its edition and the instances that are taken", async () => {
    expect(
      await on.host.lines(`${connect}"$((Get-VBRBackupServerInfo).Build)"
$license = Get-VBRInstalledLicense
"$($license.Status) $($license.Edition)"`),
    ).toEqual(["13.0.2.29", "Valid Community"]);
    expect(await on.host.lines(summary)).toEqual(["10 0 "]);
  });

  it("is what an installation was made with", async () => {
    const installation = { build: "13.1.0.411", licensedInstances: 2, workloads: ["fs02", "fs04"] };
    const folder = path.join(on.host.state, "veeam");
    fs.mkdirSync(folder, { recursive: true });
    fs.writeFileSync(path.join(folder, "installation.json"), JSON.stringify(installation));

    expect(await on.host.lines(`${connect}"$((Get-VBRBackupServerInfo).Build)"`)).toEqual([
      "13.1.0.411",
    ]);
    expect(await on.host.lines(summary)).toEqual(["2 2 fs02 fs04"]);
  });

  it("is beside what Windows tells of itself", async () => {
    expect(
      await on.host.lines("(Get-CimInstance -ClassName Win32_OperatingSystem).Version"),
    ).toEqual(["10.0.20348"]);
  });
});
