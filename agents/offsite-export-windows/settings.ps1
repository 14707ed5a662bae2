# offsite-export for Windows: copies of finished backups that a fire in the lab leaves alone, in the format of
# agents/offsite-export. The parts of this program are joined into one file when it is installed; this one comes first.
# Windows PowerShell 5.1 and PowerShell 7 both run it. 5.1 reads a file without a mark as ANSI, so every sign is ASCII.
# Texts are compared with Equals: -eq and its like heed the culture, to which some characters are nothing.
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$utf8 = New-Object Text.UTF8Encoding($false)
[Console]::OutputEncoding = $utf8
# Standard output carries the answer alone: a warning, Write-Host, and what a cmdlet forgets go where messages go.
$answers = [Console]::Out
[Console]::SetOut([Console]::Error)

# What is set for other tools must not lead this one elsewhere.
foreach ($name in @([Environment]::GetEnvironmentVariables().Keys)) {
  if ($name -match '^(RESTIC|RCLONE|AWS|AZURE|B2|GOOGLE|MINIO|OS|ST)_|_proxy$') {
    [Environment]::SetEnvironmentVariable($name, $null)
  }
}

$isWindows5 = $PSVersionTable.PSVersion.Major -lt 6
$onWindows = $isWindows5 -or $IsWindows
$program = $PSCommandPath
$root = if ($env:OFFSITE_EXPORT_ROOT) { $env:OFFSITE_EXPORT_ROOT } else { [IO.Path]::Combine([Environment]::GetFolderPath('CommonApplicationData'), 'offsite-export') }
# restic and rclone, where nobody but an administrator can put anything: no PATH is asked.
$programFolder = if ($env:OFFSITE_EXPORT_PROGRAMS) { $env:OFFSITE_EXPORT_PROGRAMS } else { $PSScriptRoot }

# As agents/offsite-export ends: EX_TEMPFAIL of sysexits(3), the window is over; and its wrong usage.
$windowOver = 75
$wrongUsage = 64

# Bytes after which a log is put aside; the one before it is dropped.
$logBytes = 1MB
$log = $null

function Write-Said($Text) {
  [Console]::Error.WriteLine("offsite-export: $Text")
  if ($null -eq $script:log) {
    return
  }
  try {
    $file = New-Object IO.FileInfo($script:log)
    if ($file.Exists -and $file.Length -gt $logBytes) {
      Move-Item -LiteralPath $script:log -Destination "$script:log.1" -Force
    }
    [IO.File]::AppendAllText($script:log, "$([DateTime]::UtcNow.ToString('s'))Z $Text`n", $utf8)
  }
  catch {
    [Console]::Error.WriteLine("offsite-export: the log could not be written: $($_.Exception.Message)")
  }
}

# Ends the run for now: the next window goes on.
function Stop-ForNow($Text) {
  throw (New-Object OperationCanceledException($Text))
}

function Get-Epoch($Time = [DateTime]::UtcNow) {
  return [long][Math]::Floor(($Time.ToUniversalTime() - $epoch).TotalSeconds)
}
$epoch = New-Object DateTime(1970, 1, 1, 0, 0, 0, ([DateTimeKind]::Utc))

function Get-Time($Seconds) {
  return $epoch.AddSeconds($Seconds)
}

# As PBS and this program's exports on Linux write it.
function Get-TimeName($Seconds) {
  return (Get-Time $Seconds).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", [cultureinfo]::InvariantCulture)
}

# What JSON says of a time; PowerShell 7 has made a date of it, 5.1 has not.
function Read-Time($Value) {
  if ($Value -is [DateTime]) {
    return $Value.ToUniversalTime()
  }
  return [DateTimeOffset]::Parse([string]$Value, [cultureinfo]::InvariantCulture).UtcDateTime
}

# A file appears whole or not at all.
function Save-Text($Path, $Text) {
  $new = "$Path.new"
  [IO.File]::WriteAllText($new, $Text, $utf8)
  if ([IO.File]::Exists($Path)) {
    [IO.File]::Replace($new, $Path, [NullString]::Value)
  }
  else {
    [IO.File]::Move($new, $Path)
  }
}

# Of what the program has made itself.
function Remove-File($Path) {
  if ([IO.File]::Exists($Path)) {
    Remove-Item -LiteralPath $Path -Force
  }
}

