# A backup job that an operator made in Iperius: it must exist, once, its service must run, its log must be recent, and
# its last result and its file must be as declared, where they are.
# Job files cannot be written by a template (parts are bound to the machine), so nothing is created here.
# Settings: maximumAgeHours; changingKeys, keys of the file that are no part of what was made.

function Open-Session {
}

function Close-Session {
}

# Iperius says nowhere how it writes its files: UTF-8 or UTF-16, else in the code page of its Windows.
function Get-Encoding {
  $codePage = [cultureinfo]::CurrentCulture.TextInfo.ANSICodePage
  return @('UTF8', 'Unicode') + $(if ($PSVersionTable.PSEdition -eq 'Core') { $codePage } else { 'Default' })
}

# The lines of a job's file if it is of that name.
function Read-Named($File, $Name) {
  foreach ($encoding in Get-Encoding) {
    $lines = @(Get-Content -LiteralPath $File.FullName -Encoding $encoding)
    foreach ($line in $lines) {
      if ($line.Equals("NAME=$Name")) {
        return , $lines
      }
    }
  }
  return $null
}

# Of two with one name nobody knows which one is meant.
function Find-Job($Name) {
  $found = @(foreach ($file in Get-ChildItem -Path 'C:\ProgramData\IperiusBackup\Jobs' -Filter 'Job*.ibj') {
      $lines = Read-Named $file $Name
      if ($null -ne $lines) {
        @{ file = $file.BaseName; lines = $lines }
      }
    })
  if ($found.Count -gt 1) {
    throw "Iperius has $($found.Count) jobs named '$Name' ($(@(foreach ($one in $found) { $one.file }) -join ', ')); rename all but one in its console"
  }
  if ($found.Count -eq 0) {
    return $null
  }
  return $found[0]
}

# The log's time is evidence in every language; its words are not, because Iperius translates them. A time to come is
# none: it would stay recent for years.
function Get-LogAge($BaseName, $MaximumAgeHours) {
  $log = "C:\ProgramData\IperiusBackup\Logs\$BaseName\LogFile.txt"
  if (-not (Test-Path -LiteralPath $log)) {
    return 'missing'
  }
  $written = (Get-Item -LiteralPath $log).LastWriteTime
  $age = New-TimeSpan -Start $written -End (Get-Date)
  if ($age.TotalMinutes -lt -5) {
    return "from the future: $($written.ToString('yyyy-MM-dd'))"
  }
  if ($age.TotalHours -gt $MaximumAgeHours) {
    return 'old'
  }
  return 'recent'
}

# Whether a line is `Key=…`.
function Test-Key($Line, $Key) {
  $start = "$Key="
  return ($Line.Length -ge $start.Length -and $Line.Substring(0, $start.Length).Equals($start))
}

# What a job says of its last run, which every language has.
function Get-LastResult($Lines) {
  $values = @(foreach ($line in $Lines) {
      if (Test-Key $line 'LastResult') {
        $line.Substring('LastResult='.Length)
      }
    })
  if ($values.Count -eq 0) {
    return 'none yet'
  }
  return ($values -join ', ')
}

# Of the lines that a run leaves as they are, in UTF-8 and with line feeds, whatever they are written in.
function Get-Digest($Lines, $ChangingKeys) {
  $kept = @(foreach ($line in $Lines) {
      $changes = $false
      foreach ($key in $ChangingKeys) {
        if (Test-Key $line $key) {
          $changes = $true
        }
      }
      if (-not $changes) {
        $line
      }
    })
  $bytes = (New-Object Text.UTF8Encoding($false)).GetBytes($kept -join "`n")
  $digest = [Security.Cryptography.SHA256]::Create().ComputeHash($bytes)
  return [BitConverter]::ToString($digest).Replace('-', '').ToLowerInvariant()
}

# What nobody has declared is not judged, and says so.
function Get-Judged($Wanted, $Found) {
  if ($Wanted.Equals('not judged')) {
    return $Wanted
  }
  return $Found
}

function Get-Observed($Envelope) {
  $job = Find-Job $Envelope.identity
  if ($null -eq $job) {
    return $null
  }
  $wanted = $Envelope.document
  $settings = $Envelope.settings
  return [ordered]@{
    file       = Get-Judged $wanted.file (Get-Digest $job.lines $settings.changingKeys)
    job        = $Envelope.identity
    lastResult = Get-Judged $wanted.lastResult (Get-LastResult $job.lines)
    log        = Get-LogAge $job.file $settings.maximumAgeHours
    service    = [string](Get-Service -Name 'IperiusSvc').Status
  }
}

# Somebody else made every job here, and nothing of it is changed.
function Test-Own($Envelope) {
  return $true
}

function New-Wanted($Envelope) {
  throw "Iperius has no job named '$($Envelope.identity)'; make it in its console, then run this again"
}

# Nothing of it can be set from here, so this says what is not as wanted, all at once.
function Set-Wanted($Envelope) {
  $found = Get-Observed $Envelope
  $wanted = $Envelope.document
  $faults = @()
  if (-not $found.log.Equals('recent')) {
    $faults += "its log is $($found.log), and it must have logged in the last $($Envelope.settings.maximumAgeHours) hours"
  }
  if (-not $found.service.Equals('Running')) {
    $faults += "the service IperiusSvc is $($found.service), and it must be Running"
  }
  if (-not $found.lastResult.Equals($wanted.lastResult)) {
    $faults += "its LastResult is '$($found.lastResult)', and after a good run it is '$($wanted.lastResult)'"
  }
  if (-not $found.file.Equals($wanted.file)) {
    $faults += "its file has the SHA-256 $($found.file), and $($wanted.file) is declared: look in its console what was changed, and declare the new one if that is right"
  }
  throw ($faults -join '; ')
}

function Remove-Wanted($Envelope) {
  return "left in Iperius: $($Envelope.identity)"
}

function Get-Advice($Message) {
  return $null
}
