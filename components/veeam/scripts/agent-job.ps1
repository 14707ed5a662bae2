# A Veeam Agent backup job that the backup server manages. The document is in Veeam's words; gfs holds the levels that
# are in use alone.

# Policies have jobs' names too, and are none: their agents run them, whatever the server is told.
function Find-Job($Envelope) {
  return (Find-Named @(Get-VBRComputerBackupJob | Where-Object { [string]$_.Mode -eq 'ManagedByBackupServer' }) $Envelope.identity)
}

function Test-Own($Envelope) {
  return (Test-Ours (Find-Job $Envelope))
}

function Enable-Job($Job) {
  if (-not $Job.JobEnabled) {
    Enable-VBRComputerBackupJob -Job $Job
    Add-Done 'the job was enabled'
  }
}

function New-Wanted($Envelope) {
  $options = New-Options $Envelope
  Add-VBRComputerBackupJob -OSPlatform Windows -Type Server -Mode ManagedByBackupServer -Name $Envelope.identity @options | Out-Null
  # Whatever it gave back, the job is what is there now.
  $job = Find-Job $Envelope
  if ($null -eq $job) {
    throw 'Veeam took it without a word, and made no job'
  }
  Add-Done 'the job was made'
  Enable-Job $job
}

function Set-Wanted($Envelope) {
  $job = Find-Job $Envelope
  if (-not $Envelope.adopt -and -not (Test-Ours $job)) {
    throw "a job '$($Envelope.identity)' that somebody else made is there; rename one of the two"
  }
  $options = New-Options $Envelope
  # Left out, it would turn long-term points off.
  $options.EnableGFSRetention = $options.ContainsKey('GFSOptions')
  Set-VBRComputerBackupJob -Job $job @options
  Add-Done 'the job was changed'
  Enable-Job $job
}

# A disabled job makes no backups and keeps those it made; removing it is for the console.
function Remove-Wanted($Envelope) {
  $job = Find-Job $Envelope
  if ($null -eq $job) {
    return "not in Veeam: $($Envelope.identity)"
  }
  if (-not (Test-Ours $job)) {
    return "left in Veeam as it is, because somebody else made it: $($Envelope.identity)"
  }
  $declared = [string]$job.Description
  if ($declared.Contains("$ours as ") -and -not $declared.Equals($Envelope.document.description)) {
    return "left in Veeam as it is, $declared now: $($Envelope.identity)"
  }
  Disable-VBRComputerBackupJob -Job $job | Out-Null
  return "left in Veeam, disabled: $($Envelope.identity)"
}
