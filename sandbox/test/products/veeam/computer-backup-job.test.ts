import * as fs from "node:fs";
import { eachOnItsOwnHost } from "../windows/support/windows-run";

const connect =
  "$ErrorActionPreference = 'Stop'\nConnect-VBRServer -Server localhost -ForceAcceptTlsCertificate\n";

/** Options after the examples on the pages of the cmdlets. */
const options = `${connect}
$group = Get-VBRProtectionGroup -Name 'smb-servers'
$repository = Get-VBRBackupRepository -Name 'Default Backup Repository'
$secure = ConvertTo-SecureString 'hush-hush' -AsPlainText -Force
$key = Add-VBREncryptionKey -Password $secure -Description 'lab'
$storage = New-VBRStorageOptions -CompressionLevel Optimal -StorageOptimizationType LocalTarget -EnableEncryption -EncryptionKey $key
$scope = New-VBRSelectedFilesBackupOptions -OSPlatform Windows -BackupSelectedFiles -SelectedFiles 'D:\\Shares', 'E:\\Data'
$daily = New-VBRDailyOptions -DayOfWeek Friday -Period 23:00
$schedule = New-VBRServerScheduleOptions -Type Daily -DailyOptions $daily -EnableRetry -RetryCount 2
$full = New-VBRFullBackupOptions -Enable -ScheduleType Weekly -SelectedDays 'Sunday', 'Wednesday'
$weekly = New-VBRComputerGFSWeeklyOptions -RetentionPeriod 4 -SelectedDay Wednesday
$monthly = New-VBRComputerGFSMonthlyOptions -RetentionPeriod 1 -SelectedWeek First
$gfs = New-VBRComputerGFSOptions -GFSWeeklyOptions $weekly -GFSMonthlyOptions $monthly
$job = @{
  OSPlatform = 'Windows'; Type = 'Server'; Mode = 'ManagedByBackupServer'; Name = 'fs02'
  BackupObject = $group; BackupType = 'SelectedFiles'; SelectedFilesOptions = $scope
  BackupRepository = $repository; RetentionType = 'RestoreDays'; RetentionPolicy = 30
  StorageOptions = $storage; ActiveFullOptions = $full; GFSOptions = $gfs
  EnableSchedule = $true; ScheduleOptions = $schedule
}
`;
const create = `${options}Add-VBRComputerBackupJob @job | Out-Null\n`;
const get = `${connect}$j = Get-VBRComputerBackupJob -Name fs02\n`;

