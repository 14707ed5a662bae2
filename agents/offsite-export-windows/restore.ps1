# restore JOB SNAPSHOT FOLDER: from the archive class back to files, judged before anything is asked of S3, and their sums
# compared at the end.

# Days that S3 may take: twice the 48 hours of its slowest way. Source: Amazon S3 User Guide, "Understanding archive
# retrieval options".
$recallDays = 4

function Invoke-Restore($Words) {
  $given = Read-Options $Words @{ '--tier' = (Get-Setting 'restoreTier' 'Standard'); '--days' = '7'; '--begun' = '' }
  if ($given.words.Count -ne 2) {
    Write-Usage
  }
  $snapshot, $target = $given.words
  Confirm-Secrets
  Confirm-Programs
  # A relative path is the shell's, not the process's.
  $target = $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($target)
  if ([IO.File]::Exists($target) -or ([IO.Directory]::Exists($target) -and @([IO.Directory]::GetFileSystemEntries($target)).Count -gt 0)) {
    throw "$target is there already; name a folder that is not, or is empty: nothing is written over"
  }
  $found = Find-Export (Get-Listing $snapshot) $snapshot $true $given.options['--begun'] { param($Text) Write-Said "ERR $Text" }
  if ($null -eq $found.export) {
    if ($found.refused.Count -gt 0) { throw ($found.refused -join '; ') }
    throw "there is no export of $snapshot that is whole; exported ones: offsite-export status $job --json"
  }
  $export = $found.export
  foreach ($archive in $export.archives) { ConvertFrom-ArchiveName $archive.archive | Out-Null }
  Request-Packs $export.repository $given.options['--tier'] $given.options['--days']
  $partial = "$target.partial"
  [IO.Directory]::CreateDirectory($partial) | Out-Null
  foreach ($archive in $export.archives) {
    Restore-Archive $export $archive $partial
  }
  Complete-Target $export $partial $target
  Write-Said "$snapshot is restored, the sums of its files are right"
  Write-ImportWords $export $target
}

# The words, and the options with what stands behind each. $Known: options and their defaults.
function Read-Options($Words, $Known) {
  $options, $rest = $Known, @()
  for ($place = 0; $place -lt $Words.Count; $place += 1) {
    if ($Known.ContainsKey($Words[$place])) {
      if ($place + 1 -ge $Words.Count) { Write-Usage }
      $options[$Words[$place]] = $Words[$place + 1]
      $place += 1
    }
    elseif ($Words[$place].StartsWith('--', [StringComparison]::Ordinal)) { Write-Usage }
    else { $rest += $Words[$place] }
  }
  return @{ words = $rest; options = $options }
}

# Brings what restic has not got yet; the same line goes on after a break, because restic compares what is there.
function Restore-Archive($Export, $Archive, $Partial) {
  $at = "$($Export.repository) $($Archive.archive)"
  $ended = Invoke-Restic $Export.repository @('restore', "$($Archive.id):/", '--target', $Partial, '--no-lock')
  if ($ended.code -ne 0) {
    throw "$at is not restored: $(Get-Words $ended.err); what came is in $Partial, and the same line goes on from there"
  }
  $file = [IO.Path]::Combine($Partial, $Archive.archive)
  if (-not (Get-Sum $file).Equals($Archive.sha256)) {
    Remove-File $file
    throw "${at}: the sum of the file is not the one that was exported"
  }
}

function Get-Sum($Path) {
  $stream = New-Object IO.FileStream($Path, [IO.FileMode]::Open, [IO.FileAccess]::Read, [IO.FileShare]::Read, 1MB)
  try {
    $sum = [Security.Cryptography.SHA256]::Create().ComputeHash($stream)
  }
  finally {
    $stream.Dispose()
  }
  return [BitConverter]::ToString($sum).ToLowerInvariant().Replace('-', '')
}

# Under their own names, when all are right.
function Complete-Target($Export, $Partial, $Target) {
  [IO.Directory]::CreateDirectory($Target) | Out-Null
  foreach ($archive in $Export.archives) {
    [IO.File]::Move([IO.Path]::Combine($Partial, $archive.archive), [IO.Path]::Combine($Target, (ConvertFrom-ArchiveName $archive.archive)))
  }
  if (@([IO.Directory]::GetFileSystemEntries($Partial)).Count -eq 0) {
    Remove-Item -LiteralPath $Partial
  }
  else {
    Write-Said "$Partial has something else in it, which stays there"
  }
}

