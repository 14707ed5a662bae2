# The export of one item: its newest snapshot that is acceptable, each archive a snapshot of restic's, and the one that
# closes it once all are seen.

# Names of items may be names of devices to Windows.
function Get-ItemFile($Kind, $Name) {
  return (Get-StateFile "$Kind-$Name.json")
}

# An item is done when it is exported and nothing about its snapshots is an alarm.
function Export-Item($Item) {
  $facts = Get-IdleFacts
  $started = if ($script:resuming) { (Read-Json (Get-ItemFile 'progress' $Item.name)).snapshot }
  $judged = Get-Judged $Item $started $facts
  Save-Json (Get-ItemFile 'newest' $Item.name) @{ time = $judged.newest }
  if ($null -ne $judged.chosen) {
    Export-Chosen $Item $judged.chosen
  }
  if ($judged.alarms.Count -gt 0) {
    throw ($judged.alarms -join '; ')
  }
}

function Export-Chosen($Item, $Chosen) {
  $snapshot = $Chosen.snapshot
  $listing = Get-Listing $snapshot
  $found = Find-Export $listing $snapshot $true $null { param($Text) Write-Said $Text }
  if ($null -ne $found.export) {
    Write-Said "$($Item.name): $snapshot is exported already"
  }
  else {
    if ($found.refused.Count -gt 0) { Write-Said "$snapshot is exported again" }
    Confirm-Window
    Export-Snapshot $Item $Chosen $listing
  }
  Save-Json (Get-ItemFile 'exported' $Item.name) @{ snapshot = $snapshot; time = $Chosen.time }
  Remove-File (Get-ItemFile 'progress' $Item.name)
}

function Export-Snapshot($Item, $Chosen, $Listing) {
  $snapshot = $Chosen.snapshot
  $progress = Get-Progress $Item $Chosen $Listing
  if ($null -eq $progress) {
    $progress = New-Repository $Item $snapshot
  }
  $repository = "$snapshot/$($progress.begun)"
  foreach ($archive in $Chosen.archives) {
    if (@($progress.archives | Where-Object { $archive.archive.Equals($_.archive) }).Count -eq 0) {
      $progress.archives = @($progress.archives | Where-Object { $_ }) + (Send-Archive $Chosen $progress $archive)
      Save-Json (Get-ItemFile 'progress' $Item.name) $progress
    }
  }
  $ended = Invoke-Restic $repository @('check', '--no-lock')
  if ($ended.code -ne 0) {
    Clear-Progress $Item "$snapshot was sent, but is not whole in the bucket: $(Get-Words $ended.err)"
  }
  Close-Repository $snapshot $progress
  $verdict = Test-Export (Get-Listing $snapshot) $snapshot $progress.begun $true
  if (-not $verdict.verdict.Equals('whole')) {
    $why = if ($verdict.refusal) { $verdict.refusal } else { 'what closes it is not there' }
    Clear-Progress $Item "$snapshot was sent, but the export $repository is not whole in the bucket: $why"
  }
  Write-Said "$snapshot is exported"
}

# What restic believes to be there it does not send again, so the next run begins another repository.
function Clear-Progress($Item, $Why) {
  Remove-File (Get-ItemFile 'progress' $Item.name)
  throw "$Why; the next run sends it again"
}

# Days for which what was begun is gone on with, although rounds come oftener: sending a large chain takes several nights.
$sendingDays = 8

