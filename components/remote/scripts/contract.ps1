# The contract between the stack and a Windows host. The bootstrap passes the action and the envelope; the
# product's own part, which comes before this one, defines
#   Get-Observed $envelope            the object as it is, an ordered table with its keys in alphabetical order, or $null
#   New-Wanted $envelope              makes it
#   Set-Wanted $envelope              changes it to what is wanted
#   Remove-Wanted $envelope           takes it away, never a backup; returns what it left
# Standard output carries the observed object alone: it is stored in plain state, so nothing secret is written.

function ConvertTo-Canonical($Value) {
  if ($null -eq $Value) {
    return 'null'
  }
  return ($Value | ConvertTo-Json -Compress -Depth 8)
}

function Invoke-Apply($Envelope) {
  $wanted = ConvertTo-Canonical $Envelope.document
  $observed = ConvertTo-Canonical (Get-Observed $Envelope)
  if ($observed -eq 'null') {
    New-Wanted $Envelope | Out-Null
  }
  elseif ($observed -cne $wanted) {
    Set-Wanted $Envelope | Out-Null
  }
  $observed = ConvertTo-Canonical (Get-Observed $Envelope)
  if ($observed -cne $wanted) {
    throw "$($Envelope.kind) $($Envelope.identity): what was read back is not what is wanted; got $observed"
  }
  return $observed
}

$action = $args[0]
$envelope = $args[1]

# One change at a time on a host: Veeam does not take concurrency well.
$mutex = New-Object Threading.Mutex($false, 'Global\backup-remote')
if (-not $mutex.WaitOne(300000)) {
  throw 'another change has held the mutex Global\backup-remote for 300 seconds; look for a hung pwsh process'
}
try {
  switch ($action) {
    'apply' { Write-Output (Invoke-Apply $envelope) }
    'read' { Write-Output (ConvertTo-Canonical (Get-Observed $envelope)) }
    'remove' { Write-Output (Remove-Wanted $envelope) }
    default { throw "the action is '$action'; allowed: apply, read, remove" }
  }
}
finally {
  $mutex.ReleaseMutex()
}
