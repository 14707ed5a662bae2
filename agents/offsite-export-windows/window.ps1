# The hours in which a job may use the link, by the clock of this server, as its scheduled tasks have it; hours that meet
# count as one window.

# When the window that is open at a moment closes, or $null where none is open. Both ends are what the clocks read: on
# the day on which they go forward it is shorter, and longer when they go back.
function Get-WindowEnd($Now) {
  $days = @($settings.window.days)
  $from = [TimeSpan]::ParseExact($settings.window.from, 'hh\:mm', [cultureinfo]::InvariantCulture)
  $minutes = [int]$settings.window.minutes
  $today = $Now.ToLocalTime().Date
  $until = $null
  for ($distance = [int][Math]::Floor(-$minutes / 1440) - 2; $distance -le 8; $distance += 1) {
    $day = $today.AddDays($distance)
    if ($day.DayOfWeek.ToString().ToLowerInvariant() -notin $days) {
      continue
    }
    $opening = Get-Moment $day.Add($from)
    # What opens later counts only if it goes on where the one before it ends.
    if ($opening -gt $Now -and ($null -eq $until -or $opening -gt $until)) {
      break
    }
    $closing = Get-Moment $day.Add($from).AddMinutes($minutes)
    if ($null -eq $until -or $closing -gt $until) {
      $until = $closing
    }
  }
  if ($null -eq $until -or $until -le $Now) {
    return $null
  }
  return $until
}

# When the clocks show a time; of one that they skip, when they have been moved.
function Get-Moment($Shown) {
  $zone = [TimeZoneInfo]::Local
  $time = [DateTime]::SpecifyKind($Shown, [DateTimeKind]::Unspecified)
  while ($zone.IsInvalidTime($time)) {
    $time = $time.AddMinutes(1)
  }
  return [TimeZoneInfo]::ConvertTimeToUtc($time, $zone)
}

# Seconds that what is under way may take: until the window ends, and then so long as it may want.
function Get-SecondsLeft {
  $end = [long](Get-Setting 'endSeconds' 3600)
  if ($null -eq $script:deadline) {
    # A person waits for a restore as long as it wants.
    return 2000000
  }
  return $end + [Math]::Max(0, [long]($script:deadline - [DateTime]::UtcNow).TotalSeconds)
}

function Test-WindowOver {
  return ($null -ne $script:deadline -and [DateTime]::UtcNow -ge $script:deadline)
}

function Confirm-Window {
  if (Test-WindowOver) {
    Stop-ForNow "the window of $job is over"
  }
}