# What an earlier run has begun, if nothing is wrong with it, it will be kept no shorter than it should, and what it has
# sent is still what lies on the disk.
function Get-Progress($Item, $Chosen, $Listing) {
  $progress = Read-Json (Get-ItemFile 'progress' $Item.name)
  if ($null -eq $progress -or -not $Chosen.snapshot.Equals($progress.snapshot) -or (Get-Begun $Listing) -notcontains $progress.begun) {
    return $null
  }
  $repository = "$($progress.snapshot)/$($progress.begun)"
  $days = [int][Math]::Floor(([DateTime]::UtcNow - (Read-Begun $progress.begun)).TotalDays)
  if ($days -ge $sendingDays -and $days -ge [int](Get-Setting 'roundDays' $roundDays)) {
    Write-Said "$repository, which was begun $days days ago, is not gone on with: it would not be kept for long"
    return $null
  }
  $verdict = Test-Export $Listing $progress.snapshot $progress.begun $false
  if (-not $verdict.verdict.Equals('open')) {
    Write-Said "$repository, which was begun, is not gone on with$(if ($verdict.refusal) { ": $($verdict.refusal)" })"
    return $null
  }
  $there = @($verdict.snapshots | ForEach-Object { $_.id })
  $progress.archives = @($progress.archives | Where-Object { $null -ne $_ -and $there -contains $_.id })
  foreach ($sent in $progress.archives) {
    $archive = $Chosen.archives | Where-Object { $_.archive.Equals($sent.archive) } | Select-Object -First 1
    if ($null -ne $archive -and $archive.fixed -and -not (Get-Mark $archive.path).Equals($sent.mark)) {
      Write-Said "$repository, which was begun, is not gone on with: $($archive.path) has changed since it was sent"
      return $null
    }
  }
  return $progress
}

# Tells whether a file was written to. No text that looks like a date: PowerShell 7 would make one of it.
function Get-Mark($Path) {
  $file = New-Object IO.FileInfo($Path)
  if (-not $file.Exists) {
    return 'gone'
  }
  return "$($file.Length) bytes, $($file.LastWriteTimeUtc.Ticks)"
}

function New-Repository($Item, $Snapshot) {
  $begun = [DateTime]::UtcNow.ToString("yyyyMMdd'T'HHmmss'Z'", [cultureinfo]::InvariantCulture)
  $ended = Invoke-Restic "$Snapshot/$begun" @('init')
  if ($ended.code -ne 0) {
    throw "${Snapshot}: the repository $Snapshot/$begun could not be made: $(Get-Words $ended.err)"
  }
  $progress = [pscustomobject]@{ snapshot = $Snapshot; begun = $begun; archives = @() }
  Save-Json (Get-ItemFile 'progress' $Item.name) $progress
  return $progress
}

# What every snapshot of an export says of itself. What Veeam has encrypted and packed does not shrink.
function Get-BackupWords($Snapshot, $Begun, $Words) {
  $item = $Snapshot -replace '/[^/]*$', ''
  return @('--limit-upload', [string](Get-Setting 'uploadKiBps' 0), '--pack-size', [string]$settings.packMiB, '--compression', 'off',
    'backup', '--json', '--stdin', '--host', $item, '--tag', "format=$format", '--tag', "estate=$($settings.estate)", '--tag', "job=$job",
    '--tag', "item=$item", '--tag', "snapshot=$Snapshot", '--tag', "begun=$Begun") + @($Words)
}

