# Veeam Backup & Replication as what is exported: the chains of its agent's backups, as files of a repository on this
# server. Each question is asked in a process of its own, which can be ended: a session stays open for no longer than the
# answer takes, and a cmdlet that waits for somebody keeps nothing else from its end.
# What is read of restore points and their files (GetStorage, FilePath, IsFull, Stats, IsCorrupted) the vendor's reference
# names, but does not describe; public scripts read it on real servers of 12 and 13.

# What a person calls what is exported.
$sourceWords = 'Veeam'

# Seconds that a server's clock may be ahead of itself: none. What is later than now is of another clock.
$clockSkew = 300

# Asks Veeam, in a process of its own.
function Get-Facts {
  $self = [Diagnostics.Process]::GetCurrentProcess().MainModule.FileName
  $words = '-NoProfile', '-NonInteractive', '-ExecutionPolicy', 'Bypass', '-File', $program, 'ask', $job
  if (-not $onWindows) { $words = @($words | Where-Object { $_ -notin '-ExecutionPolicy', 'Bypass' }) }
  $seconds = [long](Get-Setting 'answerSeconds' 600)
  $ended = Invoke-Program $self $words $null $seconds
  if ($ended.code -eq 124) {
    throw "Veeam has not answered for $seconds seconds; a certificate that this account has never accepted waits for an answer: connect once by hand"
  }
  if ($ended.code -ne 0) {
    throw ((Get-Words $ended.err) -replace '^offsite-export: (ERR )?', '')
  }
  try {
    return ($ended.out | ConvertFrom-Json)
  }
  catch {
    throw 'Veeam gave no sense'
  }
}

# What the process that asks prints.
function Write-Facts {
  Connect-Veeam
  try {
    $facts = Read-Facts
  }
  finally {
    try { Disconnect-VBRServer | Out-Null } catch { Write-Said "the session with Veeam was not closed: $($_.Exception.Message)" }
  }
  $answers.WriteLine((ConvertTo-Json -InputObject $facts -Depth 8 -Compress))
}

function Connect-Veeam {
  try {
    try {
      Connect-VBRServer -Server 'localhost' -ForceAcceptTlsCertificate | Out-Null
    }
    catch {
      # Veeam 12 has no certificate to accept, and no parameter for it.
      if ($_.FullyQualifiedErrorId -notlike 'NamedParameterNotFound*') {
        throw
      }
      Connect-VBRServer -Server 'localhost' | Out-Null
    }
  }
  catch {
    $message = $_.Exception.Message
    if ($message -match 'identity service') {
      $message += '; Veeam 13 takes neither SYSTEM nor a machine account: name a log-in in backup:veeam.offsiteExport.login'
    }
    if ($message -match 'is not recognized|Veeam\.Backup\.PowerShell') {
      $message += '; the Veeam console must be installed here, and the task must run the PowerShell that it needs'
    }
    throw "Veeam lets nobody in: $message"
  }
}

# Veeam's cmdlets take a name for a pattern.
function Find-ByName($Candidates, $Name) {
  return @($Candidates | Where-Object { $null -ne $_ -and $Name.Equals([string]$_.Name) })
}

function Read-Facts {
  $wanted = [string]$settings.source.job
  $found = Find-ByName @(Get-VBRComputerBackupJob) $wanted
  if ($found.Count -ne 1) {
    throw "Veeam has $($found.Count) jobs named '$wanted'; look in its console, and apply the stack again"
  }
  $made = $found[0]
  $repository = Find-ByName @(Get-VBRBackupRepository) ([string]$settings.source.repository)
  if ($repository.Count -ne 1) {
    throw "Veeam has $($repository.Count) repositories named '$($settings.source.repository)'"
  }
  $sessions = @(Get-VBRComputerBackupJobSession -Name $wanted | Where-Object { $null -ne $_ -and ([string]$_.JobId).Equals([string]$made.Id) })
  $points = @(Get-Points $wanted)
  # What a job has made, a session of it has made: where Veeam tells none, nobody knows whether one runs.
  if ($sessions.Count -eq 0 -and $points.Count -gt 0) {
    throw "Veeam tells no session of '$wanted', so nobody knows whether it runs"
  }
  $key = $made.StorageOptions.EncryptionKey
  $listed = if ($null -ne $key) { @(Get-VBREncryptionKey | Where-Object { $null -ne $_ -and ([string]$_.Id).Equals([string]$key.Id) })[0] }
  return [ordered]@{
    # An older Veeam does not tell both.
    enabled   = $made.JobEnabled -ne $false -and $made.ScheduleEnabled -ne $false
    key       = [string]$listed.Description
    encrypted = [bool]$made.StorageOptions.EncryptionEnabled -and $null -ne $key
    keySince  = if ($null -ne $key -and $null -ne $key.ModificationDateUtc) { Get-Epoch ([DateTime]::SpecifyKind($key.ModificationDateUtc, [DateTimeKind]::Utc)) } else { $null }
    running   = @($sessions | Where-Object { -not ([string]$_.State).Equals('Stopped') }).Count -gt 0
    folder    = [string]$repository[0].FriendlyPath
    points    = $points
  }
}

