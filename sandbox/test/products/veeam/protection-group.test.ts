import { eachOnItsOwnHost } from "../windows/support/windows-run";

const connect =
  "$ErrorActionPreference = 'Stop'\nConnect-VBRServer -Server localhost -ForceAcceptTlsCertificate\n";

/** After the examples on the pages of these cmdlets. */
const create = `${connect}
$creds = Add-VBRCredentials -User 'LAB\\svc' -Password 'hush-hush' -Description 'agents'
$computers = @('fs02', 'fs04') | ForEach-Object {
  New-VBRIndividualComputerCustomCredentials -HostName $_ -Credentials $creds
}
$scope = New-VBRIndividualComputerContainer -CustomCredentials $computers
$periodically = New-VBRPeriodicallyOptions -FullPeriod 12 -PeriodicallyKind Hours
$schedule = New-VBRProtectionGroupScheduleOptions -PolicyType Periodically -PeriodicallyOptions $periodically
$deployment = New-VBRProtectionGroupDeploymentOptions -InstallAgent
$group = Add-VBRProtectionGroup -Name 'Servers' -Container $scope -ScheduleOptions $schedule -DeploymentOptions $deployment
`;

describe("Veeam's protection groups", () => {
  const on = eachOnItsOwnHost();

  it("has the one that every server has", async () => {
    const script = `${connect}(Get-VBRProtectionGroup -Type ManuallyAdded).Name`;
    expect(await on.host.lines(script)).toEqual(["Manually Added"]);
  });

  it("has the one that the lab's operators made", async () => {
    const script = `${connect}(Get-VBRProtectionGroup -Name smb-servers).Container.CustomCredentials.HostName -join ','`;
    expect(await on.host.lines(script)).toEqual(["fs02.beardinthe.cloud,fs04.beardinthe.cloud"]);
  });

  it("are made and read back", async () => {
    await on.host.lines(create);
    const script = `${connect}$g = Get-VBRProtectionGroup -Name 'serv*'
"$($g.Name) $($g.Type) $($g.Enabled) $($g.ScheduleOptions.PeriodicallyOptions.FullPeriod) $($g.DeploymentOptions.InstallAgent)"
$g.Container.CustomCredentials.HostName
"$($g.Container.CustomCredentials[0].Credentials.Name)"`;
    expect(await on.host.lines(script)).toEqual([
      "Servers Custom True 12 True",
      "fs02",
      "fs04",
      "LAB\\svc",
    ]);
  });

  it("are changed: what is left out stays", async () => {
    await on.host.lines(create);
    await on.host.lines(`${connect}$g = Get-VBRProtectionGroup -Name Servers
Set-VBRProtectionGroup -ProtectionGroup $g -Description 'new' | Out-Null`);
    const script = `${connect}$g = Get-VBRProtectionGroup -Name Servers
"$($g.Description) $($g.ScheduleOptions.PolicyType) $($g.Container.CustomCredentials.Count)"`;
    expect(await on.host.lines(script)).toEqual(["new Periodically 2"]);
  });

  const refused: readonly (readonly [command: string, message: string])[] = [
    ["Add-VBRProtectionGroup -Name 'smb-servers' -Container $scope", "already exists"],
    ["Add-VBRProtectionGroup -Name x", "missing mandatory parameters: Container."],
    [
      "New-VBRPeriodicallyOptions -FullPeriod 5 -PeriodicallyKind Hours",
      "permitted values: 1, 2, 3, 4, 6, 8, 12, 24.",
    ],
    [
      "New-VBRIndividualComputerCustomCredentials -HostName a -Credentials $creds -UseTemporaryCertificate",
      "Parameter set cannot be resolved",
    ],
    [
      "New-VBRIndividualComputerCustomCredentials -HostName a -Credentials 'nobody'",
      "Cannot bind parameter 'Credentials'.",
    ],
    ["Add-VBRCredentials -User x", "Password is required"],
  ];

  it.each(refused)("fails on %s", async (command, message) => {
    expect(await on.host.failure(create + command)).toContain(message);
  });
});
