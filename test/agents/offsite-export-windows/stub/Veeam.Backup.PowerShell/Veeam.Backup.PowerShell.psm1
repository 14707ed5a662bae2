# The cmdlets of Veeam's module that the export agent calls, for a real PowerShell: they tell what a file says
# ($env:STUB_VEEAM), so that each process finds what the one before it found. Parameters as the vendor's reference (13)
# has them; what objects hold, as public scripts read it on real servers.

$kept = [IO.File]::ReadAllText($env:STUB_VEEAM) | ConvertFrom-Json
$script:connected = $false

function Assert-Stub($Cmdlet) {
  if (-not $script:connected) { throw "$Cmdlet`: not connected to a server" }
  $word = $kept.cmdlets.$Cmdlet
  if ($word -eq 'hangs') { [Threading.Thread]::Sleep([Threading.Timeout]::Infinite) }
  if ($word) { throw $word }
}
function Test-Silent($Cmdlet) { return @($kept.silent) -contains $Cmdlet }

function Connect-VBRServer {
  [CmdletBinding()]
  param([string]$Server, [int]$Port, [int]$Timeout, [switch]$ForceAcceptTlsCertificate)
  if ($script:connected) { throw 'You are already connected to localhost:443. Close previous session first' }
  $word = $kept.cmdlets.'Connect-VBRServer'
  if ($word -eq 'hangs') { [Threading.Thread]::Sleep([Threading.Timeout]::Infinite) }
  if ($word) { throw $word }
  $script:connected = $true
  # What nobody asked for.
  Write-Host 'connected'
  'a result that nobody took'
}
function Disconnect-VBRServer { [CmdletBinding()] param() $script:connected = $false; [IO.File]::AppendAllText("$env:STUB_VEEAM.did", "disconnected`n") }

function Get-VBRComputerBackupJob {
  [CmdletBinding()] param([string[]]$Name, [string]$Mode)
  Assert-Stub 'Get-VBRComputerBackupJob'
  if (Test-Silent 'Get-VBRComputerBackupJob') { return }
  [pscustomobject]@{
    Id = $kept.job.id; Name = $kept.job.name
    StorageOptions = [pscustomobject]@{
      EncryptionEnabled = $kept.job.encrypted
      EncryptionKey = if ($kept.job.encrypted) { [pscustomobject]@{ Id = 'key'; ModificationDateUtc = [DateTime]::UnixEpoch.AddSeconds($kept.job.keySince) } } else { $null }
    }
  }
}
function Get-VBREncryptionKey {
  [CmdletBinding()] param([string]$Description)
  Assert-Stub 'Get-VBREncryptionKey'
  [pscustomobject]@{ Id = 'another'; Description = $null }
  [pscustomobject]@{ Id = 'key'; Description = $kept.job.key }
}
function Get-VBRComputerBackupJobSession {
  [CmdletBinding()] param([string[]]$Name)
  Assert-Stub 'Get-VBRComputerBackupJobSession'
  if (Test-Silent 'Get-VBRComputerBackupJobSession') { return }
  # One of another job, which has the beginning of its name in common.
  [pscustomobject]@{ Id = 'x'; JobId = 'another'; State = 'Working' }
  $kept.sessions | ForEach-Object { [pscustomobject]@{ Id = 's'; JobId = $kept.job.id; State = $_ } }
}
function Get-VBRBackupRepository {
  [CmdletBinding()] param([string[]]$Name)
  Assert-Stub 'Get-VBRBackupRepository'
  [pscustomobject]@{ Name = 'another'; FriendlyPath = '/nowhere' }
  [pscustomobject]@{ Name = $kept.repository.name; FriendlyPath = $kept.repository.folder }
}
function Get-VBRBackup {
  [CmdletBinding()] param([string[]]$Name)
  Assert-Stub 'Get-VBRBackup'
  if (Test-Silent 'Get-VBRBackup') { return }
  $backup = [pscustomobject]@{ Name = $kept.job.name; JobName = $kept.job.name; Of = '' }
  $backup | Add-Member -MemberType ScriptMethod -Name FindChildBackups -Value { @($kept.points | ForEach-Object { $_.computer } | Sort-Object -Unique | ForEach-Object { [pscustomobject]@{ Name = "$($kept.job.name) - $_"; Of = $_ } }) }
  $backup
}
function Get-VBRRestorePoint {
  [CmdletBinding()] param([object[]]$Backup, [string[]]$Name)
  Assert-Stub 'Get-VBRRestorePoint'
  # A backup shows those of its computers as well: whoever asks both is told twice.
  $kept.points | Where-Object { $Backup[0].Of -eq '' -or $Backup[0].Of -eq $_.computer } | ForEach-Object {
    $one = $_
    $point = [pscustomobject]@{
      Id = $one.id; Name = $one.computer; CreationTime = [DateTime]::UnixEpoch.AddSeconds($one.time).ToLocalTime()
      Type = if ($one.full) { 'Full' } else { 'Increment' }; IsCorrupted = [bool]$one.corrupted
    }
    $storage = [pscustomobject]@{ FilePath = $one.file; IsFull = $one.full }
    $point | Add-Member -MemberType ScriptMethod -Name GetStorage -Value { $storage }.GetNewClosure() -PassThru
  }
}
function Start-VBRWindowsFileRestore {
  [CmdletBinding()] param([Parameter(Mandatory)]$RestorePoint, [string]$Reason)
  Assert-Stub 'Start-VBRWindowsFileRestore'
  if (Test-Silent 'Start-VBRWindowsFileRestore') { return }
  [IO.File]::AppendAllText("$env:STUB_VEEAM.did", "mounted $($RestorePoint.Id)`n")
  [pscustomobject]@{ MountPoint = 'C:\VeeamFLR'; MountSession = [pscustomobject]@{ MountedDevices = @($kept.mounts | ForEach-Object { [pscustomobject]@{ DriveLetter = $_.drive; MountPoint = $_.folder } }) } }
}
function Stop-VBRWindowsFileRestore {
  [CmdletBinding()] param($FileRestore)
  Assert-Stub 'Stop-VBRWindowsFileRestore'
  [IO.File]::AppendAllText("$env:STUB_VEEAM.did", "unmounted`n")
}
Export-ModuleMember -Function *-VBR*
