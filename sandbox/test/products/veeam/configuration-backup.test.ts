import { eachOnItsOwnHost } from "../windows/support/windows-run";

const connect =
  "$ErrorActionPreference = 'Stop'\nConnect-VBRServer -Server localhost -ForceAcceptTlsCertificate\n";
const key = `${connect}$secure = ConvertTo-SecureString 'hush-hush' -AsPlainText -Force
$key = Add-VBREncryptionKey -Password $secure -Description 'configuration'
`;
const get = `${connect}$c = Get-VBRConfigurationBackupJob\n`;

describe("Veeam's configuration backup", () => {
  const on = eachOnItsOwnHost();

  it("runs unencrypted at first", async () => {
    expect(await on.host.lines(`${get}"$($c.Enabled) $($c.EncryptionOptions.Enabled)"`)).toEqual([
      "True False",
    ]);
  });

  it("is encrypted and scheduled: what is left out stays", async () => {
    await on.host.lines(`${key}$daily = New-VBRDailyOptions -Period '05:00' -DayOfWeek Saturday
$schedule = New-VBRConfigurationBackupScheduleOptions -Type Daily -DailyOptions $daily
Set-VBRConfigurationBackupJob -ScheduleOptions $schedule -EnableEncryption -EncryptionKey $key`);
    await on.host.lines(`${connect}Set-VBRConfigurationBackupJob -RestorePointsToKeep 20`);
    const script = `${get}"$($c.EncryptionOptions.Enabled) $($c.EncryptionOptions.Key.Description) $($c.RestorePointsToKeep)"
"$($c.ScheduleOptions.DailyOptions.Period) $($c.Repository.Name)"`;
    expect(await on.host.lines(script)).toEqual([
      "True configuration 20",
      "05:00:00 Default Backup Repository",
    ]);
  });

  const refused: readonly (readonly [command: string, message: string])[] = [
    ["Set-VBRConfigurationBackupJob -RestorePointsToKeep 256", "you can set 1 to 255"],
    ["Set-VBRConfigurationBackupJob -EnableEncryption", "EnableEncryption needs an EncryptionKey"],
    ["Set-VBRConfigurationBackupJob -EnableEncryption:$false", "must be enabled"],
    ["Set-VBRConfigurationBackupJob -Repository nowhere", "Cannot bind parameter 'Repository'."],
  ];

  it.each(refused)("fails on %s", async (command, message) => {
    expect(await on.host.failure(key + command)).toContain(message);
  });
});
