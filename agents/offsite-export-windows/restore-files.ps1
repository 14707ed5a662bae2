# restore-files JOB COMPUTER TIME|latest PATH FOLDER: files of a computer out of a restore point of Veeam's, local or
# imported, into another folder. Nothing that is there is written over, and what is mounted is unmounted whatever happens.

function Invoke-RestoreFiles($Words) {
  $given = Read-Options $Words @{ '--backup' = [string]$settings.source.job }
  if ($given.words.Count -ne 4) {
    Write-Usage
  }
  $computer, $when, $path, $target = $given.words
  $target = $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($target)
  if ([IO.File]::Exists($target) -or ([IO.Directory]::Exists($target) -and @([IO.Directory]::GetFileSystemEntries($target)).Count -gt 0)) {
    throw "$target is there already; name a folder that is not, or is empty: nothing is written over"
  }
  if ($path -notmatch '^[A-Za-z]:\\') {
    throw "'$path' is no path on a computer with Windows; it begins with a drive, as in D:\Shares\reports"
  }
  Connect-Veeam
  $mounted = $null
  try {
    $point = Get-WantedPoint $given.options['--backup'] $computer $when
    $mounted = Start-VBRWindowsFileRestore -RestorePoint $point -Reason "restore-files $path"
    if ($null -eq $mounted) {
      throw "Veeam has mounted nothing of the restore point of $computer of $(Get-TimeName (Get-Epoch $point.CreationTime))"
    }
    Copy-Mounted (Get-MountedPath $mounted $path) $target
  }
  finally {
    if ($null -ne $mounted) {
      try { Stop-VBRWindowsFileRestore -FileRestore $mounted | Out-Null } catch { Write-Said "ERR what Veeam has mounted is still mounted, stop the restore in its console: $($_.Exception.Message)" }
    }
    try { Disconnect-VBRServer | Out-Null } catch { Write-Said "the session with Veeam was not closed: $($_.Exception.Message)" }
  }
}

# Of a backup that was imported Veeam adds a word to the name.
function Get-WantedPoint($Backup, $Computer, $When) {
  $names = $Backup, "${Backup}_imported"
  $backups = @(Get-VBRBackup | Where-Object { $null -ne $_ -and ($names -contains [string]$_.Name -or $names -contains [string]$_.JobName) })
  if ($backups.Count -eq 0) {
    throw "Veeam has no backup named '$Backup'; it has: $(@(Get-VBRBackup | ForEach-Object { $_.Name }) -join ', ')"
  }
  foreach ($one in @($backups)) {
    if ($null -ne $one.PSObject.Methods['FindChildBackups']) { $backups += @($one.FindChildBackups()) }
  }
  $points = @($backups | Where-Object { $null -ne $_ } | ForEach-Object { Get-VBRRestorePoint -Backup $_ } |
    Where-Object { $null -ne $_ -and (Test-Computer ([string]$_.Name) @($Computer)) } | Sort-Object CreationTime)
  $wanted = $points | Where-Object { $When.Equals('latest') -or $When.Equals((Get-TimeName (Get-Epoch $_.CreationTime))) } | Select-Object -Last 1
  if ($null -eq $wanted) {
    throw "there is no restore point of $Computer of $When; there are: $(@($points | ForEach-Object { Get-TimeName (Get-Epoch $_.CreationTime) } | Select-Object -Unique) -join ', ')"
  }
  return $wanted
}

# Where Veeam has mounted the drive of a path.
function Get-MountedPath($Mounted, $Path) {
  $devices = @($Mounted.MountSession.MountedDevices)
  $device = $devices | Where-Object { ([string]$_.DriveLetter).TrimEnd('\', ':').ToUpperInvariant().Equals($Path.Substring(0, 1).ToUpperInvariant()) } | Select-Object -First 1
  if ($null -eq $device) {
    throw "the restore point has no drive $($Path.Substring(0, 2)); it has: $(@($devices | ForEach-Object { $_.DriveLetter }) -join ', ')"
  }
  $below = @($Path.Substring(3) -split '\\' | Where-Object { $_ })
  if ($below -contains '..') {
    throw "'$Path' leads out of its drive"
  }
  $source = [string]$device.MountPoint
  foreach ($part in $below) { $source = [IO.Path]::Combine($source, $part) }
  if (-not [IO.File]::Exists($source) -and -not [IO.Directory]::Exists($source)) {
    throw "the restore point has no $Path"
  }
  return $source
}

# Each file with its sum, which is read again from what was written; the answer is a line for each.
function Copy-Mounted($Source, $Target) {
  [IO.Directory]::CreateDirectory($Target) | Out-Null
  $count, $bytes = 0, [long]0
  $base = if ([IO.File]::Exists($Source)) { [IO.Path]::GetDirectoryName($Source) } else { $Source }
  foreach ($file in $(if ([IO.File]::Exists($Source)) { $Source } else { [IO.Directory]::GetFiles($Source, '*', [IO.SearchOption]::AllDirectories) })) {
    $relative = $file.Substring($base.Length).TrimStart('\', '/')
    $copy = [IO.Path]::Combine($Target, $relative)
    [IO.Directory]::CreateDirectory([IO.Path]::GetDirectoryName($copy)) | Out-Null
    [IO.File]::Copy($file, $copy, $false)
    $sum = Get-Sum $copy
    if (-not $sum.Equals((Get-Sum $file))) {
      throw "${relative}: what was written is not what was read"
    }
    $answers.WriteLine("$sum  $relative")
    $count += 1
    $bytes += (New-Object IO.FileInfo($copy)).Length
  }
  Write-Said "$count files, $bytes bytes are in $Target"
}
