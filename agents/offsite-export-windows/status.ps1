# What is exported of each item, and what is missing.

function Invoke-Status($Words) {
  $asJson = $Words.Count -eq 1 -and $Words[0].Equals('--json')
  if ($Words.Count -gt 0 -and -not $asJson) {
    throw "status takes --json, not '$($Words -join ' ')'"
  }
  Confirm-Secrets
  Confirm-Programs
  $status = Get-Status $asJson
  if ($asJson) {
    $answers.WriteLine((ConvertTo-Json -InputObject @($status.rows) -Depth 5 -Compress))
  }
  else {
    $line = '{0,-24} {1,-18} {2,-40} {3}'
    $answers.WriteLine(($line -f 'ITEM', 'STATE', 'NEWEST EXPORTED', 'NEWEST ACCEPTABLE'))
    foreach ($row in $status.rows) {
      $exported = if ($row.exported.Count -gt 0) { $row.exported[-1] } else { '-' }
      $answers.WriteLine(($line -f $row.item, $row.state, $exported, $(if ($row.newest) { $row.newest } else { '-' })))
    }
  }
  if ($status.alarms.Count -gt 0) {
    throw "$($status.alarms.Count) alarms"
  }
}

# { rows, alarms }; the alarms are told and counted. $All: every export that is there, or the newest alone, because each
# takes a second to open.
function Get-Status($All) {
  # Until everything was looked at, that it was not is one.
  Save-Text (Get-StateFile 'alarms') '1'
  $script:told = @()
  $facts = Get-Facts
  $rows = foreach ($item in @($settings.items)) {
    $script:told += @()
    $tell = { param($Text) $script:told += "$($item.name): $Text" }
    $judged = Get-Judged $item $null $facts
    foreach ($alarm in $judged.alarms) { & $tell $alarm }
    $exported = @(Get-Exported $item $All $tell)
    $recorded = (Read-Json (Get-ItemFile 'exported' $item.name)).snapshot
    if ($recorded -and ($exported.Count -eq 0 -or [string]::CompareOrdinal($exported[-1], $recorded) -lt 0)) {
      & $tell "$recorded was exported, and no whole export of it is in the bucket"
    }
    if (@((Read-Json (Get-StateFile 'failed.json')) | Where-Object { $_ }) -contains $item.name) {
      & $tell 'the last round could not export it'
    }
    $wanted = if ($null -ne $judged.chosen) { $judged.chosen.snapshot }
    $standing = if ($null -eq $wanted) { 'nothing to export' } elseif ($exported -contains $wanted) { 'exported' } elseif ($exported.Count -eq 0) { 'missing' } else { 'behind' }
    [ordered]@{ item = $item.name; newest = $wanted; exported = $exported; state = $standing }
  }
  $last = [long](Read-Text (Get-StateFile 'last-success') ([string](Get-FirstRound)))
  $late = [long][Math]::Floor(((Get-Epoch) - $last) / 86400)
  $allowed = [long](Get-Setting 'roundDays' $roundDays)
  if ($late -ge $allowed -or $late -lt -1) {
    $script:told += "no round of $job has exported every item for $late days; $allowed are allowed"
  }
  $alarms = @($script:told | Sort-Object -Unique)
  foreach ($alarm in $alarms) { Write-Said "ERR $alarm" }
  Save-Text (Get-StateFile 'alarms') ([string]$alarms.Count)
  return @{ rows = @($rows); alarms = $alarms }
}

# Snapshots of an item of which there is an export that its closing snapshot calls whole and the listing does not
# contradict, the oldest first.
function Get-Exported($Item, $All, $Tell) {
  $group = "veeam/$($Item.name)"
  $listing = Get-Listing $group
  $times = @($listing | ForEach-Object { ($_.name -split '/')[0] } | Sort-Object -Unique -Descending)
  $found = @()
  foreach ($time in $times) {
    $below = Select-Listed $listing $time
    if ($All -or $found.Count -eq 0) {
      if ($null -ne (Find-Export $below "$group/$time" $false $null $Tell).export) { $found += "$group/$time" }
    }
  }
  [array]::Reverse($found)
  return $found
}