# A backup of an agent's job is called as the job, and in 12 and later each computer has one of its own below it.
function Get-Points($Name) {
  $backups = @(Get-VBRBackup | Where-Object { $null -ne $_ -and ($Name.Equals([string]$_.Name) -or $Name.Equals([string]$_.JobName)) })
  foreach ($backup in @($backups)) {
    if ($null -ne $backup.PSObject.Methods['FindChildBackups']) { $backups += @($backup.FindChildBackups()) }
  }
  $seen = @{}
  foreach ($point in @($backups | Where-Object { $null -ne $_ } | ForEach-Object { Get-VBRRestorePoint -Backup $_ })) {
    if ($null -eq $point -or $seen.ContainsKey([string]$point.Id)) { continue }
    $seen[[string]$point.Id] = $true
    $storage = $point.GetStorage()
    [ordered]@{
      id        = [string]$point.Id
      computer  = [string]$point.Name
      time      = Get-Epoch $point.CreationTime
      full      = if ($null -ne $storage.IsFull) { [bool]$storage.IsFull } else { ([string]$point.Type).Equals('Full') }
      corrupted = [bool]$point.IsCorrupted
      # Only the file's name: where it lies below the repository's folder, its folder tells.
      file      = ([string]$storage.FilePath -split '[\\/]')[-1]
    }
  }
}

# Veeam lists a machine by its name or its full name, in whatever case; two full names are compared whole.
function Test-Computer($Listed, $Names) {
  $full = $Listed.ToUpperInvariant()
  return @($Names | Where-Object {
      $name = $_.ToUpperInvariant()
      if ($name.Contains('.') -and $full.Contains('.')) { $name.Equals($full) } else { ($name -split '\.')[0].Equals(($full -split '\.')[0]) }
    }).Count -gt 0
}

# Waits while the job writes.
function Get-IdleFacts {
  $pause = [double](Get-Setting 'pollSeconds' 300)
  $told = $false
  while ($true) {
    $facts = Get-Facts
    if (-not $facts.running) {
      return $facts
    }
    if (-not $told) { Write-Said "waiting for the Veeam job '$($settings.source.job)' to end" }
    $told = $true
    if ([DateTime]::UtcNow.AddSeconds($pause) -ge $script:deadline) {
      Stop-ForNow "the window of $job is over, and the Veeam job '$($settings.source.job)' is still running"
    }
    Start-Sleep -Milliseconds ([int]($pause * 1000))
  }
}

# { chosen, newest, alarms } of an item: what is exported ($null if there is nothing), the time of the newest of any
# state, and what is wrong. $Preferred: a snapshot that is chosen instead of the newest if it is acceptable.
function Get-Judged($Item, $Preferred, $Facts) {
  $group = "veeam/$($Item.name)"
  $points = @($Facts.points | Where-Object { $null -ne $_ -and (Test-Computer $_.computer $Item.computers) } | Sort-Object { [long]$_.time })
  $files = Get-RepositoryFiles $Facts.folder
  $good, $bad, $chains = @(), @(), @{}
  foreach ($point in $points) {
    # Of each name that Veeam lists: what follows another computer's full backup is no increment of it.
    $listed = $point.computer.ToUpperInvariant()
    if ($point.full) { $chains[$listed] = @() }
    if ($chains.ContainsKey($listed)) { $chains[$listed] += $point }
    $chain = $chains[$listed]
    $snapshot = "$group/$(Get-TimeName $point.time)"
    $fault = Get-Fault $point $chain $files $Facts
    if ($fault.Equals('')) {
      $good += @{ snapshot = $snapshot; time = [long]$point.time; archives = @(Get-Archives $chain $files) }
    }
    else {
      $bad += @{ snapshot = $snapshot; time = [long]$point.time; fault = $fault }
    }
  }
  $best = $good | Select-Object -Last 1
  $chosen = @($good | Where-Object { $Preferred -and $_.snapshot.Equals($Preferred) }) + @($best) | Select-Object -First 1
  $since = if ($null -ne $best) { $best.time } else { 0 }
  $alarms = @($bad | Where-Object { $_.time -gt $since } | ForEach-Object { "$($_.snapshot) $($_.fault)" })
  if (-not $Facts.enabled) {
    $alarms += "the job '$($settings.source.job)' is switched off in Veeam, so that nothing newer will come"
  }
  if ($points.Count -eq 0) {
    $alarms += "Veeam has no restore point of $(@($Item.computers) -join ' or ') in the job '$($settings.source.job)'"
  }
  elseif ($null -eq $best) {
    $alarms += "$group has no restore point that may leave the house"
  }
  $alike = @($points | ForEach-Object { $_.computer } | Where-Object { $_.Contains('.') } | Sort-Object -Unique | Group-Object { ($_ -split '\.')[0] } | Where-Object { $_.Count -gt 1 } | ForEach-Object { $_.Group })
  if ($alike.Count -gt 0) {
    $alarms += "Veeam lists several computers as $($Item.name): $($alike -join ', '); nobody knows which one is meant"
  }
  $newest = @($points | Where-Object { [long]$_.time -le (Get-Epoch) + $clockSkew } | ForEach-Object { [long]$_.time }) | Select-Object -Last 1
  return @{ chosen = $chosen; newest = [long]$newest; alarms = $alarms }
}