describe("Veeam's agent backup jobs", () => {
  const on = eachOnItsOwnHost();

  const readBack: readonly (readonly [expression: string, text: string])[] = [
    [
      "$($j.Name) $($j.OSPlatform) $($j.Type) $($j.Mode) $($j.JobEnabled)",
      "fs02 Windows Server ManagedByBackupServer True",
    ],
    [
      "$($j.BackupObject.Name) $($j.BackupRepository.Name)",
      "smb-servers Default Backup Repository",
    ],
    [
      "$($j.BackupType) $($j.SelectedFilesOptions.SelectedFiles)",
      "SelectedFiles D:\\Shares E:\\Data",
    ],
    ["$($j.RetentionType) $($j.RetentionPolicy)", "RestoreDays 30"],
    [
      "$($j.StorageOptions.EncryptionEnabled) $($j.StorageOptions.EncryptionKey.Description)",
      "True lab",
    ],
    ["$($j.StorageOptions.CompressionLevel)", "Optimal"],
    [
      "$($j.ScheduleEnabled) $($j.ScheduleOptions.Type) $($j.ScheduleOptions.RetryCount)",
      "True Daily 2",
    ],
    [
      "$($j.ScheduleOptions.DailyOptions.DayOfWeek) $($j.ScheduleOptions.DailyOptions.Period)",
      "Friday 23:00:00",
    ],
    [
      "$($j.ActiveFullOptions.Enabled) $($j.ActiveFullOptions.SelectedDays)",
      "True Sunday Wednesday",
    ],
    ["$($j.GFSRetentionEnabled) $($j.GFSOptions.WeeklyOptions.RetentionPeriod)", "True 4"],
    [
      "$($j.GFSOptions.MonthlyOptions.SelectedWeek) $($null -eq $j.GFSOptions.YearlyOptions)",
      "First True",
    ],
    ["$($j.HealthCheckOptions.Enabled) $($j.IsHighPriority)", "False False"],
  ];

  it("give back what they were made with", async () => {
    await on.host.lines(create);
    const lines = await on.host.lines(
      get + readBack.map(([expression]) => `"${expression}"`).join("\n"),
    );
    expect(lines).toEqual(readBack.map(([, text]) => text));
  });

  it("are changed: what is left out stays, a switch is turned off by $false", async () => {
    await on.host.lines(create);
    await on.host.lines(
      `${get}Set-VBRComputerBackupJob -Job $j -RetentionPolicy 31 -EnableSchedule:$false | Out-Null`,
    );
    const script = `${get}"$($j.RetentionPolicy) $($j.ScheduleEnabled) $($j.RetentionType) $($j.StorageOptions.EncryptionEnabled)"`;
    expect(await on.host.lines(script)).toEqual(["31 False RestoreDays True"]);
  });

  it("lose long-term retention when -EnableGFSRetention is left out", async () => {
    await on.host.lines(create);
    await on.host.lines(`${get}Set-VBRComputerBackupJob -Job $j -EnableGFSRetention | Out-Null`);
    expect(await on.host.lines(`${get}$j.GFSRetentionEnabled`)).toEqual(["True"]);
    await on.host.lines(`${get}Set-VBRComputerBackupJob -Job $j -RetentionPolicy 31 | Out-Null`);
    expect(await on.host.lines(`${get}$j.GFSRetentionEnabled`)).toEqual(["False"]);
  });

  it("have levels of long-term retention that are switched apart from their numbers", async () => {
    await on.host.lines(create);
    await on.host
      .lines(`${get}$g = Set-VBRComputerGFSOptions -GFSOptions $j.GFSOptions -EnableGFSMonthlyBackup:$false
Set-VBRComputerBackupJob -Job $j -EnableGFSRetention -GFSOptions $g | Out-Null`);
    const script = `${get}$g = $j.GFSOptions
"$($g.WeeklyGFSEnabled) $($g.MonthlyGFSEnabled) $($g.YearlyGFSEnabled) $($g.MonthlyOptions.RetentionPeriod)"`;
    expect(await on.host.lines(script)).toEqual(["True False False 1"]);
  });

  it("show a change made by hand to the state", async () => {
    await on.host.lines(create);
    const file = on.host.file("veeam", "computer-backup-jobs.json");
    fs.writeFileSync(
      file,
      fs.readFileSync(file, "utf8").replace('"RetentionPolicy": 30', '"RetentionPolicy": 3'),
    );
    expect(await on.host.lines(`${get}$j.RetentionPolicy`)).toEqual(["3"]);
  });

  it("show a key's new description, because they refer to it", async () => {
    await on.host.lines(create);
    await on.host.lines(`${connect}Set-VBREncryptionKey lab -Description other | Out-Null`);
    expect(await on.host.lines(`${get}$j.StorageOptions.EncryptionKey.Description`)).toEqual([
      "other",
    ]);
  });

  it("are disabled and enabled", async () => {
    await on.host.lines(create);
    await on.host.lines(`${get}Disable-VBRComputerBackupJob -Job $j`);
    expect(await on.host.lines(`${get}$j.JobEnabled`)).toEqual(["False"]);
    expect(
      await on.host.lines(`${get}($j | Enable-VBRComputerBackupJob -PassThru).JobEnabled`),
    ).toEqual(["True"]);
  });

  const refused: readonly (readonly [command: string, message: string])[] = [
    ["Add-VBRComputerBackupJob @job -RetentionPolcy 3", "matches parameter name 'RetentionPolcy'"],
    [
      "$job.Mode = 'Managed'; Add-VBRComputerBackupJob @job",
      "ManagedByAgent, ManagedByBackupServer",
    ],
    [
      "$job.Remove('BackupObject'); Add-VBRComputerBackupJob @job",
      "missing mandatory parameters: BackupObject.",
    ],
    [
      "$job.BackupObject = 'smb-servers'; Add-VBRComputerBackupJob @job",
      "Cannot bind parameter 'BackupObject'.",
    ],
    ["$job.RetentionPolicy = 'many'; Add-VBRComputerBackupJob @job", 'Cannot convert value "many"'],
    [
      "$job.StorageOptions = $schedule; Add-VBRComputerBackupJob @job",
      "Cannot bind parameter 'StorageOptions'.",
    ],
    [
      "$job.Type = 'Workstation'; Add-VBRComputerBackupJob @job",
      "Workstations can only be protected",
    ],
    [
      "$job.Type = 'FailoverCluster'; Add-VBRComputerBackupJob @job",
      "SelectedFiles is not available",
    ],
    ["$job.OSPlatform = 'Unix'; Add-VBRComputerBackupJob @job", "does not support Unix"],
    [
      "$job.Remove('ActiveFullOptions'); Add-VBRComputerBackupJob @job",
      "GFS retention needs periodic full backups",
    ],
    [
      "$job.Remove('SelectedFilesOptions'); Add-VBRComputerBackupJob @job",
      "needs SelectedFilesOptions",
    ],
    ["$job.Remove('BackupRepository'); Add-VBRComputerBackupJob @job", "needs a BackupRepository"],
    [
      "$j = Add-VBRComputerBackupJob @job\nAdd-VBRComputerBackupJob @job",
      "Job 'fs02' already exists.",
    ],
    [
      "$j = Add-VBRComputerBackupJob @job\nSet-VBRComputerBackupJob -Job $j -BackupType EntireComputer",
      "Unable to change the backup type",
    ],
    [
      "New-VBRStorageOptions -CompressionLevel Much -StorageOptimizationType LocalTarget",
      "None, DedupeFriendly, Optimal, High, Extreme",
    ],
    [
      "New-VBRStorageOptions -CompressionLevel Optimal -StorageOptimizationType LocalTarget -EnableEncryption",
      "needs an EncryptionKey",
    ],
    ["New-VBRDailyOptions -DayOfWeek Someday", "Cannot bind parameter 'DayOfWeek'."],
    ["New-VBRDailyOptions -Period noon", "not recognized as a valid TimeSpan"],
    ["New-VBRComputerGFSWeeklyOptions -RetentionPeriod 0", "must be above 0"],
    ["New-VBRServerScheduleOptions -Type Weekly", "Daily, Monthly, Periodically, AfterJob"],
    ["Start-VBRZip -Folder D:\\", "'the command Start-VBRZip' is outside"],
  ];

  it.each(refused)("fails on %s", async (command, message) => {
    expect(await on.host.failure(options + command)).toContain(message);
  });

  it("do not show an enumeration's number, which nothing documents", async () => {
    await on.host.lines(create);
    const error = await on.host.failure(`${get}$j.RetentionType | ConvertTo-Json`);
    expect(error).toContain("cast it to [string]");
  });
});
