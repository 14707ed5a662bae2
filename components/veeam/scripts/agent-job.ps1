# A Veeam Agent backup job that the backup server manages. The description carries a digest of everything that is
# declared, because Veeam's objects do not give all of it back; what they do give back is compared as it stands.
# Settings: protectionGroup, repository, encryptionKey, paths, day, time, weekly, monthly.

function Find-Job($Envelope) {
  return (Get-VBRComputerBackupJob -Name $Envelope.identity | Select-Object -First 1)
}

function Get-Observed($Envelope) {
  Connect-Veeam $Envelope
  $job = Find-Job $Envelope
  if ($null -eq $job) {
    return $null
  }
  return [ordered]@{
    description     = $job.Description
    enabled         = $job.JobEnabled
    encrypted       = $job.StorageOptions.EncryptionEnabled
    name            = $job.Name
    retentionPolicy = $job.RetentionPolicy
    retentionType   = [string]$job.RetentionType
  }
}

function Find-EncryptionKey($Description) {
  foreach ($key in Get-VBREncryptionKey) {
    if ($key.Description -eq $Description) {
      return $key
    }
  }
  throw "Veeam has no encryption key '$Description'"
}

function New-Options($Envelope) {
  $settings = $Envelope.settings
  $group = Get-VBRProtectionGroup -Name $settings.protectionGroup
  if ($null -eq $group) {
    throw "Veeam has no protection group '$($settings.protectionGroup)'; make it in the console first"
  }
  $repository = Get-VBRBackupRepository -Name $settings.repository
  if ($null -eq $repository) {
    throw "Veeam has no repository '$($settings.repository)'"
  }
  $storage = @{ CompressionLevel = 'Optimal'; StorageOptimizationType = 'LocalTarget' }
  if ($Envelope.document.encrypted) {
    $storage.EnableEncryption = $true
    $storage.EncryptionKey = Find-EncryptionKey $settings.encryptionKey
  }
  $daily = New-VBRDailyOptions -Type SelectedDays -DayOfWeek $settings.day -Period $settings.time
  $weekly = New-VBRComputerGFSWeeklyOptions -RetentionPeriod $settings.weekly -SelectedDay $settings.day
  $monthly = New-VBRComputerGFSMonthlyOptions -RetentionPeriod $settings.monthly -SelectedWeek First
  return @{
    Description          = $Envelope.document.description
    BackupObject         = $group
    BackupType           = 'SelectedFiles'
    SelectedFilesOptions = New-VBRSelectedFilesBackupOptions -OSPlatform Windows -BackupSelectedFiles -SelectedFiles $settings.paths
    BackupRepository     = $repository
    RetentionType        = 'RestoreDays'
    RetentionPolicy      = $Envelope.document.retentionPolicy
    # Long-term points are whole backups, so the job makes a new full on the day it runs.
    ActiveFullOptions    = New-VBRFullBackupOptions -Enable -ScheduleType Weekly -SelectedDays $settings.day
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
  Set-VBRComputerBackupJob -Job $job @options
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