# The stack describes its key as `name [mark]`, whose mark changes with the password.
function Test-Mark($Description, $Key) {
  $beginning = "$Key ["
  return ($Description.StartsWith($beginning, [StringComparison]::Ordinal) -and $Description.Substring($beginning.Length) -cmatch '^[0-9a-f]{8}\]$')
}

# What keeps a restore point here.
function Get-Fault($Point, $Chain, $Files, $Facts) {
  if ([long]$Point.time -gt (Get-Epoch) + $clockSkew) {
    return 'is dated in the future'
  }
  if ($null -eq $Chain) {
    return 'has no full backup before it'
  }
  foreach ($one in $Chain) {
    if ($one.corrupted) {
      return "needs $($one.file), which Veeam calls corrupted"
    }
    $found = @($Files[$one.file.ToUpperInvariant()])
    if ($null -eq $found[0]) {
      return "needs $($one.file), which is not below $($Facts.folder)"
    }
    if ($found.Count -gt 1) {
      return "needs $($one.file), of which there are several below $($Facts.folder): $($found -join ', ')"
    }
    if ((New-Object IO.FileInfo($found[0])).Length -eq 0) {
      return "needs $($one.file), which is empty"
    }
  }
  if ((Get-Setting 'encryption' 'aes-256').Equals('none')) {
    return ''
  }
  if (-not $Facts.encrypted) {
    return "is not encrypted: the job '$($settings.source.job)' does not encrypt"
  }
  # Of another password nobody has a copy outside of Veeam, and without it the export would be of no use to anybody.
  $key = [string]$settings.source.key
  if (-not $key.Equals('') -and -not (Test-Mark ([string]$Facts.key) $key)) {
    return "is encrypted under '$($Facts.key)', and '$key' is declared: no other password is kept outside of Veeam"
  }
  # Veeam makes a full backup when it is to encrypt from now on, or under another password.
  if ($null -ne $Facts.keySince -and [long]$Chain[0].time -lt [long]$Facts.keySince) {
    return "begins with a full backup of $(Get-TimeName $Chain[0].time), before the password was set under which the job encrypts: it is not known to be encrypted under it"
  }
  return ''
}

# Whole paths of all files below the repository's folder, by name.
function Get-RepositoryFiles($Folder) {
  if ([string]::IsNullOrEmpty($Folder) -or -not [IO.Directory]::Exists($Folder)) {
    throw "the repository's folder $Folder is not on this server"
  }
  $files = @{}
  foreach ($file in [IO.Directory]::GetFiles($Folder, '*', [IO.SearchOption]::AllDirectories)) {
    $name = [IO.Path]::GetFileName($file).ToUpperInvariant()
    $files[$name] = @($files[$name] | Where-Object { $_ }) + $file
  }
  return $files
}

# The chain, and what Veeam imports it by, which lies beside its full backup.
function Get-Archives($Chain, $Files) {
  $paths = @($Chain | ForEach-Object { @($Files[$_.file.ToUpperInvariant()])[0] })
  $beside = [IO.Path]::GetDirectoryName($paths[0])
  $paths += [IO.Directory]::GetFiles($beside, '*.vbm')
  foreach ($path in ($paths | Select-Object -Unique)) {
    $file = New-Object IO.FileInfo($path)
    @{
      archive = ConvertTo-ArchiveName $file.Name
      path    = $path
      # Each run of the job writes it anew.
      fixed   = -not $file.Extension.Equals('.vbm')
    }
  }
}
