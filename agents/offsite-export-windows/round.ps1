# The rounds of a job: every item is tried, what failed is said at the end, and what is not done is left to `resume`.

# Days between two rounds at most: the first such day of one month and the next, and one more.
$roundDays = 36

# A round: the newest snapshot of every item that is acceptable. It is noted before anything waits, so that whatever ends
# this run, `resume` makes what it did not.
function Invoke-Export($Words) {
  $ignores = $Words.Count -eq 1 -and $Words[0].Equals('--ignore-window')
  if ($Words.Count -gt 0 -and -not $ignores) {
    Write-Usage
  }
  Save-Text (Get-StateFile 'due') ([string](Get-Epoch))
  Invoke-InTurn $ignores { Start-Round; Invoke-Round }
}

# Goes on with the round that the end of the window, a lock, a restart or a fault has cut short, and makes one that never
# began.
function Invoke-Resume($Words) {
  if ($Words.Count -gt 0) {
    Write-Usage
  }
  $missed = Test-Missed
  $due = [IO.File]::Exists((Get-StateFile 'due'))
  if (-not $due -and (Get-Unfinished).Count -eq 0) {
    return
  }
  $script:resuming = $true
  Invoke-InTurn $false { if ([IO.File]::Exists((Get-StateFile 'due'))) { Start-Round }; Invoke-Round }
  if ($missed) {
    throw 'a round was missed, and is made up for'
  }
}

# A task that never fired leaves nothing else behind. A round that is dated in the future tells nothing.
function Test-Missed {
  $last = Get-LastRound
  $now = Get-Epoch
  $allowed = [long](Get-Setting 'roundDays' $roundDays)
  if ($now - $last -lt $allowed * 86400 -and $last -le $now + 86400) {
    return $false
  }
  Write-Said "ERR no round of $job has begun since $((Get-Time $last).ToString('yyyy-MM-dd')), $allowed days are allowed: look at its scheduled task, and at its window. This run makes it up"
  Save-Text (Get-StateFile 'due') ([string]$now)
  return $true
}

# Since when no round has begun.
function Get-LastRound {
  $file = Get-StateFile 'round'
  if (-not [IO.File]::Exists($file)) { Save-Text $file ([string](Get-Epoch)) }
  return [long](Read-Text $file '0')
}

# Since when rounds have been waited for: one that fails is none that was made.
function Get-FirstRound {
  $file = Get-StateFile 'first-round'
  if (-not [IO.File]::Exists($file)) { Save-Text $file ([string](Get-LastRound)) }
  return [long](Read-Text $file '0')
}

# Items that the round of this job has not done yet.
function Get-Unfinished {
  return , @((Read-Json (Get-StateFile 'unfinished.json')) | Where-Object { $_ })
}

# The note goes last: what breaks off in between finds both.
function Start-Round {
  Save-Json (Get-StateFile 'unfinished.json') @($settings.items | ForEach-Object { $_.name })
  Get-FirstRound | Out-Null
  Save-Text (Get-StateFile 'round') ([string](Get-Epoch))
  Remove-File (Get-StateFile 'due')
}

# Waits for its turn: all jobs of a host share its link. Whoever is ended leaves it to the next.
function Invoke-InTurn($IgnoresWindow, $Work) {
  Confirm-Secrets
  Confirm-Programs
  $now = [DateTime]::UtcNow
  $script:deadline = if ($IgnoresWindow) { $now.AddDays(7) } else { Get-WindowEnd $now }
  if ($null -eq $script:deadline) {
    Stop-ForNow "the window of $job is closed; --ignore-window exports all the same"
  }
  $lock = Get-Turn
  try {
    & $Work
  }
  finally {
    $lock.Dispose()
  }
}

function Get-Turn {
  $file = [IO.Path]::Combine($root, 'lock')
  $told = $false
  while ($true) {
    try {
      return (New-Object IO.FileStream($file, [IO.FileMode]::OpenOrCreate, [IO.FileAccess]::ReadWrite, [IO.FileShare]::None))
    }
    catch [IO.IOException] {
      if (-not $told) { Write-Said 'waiting for another export to end' }
      $told = $true
    }
    if (Test-WindowOver) {
      Stop-ForNow "the window of $job is over, and another export is still running"
    }
    Start-Sleep -Seconds 1
  }
}

function Invoke-Round {
  $script:turn = $true
  $unfinished = Get-Unfinished
  $failed = [ordered]@{}
  $over = $null
  foreach ($item in @($settings.items)) {
    if ($unfinished -notcontains $item.name) { continue }
    try {
      Export-Item $item | Out-Null
      $unfinished = @($unfinished | Where-Object { -not $_.Equals($item.name) })
    }
    catch [OperationCanceledException] {
      $over = $_.Exception
      break
    }
    catch {
      Write-Said "ERR $($item.name): $($_.Exception.Message)"
      $failed[$item.name] = $true
    }
    # Those that the job no longer has are nobody's.
    Save-Json (Get-StateFile 'unfinished.json') @($unfinished | Where-Object { @($settings.items | ForEach-Object { $_.name }) -contains $_ })
  }
  # Whom the end of the window kept from being tried again has failed as before.
  $before = @((Read-Json (Get-StateFile 'failed.json')) | Where-Object { $_ })
  $still = @($failed.Keys) + @(if ($null -ne $over) { $before | Where-Object { $unfinished -contains $_ } })
  Save-Json (Get-StateFile 'failed.json') @($still | Select-Object -Unique)
  if ($failed.Count -gt 0) {
    throw "not exported: $(@($failed.Keys) -join ' ')"
  }
  if ($null -ne $over) {
    throw $over
  }
  if (@($settings.items | Where-Object { -not [IO.File]::Exists((Get-ItemFile 'exported' $_.name)) }).Count -eq 0) {
    Save-Text (Get-StateFile 'last-success') ([string](Get-Epoch))
  }
  # What is wrong with the exports of other snapshots nobody would be told unasked.
  try {
    Get-Status $false | Out-Null
  }
  catch {
    Write-Said "what was exported could not be looked at: $($_.Exception.Message)"
  }
}
