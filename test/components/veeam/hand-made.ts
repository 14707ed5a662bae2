/** What somebody does to a job in the console, and what is then not as wanted. */
export const handMade: readonly (readonly [
  what: string,
  script: string,
  properties: readonly string[],
])[] = [
  ["disables the job", "Disable-VBRComputerBackupJob -Job $job", ["enabled"]],
  [
    "takes its schedule off",
    "Set-VBRComputerBackupJob -Job $job -EnableGFSRetention -EnableSchedule:$false",
    ["scheduled"],
  ],
  [
    "has it run every day",
    `$daily = New-VBRDailyOptions -Type Everyday -Period '23:00'
     Set-VBRComputerBackupJob -Job $job -EnableGFSRetention -ScheduleOptions (New-VBRServerScheduleOptions -EnableRetry -Type Daily -DailyOptions $daily)`,
    ["schedule.days"],
  ],
  [
    "has it run at another time",
    `$daily = New-VBRDailyOptions -Type SelectedDays -DayOfWeek Friday -Period '05:00'
     Set-VBRComputerBackupJob -Job $job -EnableGFSRetention -ScheduleOptions (New-VBRServerScheduleOptions -EnableRetry -Type Daily -DailyOptions $daily)`,
    ["schedule.time"],
  ],
  [
    "has it run once a month, and leaves the days of the week as they were",
    `$monthly = New-VBRMonthlyOptions -DayNumberInMonth First -DayOfWeek Friday -Period '23:00'
     $schedule = New-VBRServerScheduleOptions -EnableRetry -Type Monthly -MonthlyOptions $monthly -DailyOptions $job.ScheduleOptions.DailyOptions
     Set-VBRComputerBackupJob -Job $job -EnableGFSRetention -ScheduleOptions $schedule`,
    ["schedule.day", "schedule.days", "schedule.months", "schedule.type"],
  ],
  [
    "has it run every hour",
    `$schedule = New-VBRServerScheduleOptions -EnableRetry -Type Periodically -PeriodicallyOptions (New-VBRPeriodicallyOptions -FullPeriod 1) -DailyOptions $job.ScheduleOptions.DailyOptions
     Set-VBRComputerBackupJob -Job $job -EnableGFSRetention -ScheduleOptions $schedule`,
    ["schedule.days", "schedule.time", "schedule.type"],
  ],
  [
    "has it ended in the middle, and not tried again",
    `$schedule = New-VBRServerScheduleOptions -EnableRetry -Type Daily -DailyOptions $job.ScheduleOptions.DailyOptions -EnableBackupTerminationWindow -RetryCount 1
     Set-VBRComputerBackupJob -Job $job -EnableGFSRetention -ScheduleOptions $schedule`,
    ["retries.count", "terminated"],
  ],
  [
    "keeps fewer days",
    "Set-VBRComputerBackupJob -Job $job -EnableGFSRetention -RetentionPolicy 3",
    ["retention.keep"],
  ],
  [
    "keeps points instead of days",
    "Set-VBRComputerBackupJob -Job $job -EnableGFSRetention -RetentionType RestorePoints",
    ["retention.type"],
  ],
  [
    "turns long-term points off",
    "Set-VBRComputerBackupJob -Job $job -EnableGFSRetention:$false",
    ["gfs.monthly", "gfs.weekly"],
  ],
  [
    "switches a level off, whose number stays",
    `$gfs = Set-VBRComputerGFSOptions -GFSOptions $job.GFSOptions -EnableGFSMonthlyBackup:$false
     Set-VBRComputerBackupJob -Job $job -EnableGFSRetention -GFSOptions $gfs`,
    ["gfs.monthly"],
  ],
  [
    "flags the full of another day",
    `$gfs = New-VBRComputerGFSOptions -GFSWeeklyOptions (New-VBRComputerGFSWeeklyOptions -RetentionPeriod 5 -SelectedDay Monday) -GFSMonthlyOptions $job.GFSOptions.MonthlyOptions
     Set-VBRComputerBackupJob -Job $job -EnableGFSRetention -GFSOptions $gfs`,
    ["gfs.weekly.when"],
  ],
  [
    "turns the active full off, and so long-term points",
    "Set-VBRComputerBackupJob -Job $job -EnableGFSRetention:$false -ActiveFullOptions (New-VBRFullBackupOptions -SelectedDays Friday)",
    ["activeFull", "gfs.monthly", "gfs.weekly"],
  ],
  [
    "makes the active full on another day",
    "Set-VBRComputerBackupJob -Job $job -EnableGFSRetention -ActiveFullOptions (New-VBRFullBackupOptions -Enable -SelectedDays Sunday)",
    ["activeFull.days[0]"],
  ],
  [
    "makes it once a month",
    "Set-VBRComputerBackupJob -Job $job -EnableGFSRetention -ActiveFullOptions (New-VBRFullBackupOptions -Enable -ScheduleType Monthly)",
    ["activeFull.days", "activeFull.schedule"],
  ],
  [
    "sends no mail",
    "Set-VBRComputerBackupJob -Job $job -EnableGFSRetention -NotificationOptions (New-VBRNotificationOptions)",
    ["notifications"],
  ],
  [
    "sends mail to somebody else, of good runs too",
    "Set-VBRComputerBackupJob -Job $job -EnableGFSRetention -NotificationOptions (New-VBRNotificationOptions -EnableAdditionalNotification -AdditionalAddress 'x@lab.example' -UseNotificationOptions)",
    ["notifications.address", "notifications.success"],
  ],
  [
    "sends mail as Veeam's own settings say",
    "Set-VBRComputerBackupJob -Job $job -EnableGFSRetention -NotificationOptions (New-VBRNotificationOptions -EnableAdditionalNotification -AdditionalAddress 'backup@lab.example' -NotifyOnSuccess:$false)",
    ["notifications.success"],
  ],
  [
    "sends no mail of warnings",
    "Set-VBRComputerBackupJob -Job $job -EnableGFSRetention -NotificationOptions (New-VBRNotificationOptions -EnableAdditionalNotification -AdditionalAddress 'backup@lab.example' -UseNotificationOptions -NotifyOnSuccess:$false -NotifyOnWarning:$false)",
    ["notifications.success"],
  ],
  [
    "has nothing read again",
    "Set-VBRComputerBackupJob -Job $job -EnableGFSRetention -HealthCheckOptions (New-VBRHealthCheckOptions)",
    ["healthCheck"],
  ],
  [
    "has it read again on another day, at another time",
    "Set-VBRComputerBackupJob -Job $job -EnableGFSRetention -HealthCheckOptions (New-VBRHealthCheckOptions -Enable -ScheduleType Weekly -SelectedDays Sunday -WeeklyPeriod '09:00')",
    ["healthCheck.days[0]", "healthCheck.time"],
  ],
  [
    "has it read again once a month, and leaves the day of the week as it was",
    "Set-VBRComputerBackupJob -Job $job -EnableGFSRetention -HealthCheckOptions (New-VBRHealthCheckOptions -Enable -ScheduleType Monthly -SelectedDays Saturday)",
    ["healthCheck.days", "healthCheck.schedule", "healthCheck.time"],
  ],
  [
    "sends it to another repository",
    "Set-VBRComputerBackupJob -Job $job -EnableGFSRetention -BackupRepository (Get-VBRBackupRepository | Where-Object { $_.Name -eq 'other' })",
    ["repository"],
  ],
  [
    "has it protect another group",
    "Set-VBRComputerBackupJob -Job $job -EnableGFSRetention -BackupObject (Get-VBRProtectionGroup | Where-Object { $_.Name -eq 'others' })",
    ["protectionGroups[0]"],
  ],
  [
    "backs up one folder less",
    "Set-VBRComputerBackupJob -Job $job -EnableGFSRetention -SelectedFilesOptions (New-VBRSelectedFilesBackupOptions -OSPlatform Windows -BackupSelectedFiles -SelectedFiles 'E:\\Data')",
    ["paths"],
  ],
  [
    "leaves files of a kind out",
    "Set-VBRComputerBackupJob -Job $job -EnableGFSRetention -SelectedFilesOptions (New-VBRSelectedFilesBackupOptions -OSPlatform Windows -BackupSelectedFiles -SelectedFiles 'D:\\Shares', 'E:\\Data' -ExcludeMask '*.docx', '*')",
    ["masks.exclude"],
  ],
  [
    "takes files of a kind alone",
    "Set-VBRComputerBackupJob -Job $job -EnableGFSRetention -SelectedFilesOptions (New-VBRSelectedFilesBackupOptions -OSPlatform Windows -BackupSelectedFiles -SelectedFiles 'D:\\Shares', 'E:\\Data' -IncludeMask '*.txt')",
    ["masks.include"],
  ],
  [
    "switches its folders off, whose names stay",
    "Set-VBRComputerBackupJob -Job $job -EnableGFSRetention -SelectedFilesOptions (New-VBRSelectedFilesBackupOptions -OSPlatform Windows -SelectedFiles 'D:\\Shares', 'E:\\Data')",
    ["paths"],
  ],
  [
    "has backups of computers that were not seen removed",
    "Set-VBRComputerBackupJob -Job $job -EnableGFSRetention -EnableDeletedComputerRetention",
    ["deletedComputers"],
  ],
  [
    "has it tried but once, though the number of times stays",
    `$schedule = New-VBRServerScheduleOptions -Type Daily -DailyOptions $job.ScheduleOptions.DailyOptions
     Set-VBRComputerBackupJob -Job $job -EnableGFSRetention -ScheduleOptions $schedule`,
    ["retries.count"],
  ],
  [
    "encrypts with another key",
    `$key = Add-VBREncryptionKey -Password (ConvertTo-SecureString -String 'x' -AsPlainText -Force) -Description 'other'
     $storage = New-VBRStorageOptions -CompressionLevel Optimal -StorageOptimizationType LocalTarget -EnableEncryption -EncryptionKey $key
     Set-VBRComputerBackupJob -Job $job -EnableGFSRetention -StorageOptions $storage`,
    ["encryptionKey"],
  ],
  [
    "leaves the backups in clear",
    "Set-VBRComputerBackupJob -Job $job -EnableGFSRetention -StorageOptions (New-VBRStorageOptions -CompressionLevel Optimal -StorageOptimizationType LocalTarget)",
    ["encryptionKey"],
  ],
  [
    "compresses nothing",
    "Set-VBRComputerBackupJob -Job $job -EnableGFSRetention -StorageOptions (New-VBRStorageOptions -CompressionLevel None -StorageOptimizationType WANTarget -EnableEncryption -EncryptionKey $job.StorageOptions.EncryptionKey)",
    ["compression", "optimization"],
  ],
  [
    "describes it in other words",
    "Set-VBRComputerBackupJob -Job $job -EnableGFSRetention -Description 'managed by Pulumi, and by me'",
    ["description"],
  ],
];
