# Whether a Veeam server can do what is declared: a look before the first object is made, and whenever somebody looks for
# drift. Nothing of it can be set from here. Each fact is one word where it will do; else it says what is there, what it
# must be and what helps.
# Settings: workloads, a list of names for each machine that is to be protected.

# Each asks, and changes nothing. Veeam's pages do not say which of them its Community Edition answers.
$questions = 'Get-VBREncryptionKey', 'Get-VBRConfigurationBackupJob', 'Get-VBRBackupRepository', 'Get-VBRProtectionGroup', 'Get-VBRComputerBackupJob'

function Invoke-Question($Cmdlet) {
  switch ($Cmdlet) {
    'Get-VBREncryptionKey' { Get-VBREncryptionKey | Out-Null }
    'Get-VBRConfigurationBackupJob' { Get-VBRConfigurationBackupJob | Out-Null }
    'Get-VBRBackupRepository' { Get-VBRBackupRepository | Out-Null }
    'Get-VBRProtectionGroup' { Get-VBRProtectionGroup | Out-Null }
    'Get-VBRComputerBackupJob' { Get-VBRComputerBackupJob | Out-Null }
  }
}

# What the licence forbids to ask, each with what Veeam said.
function Get-Refused {
  foreach ($cmdlet in $questions) {
    try {
      Invoke-Question $cmdlet
    }
    catch {
      $message = $_.Exception.Message
      if ($message -notmatch 'licen[sc]e') {
        throw
      }
      "${cmdlet}: $message"
    }
  }
}

function Get-VersionFact($Build) {
  if ((Get-Number $Build 0) -ge 12) {
    return 'supported'
  }
  return "$Build; it must be 12 or newer: upgrade Veeam"
}

# Source: Veeam's release notes and what its module refuses: 12 is of Windows PowerShell, 13.0 of 7.4, 13.1 of 7.6.
function Get-PowerShellFact($Build) {
  $there = [string]$PSVersionTable.PSVersion
  $major = Get-Number $there 0
  if ((Get-Number $Build 0) -lt 13) {
    return $(if ($major -eq 5) { 'fits' } else { "$there; Veeam 12 needs Windows PowerShell 5.1: write powershell: powershell.exe at the host" })
  }
  $least = if ((Get-Number $Build 0) -eq 13 -and (Get-Number $Build 1) -eq 0) { 4 } else { 6 }
  if ($major -gt 7 -or ($major -eq 7 -and (Get-Number $there 1) -ge $least)) {
    return 'fits'
  }
  return "$there; Veeam $Build needs PowerShell 7.$least or newer: install it, and write powershell: pwsh.exe at the host"
}

# Source: Veeam Backup & Replication User Guide, "System Requirements", "Backup Server": 13 runs on Windows Server 2016 or
# Windows 10 at the oldest, whose build is 14393. Its appliance, which is no Windows, only restores in the Community Edition.
function Get-SystemFact($Build) {
  $system = Get-CimInstance -ClassName 'Win32_OperatingSystem'
  $version = [string]$system.Version
  if ((Get-Number $Build 0) -lt 13 -or ((Get-Number $version 0) -ge 10 -and (Get-Number $version 2) -ge 14393)) {
    return 'supported'
  }
  return "$($system.Caption) ($version); Veeam 13 needs Windows Server 2016, Windows 10 or newer: move Veeam to one"
}

function Get-LicenceFact($License) {
  $status = [string]$License.Status
  if ($status -notin 'Expired', 'Invalid') {
    return 'valid'
  }
  return "$status, of edition $($License.Edition): install one that holds (console: main menu, License)"
}

# Veeam lists a machine by its name or its full name.
function Test-Listed($Names, $Workloads) {
  foreach ($workload in $Workloads) {
    foreach ($name in $Names) {
      if (($workload -split '\.')[0].ToUpperInvariant().Equals(($name -split '\.')[0].ToUpperInvariant())) {
        return $true
      }
    }
  }
  return $false
}

# A server takes an instance when its job first starts, so those that have one already are not counted again.
function Get-InstanceFact($License, $Declared) {
  $summary = $License.InstanceLicenseSummary
  $workloads = @($summary.Workload | Where-Object { $null -ne $_ } | ForEach-Object { [string]$_.Name })
  $new = @($Declared | Where-Object { -not (Test-Listed $_ $workloads) } | ForEach-Object { $_[0] })
  $allowed = [double]$summary.LicensedInstancesNumber
  $used = [double]$summary.UsedInstancesNumber
  if ($new.Count -eq 0 -or $used + $new.Count -le $allowed) {
    return 'enough'
  }
  return "$allowed allowed, $used used ($($workloads -join ', ')), and $($new.Count) more declared ($($new -join ', ')): revoke one (console: main menu, License, Instances), or protect fewer machines with Veeam"
}

function Get-Observed($Envelope) {
  $build = Get-Build
  $license = Get-VBRInstalledLicense
  return [ordered]@{
    instances  = Get-InstanceFact $license $Envelope.settings.workloads
    licence    = Get-LicenceFact $license
    os         = Get-SystemFact $build
    powershell = Get-PowerShellFact $build
    refused    = @(Get-Refused)
    version    = Get-VersionFact $build
  }
}

# It is whoever's it is: nothing of it is changed.
function Test-Own($Envelope) {
  return $true
}

function New-Wanted($Envelope) {
  throw 'it told nothing of itself'
}

function Set-Wanted($Envelope) {
  $observed = Get-Observed $Envelope
  $missing = foreach ($name in $Envelope.document.Keys) {
    if (-not (ConvertTo-Canonical $observed[$name]).Equals((ConvertTo-Canonical $Envelope.document[$name]))) {
      "${name}: $($observed[$name] -join ', ')"
    }
  }
  $watch.fix = 'see to what is named, and apply again; what a licence refuses can be made by hand in the console, where it allows that, under the name that is declared, and then named in backup:adopt'
  throw "it cannot do what is declared; $(@($missing) -join '; ')"
}

function Remove-Wanted($Envelope) {
  return "nothing was made of it: $($Envelope.identity)"
}