function Read-Text($Path, $Otherwise = '') {
  if (-not [IO.File]::Exists($Path)) {
    return $Otherwise
  }
  return [IO.File]::ReadAllText($Path, $utf8).Trim()
}

function Save-Json($Path, $Value) {
  Save-Text $Path (ConvertTo-Json -InputObject $Value -Depth 8 -Compress)
}

function Read-Json($Path) {
  $text = Read-Text $Path
  if ($text.Equals('')) {
    return $null
  }
  return ($text | ConvertFrom-Json)
}

# Reads a job's configuration; the secrets stay in their files, which the tools read themselves.
function Open-Job($Job) {
  $script:job = $Job
  # What leads out of the folder is no job.
  if ($Job -notmatch '^[A-Za-z0-9][A-Za-z0-9._-]*$') {
    throw "'$Job' is no name of a job"
  }
  $script:jobFolder = [IO.Path]::Combine($root, $Job)
  $file = [IO.Path]::Combine($jobFolder, 'config.json')
  if (-not [IO.File]::Exists($file)) {
    $there = @(if ([IO.Directory]::Exists($root)) { [IO.Directory]::GetDirectories($root) | ForEach-Object { [IO.Path]::GetFileName($_) } })
    throw "there is no job '$Job'; jobs here: $($there -join ', ')"
  }
  Confirm-Private $root
  Confirm-Private $jobFolder
  try {
    $script:settings = [IO.File]::ReadAllText($file, $utf8) | ConvertFrom-Json
  }
  catch {
    throw "$file makes no sense; apply the stack again"
  }
  foreach ($needed in 'estate', 'source', 'items', 'bucket', 'prefix', 'region', 'metricsDirectory', 'window') {
    if ($null -eq $settings.$needed) {
      throw "$file makes no sense (it has no $needed); apply the stack again"
    }
  }
  $script:stateFolder = [IO.Path]::Combine($jobFolder, 'state')
  $script:workFolder = [IO.Path]::Combine($stateFolder, 'work')
  [IO.Directory]::CreateDirectory($workFolder) | Out-Null
  $script:log = [IO.Path]::Combine($stateFolder, 'log.txt')
}

function Get-Setting($Name, $Otherwise) {
  if ($null -eq $settings.$Name) {
    return $Otherwise
  }
  return $settings.$Name
}

function Get-StateFile($Name) {
  return [IO.Path]::Combine($stateFolder, $Name)
}

function Get-SecretFile($Name) {
  return [IO.Path]::Combine($jobFolder, $Name)
}

function Confirm-Secrets {
  foreach ($secret in 's3-credentials', 'export-key') {
    if (-not [IO.File]::Exists((Get-SecretFile $secret))) {
      throw "$(Get-SecretFile $secret) is missing; apply the stack again"
    }
  }
}

# SYSTEM and the Administrators alone may reach it, and nothing is inherited from above: folders in ProgramData are
# everybody's otherwise. As the text of the descriptor has it, which no language of Windows changes.
function Confirm-Private($Path) {
  $sddl = [string](Get-Acl -LiteralPath $Path).Sddl
  if ($sddl -notmatch '^O:(?<owner>[A-Z]{2}|S-[0-9-]+?)(G:.*?)?D:(?<flags>[A-Z]*)(?<entries>(\([^()]*\))*)(S:.*)?$') {
    throw "the permissions of $Path cannot be read ($sddl)"
  }
  $owner, $flags, $entries = $Matches.owner, $Matches.flags, $Matches.entries
  $others = @([regex]::Matches($entries, '\(([^()]*)\)') | ForEach-Object {
      $parts = $_.Groups[1].Value -split ';'
      if ($parts[0] -ne 'D' -and $parts[5] -notin 'SY', 'BA', 'S-1-5-18', 'S-1-5-32-544') { $parts[5] }
    })
  if ($owner -notin 'SY', 'BA') {
    $others += "its owner $owner"
  }
  if ($others.Count -gt 0 -or -not $flags.Contains('P') -or $entries.Equals('')) {
    $who = if ($others.Count -gt 0) { $others -join ', ' } else { 'whoever may reach what is above it' }
    throw "$Path is not for SYSTEM and the Administrators alone ($who): apply the stack again, and look what somebody may have put there"
  }
}
