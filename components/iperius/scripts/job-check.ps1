# A backup job that an operator made in Iperius: it must exist, its service must run, and its log must be recent.
# Job files cannot be written by a template (parts are bound to the machine), so nothing is created here.
# Settings: maximumAgeHours.

function Open-Session {
}

function Close-Session {
}

# Iperius says nowhere how it writes its files: UTF-8 or UTF-16, else in the code page of its Windows.
function Get-Encoding {
  $codePage = [cultureinfo]::CurrentCulture.TextInfo.ANSICodePage
  return @('UTF8', 'Unicode') + $(if ($PSVersionTable.PSEdition -eq 'Core') { $codePage } else { 'Default' })
}

function Test-Named($File, $Name) {
  foreach ($encoding in Get-Encoding) {
    foreach ($line in Get-Content -LiteralPath $File.FullName -Encoding $encoding) {
      if ($line.Equals("NAME=$Name")) {
        return $true
      }
    }
  }
  return $false
}

function Find-JobFile($Name) {
  foreach ($file in Get-ChildItem -Path 'C:\ProgramData\IperiusBackup\Jobs' -Filter 'Job*.ibj') {
    if (Test-Named $file $Name) {
      return $file
    }
  }
  return $null
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

function Get-Observed($Envelope) {
  $file = Find-JobFile $Envelope.identity
  if ($null -eq $file) {
    return $null
  }
  return [ordered]@{
    job     = $Envelope.identity
    log     = Get-LogAge $file.BaseName $Envelope.settings.maximumAgeHours
    service = [string](Get-Service -Name 'IperiusSvc').Status
  }
}

# Somebody else made every job here, and nothing of it is changed.
function Test-Own($Envelope) {
  return $true
}

function New-Wanted($Envelope) {
  throw "Iperius has no job named '$($Envelope.identity)'; make it in its console, then run this again"
}

# Nothing of it can be set from here, so this says what is not as wanted.
function Set-Wanted($Envelope) {
  $found = Get-Observed $Envelope
  throw "its log is $($found.log), and the service IperiusSvc is $($found.service); it must have logged in the last $($Envelope.settings.maximumAgeHours) hours, and the service must be Running"
}

function Remove-Wanted($Envelope) {
  return "left in Iperius: $($Envelope.identity)"
}

function Get-Advice($Message) {
  return $null
}
