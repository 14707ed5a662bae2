# The contract between the stack and a Windows host. The bootstrap passes the action, the envelope and the watch over
# the run; the product's own part, which comes before this one, defines
#   Open-Session              what has to be open before anything else; nothing where nothing has to
#   Close-Session             closes what Open-Session opened, and nothing else
#   Get-Observed $envelope    the object as it is, as an ordered table, or $null where there is none
#   New-Wanted $envelope      makes it
#   Set-Wanted $envelope      changes it to what is wanted
#   Remove-Wanted $envelope   takes it away, never a backup; returns what it left, as a text
#   Test-Own $envelope        whether what is there is one of this stack's; asked before it is changed for the first time
#   Get-Advice $message       how an operator gets out of what the product said, or $null where nobody knows
# Whatever these make or change they tell with Add-Done, so that an error can say what is there already.
# Standard output carries the observed object between marks: it is stored in plain state, so nothing secret is written.
# Texts are compared with Equals: -eq, -ceq, -like and StartsWith heed the culture, to which some characters are nothing.

# A value as it was before the stack sealed it (sealed-value.ts).
function Open-Sealed($Sealed) {
  if ($Sealed -is [string]) {
    $text = $Sealed.Substring(1)
    if ($Sealed[0] -eq 's') {
      return $text
    }
    if ($Sealed[0] -eq 'i') {
      return [long]$text
    }
    return [double]$text
  }
  if ($Sealed -isnot [array]) {
    return $Sealed
  }
  if ($Sealed[0].Equals('table')) {
    $table = [ordered]@{}
    for ($place = 1; $place -lt $Sealed.Count; $place += 2) {
      $table[(Open-Sealed $Sealed[$place])] = Open-Sealed $Sealed[$place + 1]
    }
    return $table
  }
  $list = @()
  for ($place = 1; $place -lt $Sealed.Count; $place += 1) {
    $list += , (Open-Sealed $Sealed[$place])
  }
  return , $list
}

