# A Veeam Agent backup job as it is, from its own properties alone: whatever somebody changes in the console shows. A
# setting that is off may keep its numbers, so what switches it is asked first.

$week = 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'

function Test-Text($Texts, $Text) {
  foreach ($each in $Texts) {
    if ($each.ToUpperInvariant().Equals($Text.ToUpperInvariant())) {
      return $true
    }
  }
  return $false
}

# Nobody knows in which order and case Veeam gives a list back: what is wanted comes first, as it is wanted.
function ConvertTo-Set($Values, $Wanted) {
  $texts = @($Values | Where-Object { $null -ne $_ } | ForEach-Object { [string]$_ })
  $Wanted | Where-Object { $null -ne $_ -and (Test-Text $texts $_) }
  $texts | Where-Object { -not (Test-Text $Wanted $_) } | Sort-Object
}

function Get-Days($Daily) {
  $every = @{ Everyday = $week; WeekDays = $week[0..4] }
  $days = $every[[string]$Daily.Type]
  if ($null -eq $days) {
    $days = @($Daily.DayOfWeek | ForEach-Object { [string]$_ })
  }
  return ($week | Where-Object { $days -contains $_ })
}

function Get-Schedule($Options, $Wanted) {
  $schedule = [ordered]@{ type = [string]$Options.Type }
  if ($schedule.type -eq 'Daily') {
    $schedule.days = @(Get-Days $Options.DailyOptions)
    $schedule.time = [string]$Options.DailyOptions.Period
  }
  if ($schedule.type -eq 'Monthly') {
    $monthly = $Options.MonthlyOptions
    $number = [string]$monthly.DayNumberInMonth
    $schedule.day = if ($number -eq 'OnDay') { "$number $($monthly.DayOfMonth)" } else { "$number $($monthly.DayOfWeek)" }
    $schedule.months = @(ConvertTo-Set $monthly.Months $Wanted.months)
    $schedule.time = [string]$monthly.Period
  }
  return $schedule
}

function Get-ActiveFull($Options) {
  if (-not $Options.Enabled) {
    return $null
  }
  $full = [ordered]@{ schedule = [string]$Options.ScheduleType }
  if ($full.schedule -eq 'Weekly') {
    $full.days = @($Options.SelectedDays | ForEach-Object { [string]$_ } | Sort-Object)
  }
  return $full
}

function Get-HealthCheck($Options) {
  if (-not $Options.Enabled) {
    return $null
  }
  $check = [ordered]@{ schedule = [string]$Options.ScheduleType }
  if ($check.schedule -eq 'Weekly') {
    $check.days = @($Options.SelectedDays | ForEach-Object { [string]$_ } | Sort-Object)
    $check.time = [string]$Options.WeeklyPeriod
  }
  return $check
}

function Get-Gfs($Job) {
  $gfs = [ordered]@{}
  $options = $Job.GFSOptions
  $levels = @(
    @{ name = 'monthly'; isOn = $options.MonthlyGFSEnabled; options = $options.MonthlyOptions; when = 'SelectedWeek' }
    @{ name = 'weekly'; isOn = $options.WeeklyGFSEnabled; options = $options.WeeklyOptions; when = 'SelectedDay' }
    @{ name = 'yearly'; isOn = $options.YearlyGFSEnabled; options = $options.YearlyOptions; when = 'SelectedMonth' }
  )
  foreach ($level in $levels) {
    if ($Job.GFSRetentionEnabled -and $level.isOn -ne $false -and $level.options.RetentionPeriod -gt 0) {
      $gfs[$level.name] = [ordered]@{ keep = [int]$level.options.RetentionPeriod; when = [string]$level.options.($level.when) }
    }
  }
  return $gfs
}

# Mail of its own for each run that ends badly, or for each run; else what is there, in Veeam's words.
function Get-Notifications($Options) {
  if (-not $Options.EnableAdditionalNotification) {
    return $null
  }
  $told = [ordered]@{ address = [string]$Options.AdditionalAddress; success = [bool]$Options.NotifyOnSuccess }
  if (-not $Options.UseNotificationOptions) {
    $told.success = "as Veeam's own settings say"
  }
  elseif (-not $Options.NotifyOnWarning -or -not $Options.NotifyOnError) {
    $told.success = 'not every warning and failure'
  }
  return $told
}

# Folders that are declared may be switched off, and files left out by their names, beside the list of them. Everything is
# what no mask, or one of these, takes in.
function Get-Masks($Masks, $All) {
  return ($Masks | Where-Object { $null -ne $_ } | ForEach-Object { [string]$_ } | Where-Object { -not (Test-Text $All $_) } | Sort-Object)
}

# Switched off it keeps its number. An older Veeam tells no switch.
function Get-Retries($Options) {
  $count = if ($Options.RetryEnabled -eq $false) { 0 } else { [int]$Options.RetryCount }
  return [ordered]@{ count = $count; minutes = [int]$Options.RetryTimeout }
}

function Get-Observed($Envelope) {
  $wanted = $Envelope.document
  $job = Find-Job $Envelope
  if ($null -eq $job) {
    return $null
  }
  $files = $job.SelectedFilesOptions
  $observed = [ordered]@{
    activeFull       = Get-ActiveFull $job.ActiveFullOptions
    backupType       = [string]$job.BackupType
    compression      = [string]$job.StorageOptions.CompressionLevel
    deletedComputers = if ($job.DeletedComputerRetentionEnabled -eq $true) { 'removed' } else { 'kept' }
    description      = $job.Description
    enabled          = [bool]$job.JobEnabled
    encryptionKey    = if ($job.StorageOptions.EncryptionEnabled) { Get-KeyDescription $job.StorageOptions.EncryptionKey } else { $null }
    gfs              = Get-Gfs $job
    healthCheck      = Get-HealthCheck $job.HealthCheckOptions
    masks            = [ordered]@{ exclude = @(Get-Masks $files.ExcludeMask @('')); include = @(Get-Masks $files.IncludeMask @('', '*', '*.*')) }
    name             = $job.Name
    optimization     = [string]$job.StorageOptions.StorageOptimizationType
    # The list around the choice: out of it, a list of one would come as its text.
    paths            = @(if ($files.BackupSelectedFiles -ne $false) { ConvertTo-Set $files.SelectedFiles $wanted.paths })
    protectionGroups = @(ConvertTo-Set @($job.BackupObject | ForEach-Object { $_.Name }) $wanted.protectionGroups)
    repository       = $job.BackupRepository.Name
    retention        = [ordered]@{ keep = [int]$job.RetentionPolicy; type = [string]$job.RetentionType }
    retries          = Get-Retries $job.ScheduleOptions
    schedule         = Get-Schedule $job.ScheduleOptions $wanted.schedule
    scheduled        = [bool]$job.ScheduleEnabled
    terminated       = [bool]$job.ScheduleOptions.BackupTerminationWindowEnabled
  }
  if ($null -ne $wanted.notifications) {
    $observed.notifications = Get-Notifications $job.NotificationOptions
  }
  return $observed
}
