# The backup of Veeam's own configuration, of which a server has one: jobs, credentials and the encryption passwords
# themselves. As soon as Veeam knows a password it no longer runs unless it is encrypted, and tells nobody but its log.
# Document: enabled, encryptionKey; repository and restorePoints only where they are declared: else they stay as they are.

function Test-Scheduled($Job) {
  return ([bool]$Job.Enabled -and ($null -eq $Job.ScheduleOptions -or $Job.ScheduleOptions.Enabled -ne $false))
}

function Get-Observed($Envelope) {
  $wanted = $Envelope.document
  $job = Get-VBRConfigurationBackupJob
  if ($null -eq $job) {
    return $null
  }
  $observed = [ordered]@{
    enabled       = Test-Scheduled $job
    encryptionKey = if ($job.EncryptionOptions.Enabled) { Get-KeyDescription $job.EncryptionOptions.Key } else { $null }
  }
  if ($null -ne $wanted.repository) {
    $observed.repository = $job.Repository.Name
  }
  if ($null -ne $wanted.restorePoints) {
    $observed.restorePoints = [int]$job.RestorePointsToKeep
  }
  return $observed
}

# Every server has it from the start. Whoever has encrypted it under a key of their own wants it like that; under an
# earlier password of ours, whose description differs in its mark alone, it is ours.
function Test-Own($Envelope) {
  $options = (Get-VBRConfigurationBackupJob).EncryptionOptions
  if (-not $options.Enabled) {
    return $true
  }
  $ours = $Envelope.document.encryptionKey
  return (Test-Mark (Get-KeyDescription $options.Key) $ours.Substring(0, $ours.Length - ' [01234567]'.Length))
}

function New-Wanted($Envelope) {
  throw 'Veeam has no configuration backup job, which its installation makes; look at the installation'
}

function Set-Wanted($Envelope) {
  $wanted = $Envelope.document
  $options = @{ Enable = $true; EnableEncryption = $true; EncryptionKey = Get-KeyDescribed $wanted.encryptionKey }
  if ($null -ne $wanted.repository) {
    $options.Repository = Get-Named 'repository' (Get-VBRBackupRepository) $wanted.repository ''
  }
  if ($null -ne $wanted.restorePoints) {
    $options.RestorePointsToKeep = $wanted.restorePoints
  }
  $schedule = (Get-VBRConfigurationBackupJob).ScheduleOptions
  if ($null -ne $schedule -and $schedule.Enabled -eq $false) {
    $options.ScheduleOptions = New-Enabled $schedule
  }
  $watch.fix = "or by hand in Veeam's console: main menu, Configuration Backup, encrypt it under '$($wanted.encryptionKey)' and enable it; until then Veeam does not back up its configuration"
  Set-VBRConfigurationBackupJob @options
  $watch.fix = $null
  Add-Done 'the configuration backup was encrypted and enabled'
}

# The same times, switched on.
function New-Enabled($Schedule) {
  $options = @{ Enable = $true; Type = [string]$Schedule.Type }
  if ($null -ne $Schedule.DailyOptions) {
    $options.DailyOptions = $Schedule.DailyOptions
  }
  if ($null -ne $Schedule.MonthlyOptions) {
    $options.MonthlyOptions = $Schedule.MonthlyOptions
  }
  return (New-VBRConfigurationBackupScheduleOptions @options)
}

# Without it a lost server is made anew by hand, passwords and all.
function Remove-Wanted($Envelope) {
  return "left in Veeam as it is: $($Envelope.identity)"
}