# JSON that can be compared character by character. ConvertTo-Json alone would make a text of what is deep, and in 5.1
# an object of a list or a text that something hangs on; and it takes a millisecond for each.
function ConvertTo-Canonical($Value) {
  if ($null -eq $Value) {
    return 'null'
  }
  if ($Value -is [string]) {
    $escaped = $Value.Replace('\', '\\').Replace('"', '\"')
    if ($escaped -match '[\x00-\x1f]') {
      return (ConvertTo-Json -InputObject $Value -Compress)
    }
    return '"' + $escaped + '"'
  }
  if ($Value -is [bool]) {
    return $(if ($Value) { 'true' } else { 'false' })
  }
  if ($Value -is [int] -or $Value -is [long]) {
    return "$Value"
  }
  if ($Value -is [double]) {
    if ($Value -eq [long]$Value) {
      return "$([long]$Value)"
    }
    return (ConvertTo-Json -InputObject $Value -Compress)
  }
  if ($Value -is [array]) {
    return '[' + (@(foreach ($item in $Value) { ConvertTo-Canonical $item }) -join ',') + ']'
  }
  if ($Value -is [Collections.IDictionary]) {
    $entries = foreach ($key in ($Value.Keys | Sort-Object)) {
      (ConvertTo-Canonical $key) + ':' + (ConvertTo-Canonical $Value[$key])
    }
    return '{' + (@($entries) -join ',') + '}'
  }
  throw "a $($Value.GetType().FullName) cannot be compared; the script has to make a text, a number, a list or a table of it"
}

# Names what goes on, for whoever has to end it.
function Set-Step($Step, $Advice) {
  $watch.step = $Step
  $watch.advice = $Advice
}

# Does what may wait for somebody's answer, who is not there, within a limit of its own.
function Invoke-Limited($Step, $Advice, $Work) {
  $before = @{ step = $watch.step; advice = $watch.advice }
  Set-Step $Step $Advice
  $gate = New-Object Threading.ManualResetEvent($false)
  [PowerShell]::Create().AddScript($watch.guard).AddArgument($watch).AddArgument($gate).AddArgument($watch.answerSeconds).BeginInvoke() | Out-Null
  try {
    & $Work
  }
  finally {
    $gate.Set() | Out-Null
    Set-Step $before.step $before.advice
  }
}

# Remembers what was made or changed.
function Add-Done($What) {
  $watch.done += $What
}

# Runs a program, whose failure is an error: Windows PowerShell would go on.
function Invoke-Program($Path, $Arguments) {
  $global:LASTEXITCODE = 0
  & $Path @Arguments
  if ($LASTEXITCODE -ne 0) {
    throw "$Path ended with $LASTEXITCODE"
  }
}

# The object as it is, or $null. What a cmdlet prints beside it is nobody's answer; but that alone is not 'there is none'.
function Get-State($Envelope) {
  $printed = @(Get-Observed $Envelope | Where-Object { $null -ne $_ })
  $tables = @($printed | Where-Object { $_ -is [Collections.IDictionary] })
  if ($tables.Count -eq 1) {
    return $tables[0]
  }
  if ($printed.Count -gt 0) {
    throw "it could not be read: the script printed $($printed.Count) things and $($tables.Count) of them are tables"
  }
  return $null
}

# Names of the properties that differ, never their values: values may be more than a log should see.
function Get-Difference($Wanted, $Observed) {
  $names = @($Wanted.Keys) + @($Observed.Keys) | Sort-Object -Unique
  return @($names | Where-Object {
      -not (ConvertTo-Canonical $Wanted[$_]).Equals((ConvertTo-Canonical $Observed[$_]))
    }) -join ', '
}

# What differs, with a beginning of both values.
function Get-Change($Wanted, $Observed) {
  $names = @($Wanted.Keys) + @($Observed.Keys) | Sort-Object -Unique
  return @(foreach ($name in $names) {
      $there = ConvertTo-Canonical $Observed[$name]
      $declared = ConvertTo-Canonical $Wanted[$name]
      if (-not $there.Equals($declared)) {
        "${name}: there $(Get-Beginning $there), declared $(Get-Beginning $declared)"
      }
    }) -join '; '
}

function Get-Beginning($Text) {
  if ($Text.Length -gt 80) {
    return $Text.Substring(0, 77) + '...'
  }
  return $Text
}

# What the stack has never made and what is there all the same is somebody else's.
function Deny-Others($Envelope, $Observed) {
  if ($Envelope.adopt -or (Test-Own $Envelope)) {
    return
  }
  $change = Get-Change $Envelope.document $Observed
  if ($change.Equals('')) {
    $change = 'all of it is as declared'
  }
  $watch.fix = "if it is to become this stack's, add `"$($Envelope.resource)`" to backup:adopt and look at the preview, which says what changes; if not, rename one of the two"
  throw "is there already, made by somebody else ($change)"
}

function Invoke-Apply($Action, $Envelope) {
  $wanted = $Envelope.document
  $observed = Get-State $Envelope
  if ($Action.Equals('create') -and $null -ne $observed) {
    Deny-Others $Envelope $observed
  }
  if ($null -eq $observed) {
    New-Wanted $Envelope | Out-Null
  }
  elseif ((Get-Difference $wanted $observed) -ne '') {
    Set-Wanted $Envelope | Out-Null
  }
  else {
    return $observed
  }
  $observed = Get-State $Envelope
  if ($null -eq $observed) {
    throw 'what was made is not there'
  }
  $difference = Get-Difference $wanted $observed
  if ($difference -ne '') {
    throw "what was read back is not what is wanted; different: $difference"
  }
  return $observed
}

# The answer between its marks (answer.ts). What else is on standard output, the log-in printed.
function Get-Answer($Observed) {
  $text = ConvertTo-Canonical $Observed
  return "backup-remote/1 answer $((New-Object Text.UTF8Encoding($false)).GetByteCount($text)) $text end"
}

function Invoke-Action($Action, $Envelope) {
  switch ($Action) {
    'create' { return (Get-Answer (Invoke-Apply $Action $Envelope)) }
    'apply' { return (Get-Answer (Invoke-Apply $Action $Envelope)) }
    'read' { return (Get-Answer (Get-State $Envelope)) }
    'remove' { return (@(Remove-Wanted $Envelope | Where-Object { $_ -is [string] }) -join '; ') }
    default { throw "the action is '$Action'; allowed: create, apply, read, remove" }
  }
}

# One change at a time on a host: Veeam does not take concurrency well. Who is ended while it has the lock leaves it to
# the next, who reads before it writes anyway.
function Wait-Lock($Lock) {
  Set-Step 'waiting for another change' 'look for a hung PowerShell process'
  try {
    $mine = $Lock.WaitOne($watch.lockSeconds * 1000)
  }
  catch {
    if (-not $_.FullyQualifiedErrorId.Equals('AbandonedMutexException')) {
      throw
    }
    [Console]::Error.WriteLine("WARNING: $($watch.subject): a run before this one was ended while it changed this host; the lock is taken over")
    $mine = $true
  }
  if (-not $mine) {
    throw "another change has held the mutex Global\backup-remote for $($watch.lockSeconds) seconds; look for a hung PowerShell process"
  }
}

function Get-Done {
  if ($watch.done.Count -eq 0) {
    return 'nothing was changed'
  }
  return "done before: $($watch.done -join ', ')"
}

$action = $args[0]
$watch = $args[2]
$envelope = Open-Sealed $args[1].sealed
$watch.subject = "$action $($envelope.kind) $($envelope.identity)"
try {
  $lock = New-Object Threading.Mutex($false, 'Global\backup-remote')
  Wait-Lock $lock
  try {
    Set-Step 'its script' 'look at what it works with'
    Open-Session | Out-Null
    Invoke-Action $action $envelope
  }
  finally {
    Close-Session | Out-Null
    $lock.ReleaseMutex()
  }
}
catch {
  $message = $_.Exception.Message
  $advice = if ($null -ne $watch.fix) { $watch.fix } else { Get-Advice $message }
  $fix = if ($null -ne $advice) { "; fix: $advice" }
  throw "$($watch.subject) on $([Environment]::MachineName): $message; $(Get-Done)$fix"
}