# The answer: what Veeam takes them by.
function Write-ImportWords($Export, $Target) {
  $names = @($Export.archives | ForEach-Object { ConvertFrom-ArchiveName $_.archive })
  $first = @($names | Where-Object { $_.EndsWith('.vbm', [StringComparison]::OrdinalIgnoreCase) }) + @($names | Where-Object { $_.EndsWith('.vbk', [StringComparison]::OrdinalIgnoreCase) }) | Select-Object -First 1
  $path = [IO.Path]::Combine($Target, [string]$first).Replace("'", "''")
  $answers.WriteLine("Import-VBRBackup -Server (Get-VBRServer -Type Local) -FileName '$path'")
}

# Asks for what of an export lies in an archive class, and waits until all of it can be read.
function Request-Packs($Repository, $Tier, $Days) {
  $begun = ($Repository -split '/')[-1]
  $snapshot = $Repository.Substring(0, $Repository.Length - $begun.Length - 1)
  $cold = @(Select-Listed (Get-Listing $snapshot) $begun | ForEach-Object { $_ } | Where-Object { $_.tier -in 'GLACIER', 'DEEP_ARCHIVE' } | ForEach-Object { $_.name })
  if ($cold.Count -eq 0) {
    return
  }
  $list = [IO.Path]::Combine($workFolder, "cold-$PID")
  $until = [DateTime]::UtcNow.AddDays($recallDays)
  $pause = [double](Get-Setting 'pollSeconds' 300)
  try {
    Write-Said "asking for $($cold.Count) packs of $Repository ($Tier, for $Days days)"
    Request-Listed $Repository $list $cold $Tier $Days
    while ($true) {
      $cold = @(Get-StillCold $Repository $list $cold)
      if ($cold.Count -eq 0) {
        return
      }
      if ([DateTime]::UtcNow -ge $until) {
        throw "$Repository/$($cold[0]) has not come back from the archive class for $recallDays days; ask AWS"
      }
      # What is on its way S3 does not take again; it does where the days of an earlier request have run out.
      Request-Listed $Repository $list $cold $Tier $Days
      Write-Said "waiting for $($cold.Count) packs to be retrieved; looking again in $pause seconds"
      Start-Sleep -Milliseconds ([int]($pause * 1000))
    }
  }
  finally {
    Remove-File $list
  }
}

function Request-Listed($Repository, $List, $Names, $Tier, $Days) {
  Save-Text $List (($Names -join "`n") + "`n")
  $ended = Invoke-Store @('backend', 'restore', (Get-Remote $Repository), '--files-from', $List, '-o', "priority=$Tier", '-o', "lifetime=$Days")
  if ($ended.code -ne 0) {
    throw "S3 did not take the request for ${Repository}: $(Get-Words $ended.err)"
  }
  $refused = @($ended.out | ConvertFrom-Json | ForEach-Object { $_ } | Where-Object { $_.Status -notmatch '^(OK$|RestoreAlreadyInProgress|Not GLACIER)' } | ForEach-Object { "$($_.Remote): $(($_.Status -split "`n")[0])" })
  if ($refused.Count -gt 0) {
    throw "S3 refused to bring back $Repository, $(Get-FirstTold $refused)"
  }
}

# By the first byte of each.
function Get-StillCold($Repository, $List, $Names) {
  Save-Text $List (($Names -join "`n") + "`n")
  $ended = Invoke-Store @('cat', '--count', '1', '--files-from', $List, (Get-Remote $Repository))
  if ($ended.code -eq 0) {
    return @()
  }
  # Also what could not be looked at is not back; what S3 denies no time brings.
  $lines = @($ended.err -split "`r?`n" | Where-Object { $_ })
  $others = @($lines | Where-Object { $_ -notmatch 'restore first' })
  if ($others.Count -eq $lines.Count -or @($others | Where-Object { $_ -match 'AccessDenied|KMS|not found' }).Count -gt 0) {
    throw "packs of $Repository could not be read: $(Get-Words ($others -join "`n"))"
  }
  $still = @($lines | Where-Object { $_ -match ' ERROR : (?<name>data/[0-9a-f/]*): ' } | ForEach-Object { [void]($_ -match ' ERROR : (?<name>data/[0-9a-f/]*): '); $Matches.name } | Sort-Object -Unique)
  return $still
}
