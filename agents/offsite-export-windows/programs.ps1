# Programs that are started: what they are told, and what they are not.

# As C programs take their arguments apart again. Source: Microsoft, "Parsing C command-line arguments".
function ConvertTo-Word($Text) {
  if ($Text -match '^[A-Za-z0-9_./:=@%+,-]+$') {
    return $Text
  }
  return '"' + (($Text -replace '(\\*)"', '$1$1\"') -replace '(\\+)$', '$1$1') + '"'
}

# What a program of Windows cannot do without (Go opens no socket without SystemRoot), and what those of tests need.
$passedOn = 'PATH', 'SystemRoot', 'windir', 'SystemDrive', 'NUMBER_OF_PROCESSORS', 'PROCESSOR_ARCHITECTURE'

# Starts one. $Environment: all that it gets besides; $null: what this program has.
function Start-Program($File, $Words, $Environment) {
  $start = New-Object Diagnostics.ProcessStartInfo
  $start.FileName = $File
  $start.Arguments = @($Words | ForEach-Object { ConvertTo-Word ([string]$_) }) -join ' '
  $start.UseShellExecute = $false
  $start.CreateNoWindow = $true
  $start.RedirectStandardInput = $true
  $start.RedirectStandardOutput = $true
  $start.RedirectStandardError = $true
  $start.StandardOutputEncoding = $utf8
  $start.StandardErrorEncoding = $utf8
  if ($null -ne $Environment) {
    $kept = @{}
    foreach ($name in $passedOn) {
      $value = [Environment]::GetEnvironmentVariable($name)
      if ($null -ne $value) { $kept[$name] = $value }
    }
    $start.EnvironmentVariables.Clear()
    foreach ($name in $kept.Keys) { $start.EnvironmentVariables[$name] = $kept[$name] }
    foreach ($name in $Environment.Keys) { $start.EnvironmentVariables[$name] = $Environment[$name] }
  }
  try {
    $process = [Diagnostics.Process]::Start($start)
  }
  catch {
    throw "$File could not be started: $($_.Exception.GetBaseException().Message)"
  }
  return @{
    process = $process
    out     = $process.StandardOutput.ReadToEndAsync()
    err     = $process.StandardError.ReadToEndAsync()
  }
}

# Ends it with whatever it has started, as far as this PowerShell can.
function Stop-Program($Running) {
  try {
    if ($isWindows5) { $Running.process.Kill() } else { $Running.process.Kill($true) }
    $Running.process.WaitForExit(10000) | Out-Null
  }
  catch {
    # It has ended by itself.
  }
}

# Waits for its end: { code, out, err }. Code 124 and a word in `err` where it had to be stopped after so many seconds.
function Wait-Program($Running, $Seconds) {
  $process = $Running.process
  $inTime = $process.WaitForExit([int][Math]::Min([Math]::Max($Seconds, 0), 2000000) * 1000)
  if (-not $inTime) {
    Stop-Program $Running
  }
  # Whatever it has started may hold its outputs open.
  $said = foreach ($task in $Running.out, $Running.err) {
    if ($task.Wait(30000)) { $task.Result } else { '' }
  }
  $code = if ($inTime) { $process.ExitCode } else { 124 }
  $process.Dispose()
  $hung = if ($inTime) { '' } else { "`nit hung and was stopped" }
  return @{ code = $code; out = [string]$said[0]; err = [string]$said[1] + $hung }
}

function Invoke-Program($File, $Words, $Environment, $Seconds) {
  $running = Start-Program $File $Words $Environment
  $running.process.StandardInput.Close()
  return (Wait-Program $running $Seconds)
}

function Get-ProgramFile($Name) {
  $file = [IO.Path]::Combine($programFolder, $(if ($onWindows) { "$Name.exe" } else { $Name }))
  if (-not [IO.File]::Exists($file)) {
    throw "$file is missing; fix: $(Get-ProgramAdvice $Name)"
  }
  return $file
}

function Get-ProgramAdvice($Name) {
  $where = @{
    restic = 'restic 0.18.0 or later from https://github.com/restic/restic/releases, checked by its SHA256SUMS'
    rclone = 'rclone 1.60 or later from https://downloads.rclone.org, checked by its SHA256SUMS'
  }
  return "put $Name.exe of $($where[$Name]), into $programFolder"
}

# Debian 13's restic, as on Linux: before 0.16.3 it puts what a repository is opened with into the archive class too.
function Confirm-Programs {
  foreach ($wanted in @{ name = 'restic'; least = [version]'0.18.0' }, @{ name = 'rclone'; least = [version]'1.60.0' }) {
    $ended = Invoke-Program (Get-ProgramFile $wanted.name) @('version') @{} 60
    $found = if ($ended.out -match "^$($wanted.name) v?(?<version>\d+\.\d+\.\d+)") { [version]$Matches.version } else { $null }
    if ($null -eq $found -or $found -lt $wanted.least) {
      $there = if ($null -eq $found) { 'of an unknown version' } else { "$found" }
      throw "$($wanted.name) is $there, $($wanted.least) or later is needed; fix: $(Get-ProgramAdvice $wanted.name)"
    }
  }
}

# What a program has said of its failure, in one line; some of it is JSON.
function Get-Words($Text) {
  $lines = @($Text -split "`r?`n" | ForEach-Object {
      $line = $_.Trim()
      if ($line.StartsWith('{')) {
        try {
          $json = $line | ConvertFrom-Json
          $line = if ($json.error.message) { [string]$json.error.message } else { [string]$json.message }
        }
        catch {
          # It only begins like JSON.
        }
      }
      ($line -replace '^(Fatal|error): ', '').Trim()
    } | Where-Object { $_ -and $_ -notmatch '^(The repository |repository contains errors|Is there a repository|s3:|main\.|github\.com/|runtime\.)' })
  return @($lines | Select-Object -First 8) -join '; '
}