# Reads a file once: its sum, its size, and its packs. Where the window or the reading ends too soon, restic is left to
# end what it has, so that nothing of it is sent again; nothing lists that. Others may write to the file and delete it,
# because nothing here may be in Veeam's way; whether somebody did is seen afterwards.
function Send-Archive($Chosen, $Progress, $Archive) {
  $at = "$($Chosen.snapshot) $($Archive.archive)"
  Confirm-Window
  $mark = Get-Mark $Archive.path
  $words = Get-BackupWords $Chosen.snapshot $Progress.begun @('--stdin-filename', $Archive.archive, '--tag', "archive=$($Archive.archive)", '-o', "s3.storage-class=$($settings.storageClass)")
  try {
    $share = [IO.FileShare]'ReadWrite, Delete'
    $input_ = New-Object IO.FileStream($Archive.path, [IO.FileMode]::Open, [IO.FileAccess]::Read, $share, 1MB)
  }
  catch {
    throw "$at could not be opened: $($_.Exception.GetBaseException().Message)"
  }
  $running = Start-Program (Get-ProgramFile 'restic') ((Get-ResticWords "$($Chosen.snapshot)/$($Progress.begun)") + $words) (Get-ResticEnvironment)
  try {
    $sent = Copy-ToProgram $input_ $running
  }
  finally {
    $input_.Dispose()
    try { $running.process.StandardInput.BaseStream.Dispose() } catch { }
  }
  $seconds = if ($sent.stuck) { 0 } else { [long](Get-Setting 'endSeconds' 3600) }
  $ended = Wait-Program $running $seconds
  $summary = @($ended.out -split "`n" | Where-Object { $_ -match '"summary"' } | ForEach-Object { $_ | ConvertFrom-Json }) | Select-Object -Last 1
  $script:sentBytes += [long]$summary.data_added_packed
  if ($sent.over) {
    Stop-ForNow "the window of $job is over"
  }
  if (-not $sent.fault.Equals('')) {
    throw "$at could not be read: $($sent.fault)"
  }
  if ($sent.stuck -or $ended.code -ne 0) {
    $why = if ($sent.stuck) { "restic has taken nothing for $(Get-Setting 'stallSeconds' 3600) seconds and was stopped" } else { Get-Words $ended.err }
    throw "$at could not be sent: $why"
  }
  if (-not (Get-Mark $Archive.path).Equals($mark) -or -not $mark.StartsWith("$($sent.bytes) bytes,", [StringComparison]::Ordinal)) {
    throw "$at was written to while it was read ($mark before, $(Get-Mark $Archive.path) after, $($sent.bytes) bytes read)"
  }
  if ($null -eq $summary -or -not $summary.snapshot_id) {
    throw "${at}: restic has made no snapshot"
  }
  # What stood between this program and restic has added or lost something.
  if ([long]$summary.total_bytes_processed -ne $sent.bytes) {
    throw "${at}: restic has taken $($summary.total_bytes_processed) bytes of $($sent.bytes)"
  }
  return [pscustomobject]@{ archive = $Archive.archive; id = [string]$summary.snapshot_id; bytes = $sent.bytes; sha256 = $sent.sum; mark = $mark }
}

# Block by block, until the window ends. { bytes, sum, over, fault, stuck }; what restic does not take it says why itself.
function Copy-ToProgram($From, $Running) {
  $sum = [Security.Cryptography.SHA256]::Create()
  $buffer = New-Object byte[] (4MB)
  $to = $Running.process.StandardInput.BaseStream
  $patience = [int][Math]::Min([long](Get-Setting 'stallSeconds' 3600), 2000000) * 1000
  $result = @{ bytes = [long]0; sum = ''; over = $false; fault = ''; stuck = $false }
  while ($true) {
    try {
      $count = $From.Read($buffer, 0, $buffer.Length)
    }
    catch {
      $result.fault = $_.Exception.GetBaseException().Message
      break
    }
    if ($count -eq 0) { break }
    try {
      if (-not $to.WriteAsync($buffer, 0, $count).Wait($patience)) {
        $result.stuck = $true
        break
      }
    }
    catch {
      # It has ended, and its exit code says how.
      break
    }
    [void]$sum.TransformBlock($buffer, 0, $count, $null, 0)
    $result.bytes += $count
    if (Test-WindowOver) {
      $result.over = $true
      break
    }
  }
  [void]$sum.TransformFinalBlock($buffer, 0, 0)
  $result.sum = [BitConverter]::ToString($sum.Hash).ToLowerInvariant().Replace('-', '')
  return $result
}

# In a class that can be read at once, like all that restic needs to open a repository.
function Close-Repository($Snapshot, $Progress) {
  $words = @('--stdin-filename', 'closed', '--tag', "count=$(@($Progress.archives).Count)")
  foreach ($one in $Progress.archives) {
    $words += '--tag', "archive=$($one.archive) $($one.id) $($one.bytes) $($one.sha256)"
  }
  $words = (Get-ResticWords "$Snapshot/$($Progress.begun)") + (Get-BackupWords $Snapshot $Progress.begun $words)
  $running = Start-Program (Get-ProgramFile 'restic') $words (Get-ResticEnvironment)
  $text = $utf8.GetBytes("What this export holds is in the tags of this snapshot.`n")
  try {
    $running.process.StandardInput.BaseStream.Write($text, 0, $text.Length)
    $running.process.StandardInput.BaseStream.Dispose()
  }
  catch {
    # It has ended, and says why.
  }
  $ended = Wait-Program $running (Get-Setting 'endSeconds' 3600)
  if ($ended.code -ne 0) {
    throw "${Snapshot}: what closes the export could not be sent: $(Get-Words $ended.err)"
  }
}
