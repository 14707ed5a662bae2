# A Veeam Agent backup job that the backup server manages. The description carries a digest of everything that is
# declared, because Veeam's objects do not give all of it back; what they do give back is compared as it stands.
# Settings: protectionGroup, repository, encryptionKey.

# Veeam's cmdlets take a name for a pattern, in which brackets and asterisks mean others.
function Find-Named($Candidates, $Name) {
  foreach ($candidate in $Candidates) {
    if ($candidate.Name -eq $Name) {
      return $candidate
    }
  }
  return $null
}

function Find-Job($Envelope) {
  return (Find-Named (Get-VBRComputerBackupJob) $Envelope.identity)
}

function Get-Observed($Envelope) {
  Connect-Veeam $Envelope
  $job = Find-Job $Envelope
  if ($null -eq $job) {
    return $null
  }
  $daily = $job.ScheduleOptions.DailyOptions
  return [ordered]@{
    day             = [string]$daily.DayOfWeek
    description     = $job.Description
    enabled         = ($job.JobEnabled -and $job.ScheduleEnabled -and $job.GFSRetentionEnabled)
    encrypted       = $job.StorageOptions.EncryptionEnabled
    monthly         = $job.GFSOptions.MonthlyOptions.RetentionPeriod
    name            = $job.Name
    paths           = @($job.SelectedFilesOptions.SelectedFiles)
    retentionPolicy = $job.RetentionPolicy
    retentionType   = [string]$job.RetentionType
    time            = [string]$daily.Period
    weekly          = $job.GFSOptions.WeeklyOptions.RetentionPeriod
  }
}

function Find-EncryptionKey($Description) {
  foreach ($key in Get-VBREncryptionKey) {
    if ($key.Description -ceq $Description) {
      return $key
    }
  }
  throw "Veeam has no encryption key '$Description'"
}

function New-Options($Envelope) {
  $settings = $Envelope.settings
  $wanted = $Envelope.document
  $group = Find-Named (Get-VBRProtectionGroup) $settings.protectionGroup
  if ($null -eq $group) {
    throw "Veeam has no protection group '$($settings.protectionGroup)'; make it in the console first"
  }
  $repository = Find-Named (Get-VBRBackupRepository) $settings.repository
  if ($null -eq $repository) {
    throw "Veeam has no repository '$($settings.repository)'"
  }
  $storage = @{ CompressionLevel = 'Optimal'; StorageOptimizationType = 'LocalTarget' }
  if ($wanted.encrypted) {
    $storage.EnableEncryption = $true
    $storage.EncryptionKey = Find-EncryptionKey $settings.encryptionKey
  }
  $daily = New-VBRDailyOptions -Type SelectedDays -DayOfWeek $wanted.day -Period $wanted.time
  $weekly = New-VBRComputerGFSWeeklyOptions -RetentionPeriod $wanted.weekly -SelectedDay $wanted.day
  $monthly = New-VBRComputerGFSMonthlyOptions -RetentionPeriod $wanted.monthly -SelectedWeek First
  return @{
    Description          = $wanted.description
    BackupObject         = $group
    BackupType           = 'SelectedFiles'
    SelectedFilesOptions = New-VBRSelectedFilesBackupOptions -OSPlatform Windows -BackupSelectedFiles -SelectedFiles $wanted.paths
    BackupRepository     = $repository
    RetentionType        = 'RestoreDays'
    RetentionPolicy      = $wanted.retentionPolicy
    # Long-term points are whole backups, so the job makes a new full on the day it runs.
    ActiveFullOptions    = New-VBRFullBackupOptions -Enable -ScheduleType Weekly -SelectedDays $wanted.day
    GFSOptions           = New-VBRComputerGFSOptions -GFSWeeklyOptions $weekly -GFSMonthlyOptions $monthly
    StorageOptions       = New-VBRStorageOptions @storage
    EnableSchedule       = $true
    ScheduleOptions      = New-VBRServerScheduleOptions -Type Daily -DailyOptions $daily -EnableRetry -RetryCount 3 -RetryTimeout 30
  }
}

function New-Wanted($Envelope) {
  $options = New-Options $Envelope
  $job = Add-VBRComputerBackupJob -OSPlatform Windows -Type Server -Mode ManagedByBackupServer -Name $Envelope.identity @options
  Enable-VBRComputerBackupJob -Job $job
}

function Set-Wanted($Envelope) {
  $job = Find-Job $Envelope
  if (-not $job.Description.StartsWith('managed by Pulumi')) {
    throw "a job '$($Envelope.identity)' that somebody else made is there; rename one of the two"
  }
  $options = New-Options $Envelope
  Set-VBRComputerBackupJob -Job $job -EnableGFSRetention @options
  Enable-VBRComputerBackupJob -Job $job
}

# A disabled job makes no backups and keeps those it made; removing it is for the console.
function Remove-Wanted($Envelope) {
  Connect-Veeam $Envelope
  $job = Find-Job $Envelope
  if ($null -ne $job) {
    Disable-VBRComputerBackupJob -Job $job | Out-Null
  }
  return "left in Veeam, disabled: $($Envelope.identity)"
}
