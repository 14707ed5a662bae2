# The parameters that make a Veeam Agent backup job what is wanted.

function New-Schedule($Wanted, $Retries) {
  $options = @{ Type = $Wanted.type; EnableRetry = $true; RetryCount = $Retries.count; RetryTimeout = $Retries.minutes }
  if ($Wanted.type -eq 'Daily') {
    $daily = @{ Type = 'SelectedDays'; DayOfWeek = $Wanted.days; Period = $Wanted.time }
    if ($Wanted.days.Count -eq 7) {
      $daily = @{ Type = 'Everyday'; Period = $Wanted.time }
    }
    $options.DailyOptions = New-VBRDailyOptions @daily
  }
  else {
    $number, $day = $Wanted.day -split ' '
    $monthly = @{ DayNumberInMonth = $number; Months = $Wanted.months; Period = $Wanted.time }
    if ($number -eq 'OnDay') {
      $monthly.DayOfMonth = $day
    }
    else {
      $monthly.DayOfWeek = $day
    }
    $options.MonthlyOptions = New-VBRMonthlyOptions @monthly
  }
  return (New-VBRServerScheduleOptions @options)
}

function New-Storage($Wanted) {
  $storage = @{ CompressionLevel = $Wanted.compression; StorageOptimizationType = $Wanted.optimization }
  if ($null -ne $Wanted.encryptionKey) {
    $storage.EnableEncryption = $true
    $storage.EncryptionKey = Get-KeyDescribed $Wanted.encryptionKey
  }
  return (New-VBRStorageOptions @storage)
}

# Without Enable it is off.
function New-HealthCheck($Wanted) {
  if ($null -eq $Wanted) {
    return (New-VBRHealthCheckOptions)
  }
  return (New-VBRHealthCheckOptions -Enable -ScheduleType $Wanted.schedule -SelectedDays $Wanted.days -WeeklyPeriod $Wanted.time)
}

function New-Notifications($Wanted) {
  return (New-VBRNotificationOptions -EnableAdditionalNotification -AdditionalAddress $Wanted.address -UseNotificationOptions -NotifyOnSuccess:$Wanted.success -NotifyOnWarning -NotifyOnError)
}

function New-Gfs($Wanted) {
  $levels = @{}
  if ($null -ne $Wanted.weekly) {
    $levels.GFSWeeklyOptions = New-VBRComputerGFSWeeklyOptions -RetentionPeriod $Wanted.weekly.keep -SelectedDay $Wanted.weekly.when
  }
  if ($null -ne $Wanted.monthly) {
    $levels.GFSMonthlyOptions = New-VBRComputerGFSMonthlyOptions -RetentionPeriod $Wanted.monthly.keep -SelectedWeek $Wanted.monthly.when
  }
  if ($null -ne $Wanted.yearly) {
    $levels.GFSYearlyOptions = New-VBRComputerGFSYearlyOptions -RetentionPeriod $Wanted.yearly.keep -SelectedMonth $Wanted.yearly.when
  }
  if ($levels.Count -eq 0) {
    return $null
  }
  return (New-VBRComputerGFSOptions @levels)
}

function New-Options($Envelope) {
  $wanted = $Envelope.document
  $groups = @(foreach ($name in $wanted.protectionGroups) {
      Get-Named 'protection group' (Get-VBRProtectionGroup) $name '; make it in the console first'
    })
  $options = @{
    Description                    = $wanted.description
    BackupObject                   = $groups
    BackupType                     = $wanted.backupType
    SelectedFilesOptions           = New-VBRSelectedFilesBackupOptions -OSPlatform Windows -BackupSelectedFiles -SelectedFiles $wanted.paths
    BackupRepository               = Get-Named 'repository' (Get-VBRBackupRepository) $wanted.repository ''
    RetentionType                  = $wanted.retention.type
    RetentionPolicy                = $wanted.retention.keep
    ActiveFullOptions              = New-VBRFullBackupOptions -Enable -ScheduleType $wanted.activeFull.schedule -SelectedDays $wanted.activeFull.days
    HealthCheckOptions             = New-HealthCheck $wanted.healthCheck
    StorageOptions                 = New-Storage $wanted
    EnableSchedule                 = $wanted.scheduled
    ScheduleOptions                = New-Schedule $wanted.schedule $wanted.retries
    # It would remove the backups of a computer that was not seen for a while.
    EnableDeletedComputerRetention = $false
  }
  if ($null -ne $wanted.notifications) {
    $options.NotificationOptions = New-Notifications $wanted.notifications
  }
  $gfs = New-Gfs $wanted.gfs
  if ($null -ne $gfs) {
    $options.GFSOptions = $gfs
  }
  return $options
}
