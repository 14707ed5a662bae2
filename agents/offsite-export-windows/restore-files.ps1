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
    Copy-Mounted (Get-MountedPath $mounted $path) $target "$($point.Name) of $(Get-TimeName (Get-Epoch $point.CreationTime))"
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
  $called = @($points | ForEach-Object { ([string]$_.Name).ToUpperInvariant() } | Select-Object -Unique)
  if ($called.Count -gt 1 -and -not $Computer.Contains('.')) {
    throw "several computers are called ${Computer}: $(@($points | ForEach-Object { [string]$_.Name } | Sort-Object -Unique) -join ', '); name one by its whole name"
  }
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
  $below = @($Path.Substring(3) -split '[\\/]' | Where-Object { $_ })
  if (@($below | Where-Object { $_ -match '^\.+$|:' }).Count -gt 0) {
    throw "'$Path' leads out of its drive"
  }
  $source = [string]$device.MountPoint
  foreach ($part in $below) {
    $source = [IO.Path]::Combine($source, $part)
    if (Test-Link $source) {
      throw "the restore point's $Path leads through $part, which is a link: where that leads is on this server; name the folder that it leads to"
    }
  }
  if (-not [IO.File]::Exists($source) -and -not [IO.Directory]::Exists($source)) {
    throw "the restore point has no $Path"
  }
  return $source
}

# Whether something is a junction, a mounted volume or a symbolic link. A file that Windows keeps elsewhere (deduplicated)
# is a reparse point as well, and a file like any other.
function Test-Link($Path) {
  $entry = New-Object IO.FileInfo($Path)
  # -1: there is none.
  if ([int]$entry.Attributes -eq -1 -or -not ($entry.Attributes -band [IO.FileAttributes]::ReparsePoint)) {
    return $false
  }
  if ($entry.Attributes -band [IO.FileAttributes]::Directory) {
    return $true
  }
  return ([string](Get-Item -LiteralPath $Path -Force).LinkType).Equals('SymbolicLink')
}

# What is below a folder, folders before what is in them, and links apart: followed here they lead into this server, whose
# files would come back as the computer's.
function Get-Mounted($Folder) {
  foreach ($path in [IO.Directory]::GetFileSystemEntries($Folder)) {
    $kind = if (Test-Link $path) { 'link' } elseif ([IO.Directory]::Exists($path)) { 'folder' } else { 'file' }
    @{ kind = $kind; path = $path }
    if ($kind.Equals('folder')) { Get-Mounted $path }
  }
}

# Each file with its sum, which is read again from what was written; the answer is a line for each.
function Copy-Mounted($Source, $Target, $Of) {
  [IO.Directory]::CreateDirectory($Target) | Out-Null
  $count, $bytes, $links = 0, [long]0, 0
  $isFile = [IO.File]::Exists($Source)
  $base = if ($isFile) { [IO.Path]::GetDirectoryName($Source) } else { $Source }
  foreach ($one in $(if ($isFile) { @{ kind = 'file'; path = $Source } } else { Get-Mounted $Source })) {
    $relative = $one.path.Substring($base.Length).TrimStart('\', '/')
    $copy = [IO.Path]::Combine($Target, $relative)
    if ($one.kind.Equals('link')) {
      Write-Said "there is a link, which is not followed: $relative"
      $links += 1
    }
    elseif ($one.kind.Equals('folder')) {
      [IO.Directory]::CreateDirectory($copy) | Out-Null
    }
    else {
      [IO.File]::Copy($one.path, $copy, $false)
      $sum = Get-Sum $copy
      if (-not $sum.Equals((Get-Sum $one.path))) {
        throw "${relative}: what was written is not what was read"
      }
      $answers.WriteLine("$sum  $relative")
      $count += 1
      $bytes += (New-Object IO.FileInfo($copy)).Length
    }
  }
  Write-Said "$count files, $bytes bytes of $Of are in $Target$(if ($links -gt 0) { "; $links links were not followed" })"
}
