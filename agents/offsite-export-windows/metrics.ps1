# What the windows_exporter's textfile collector shows, under the names that agents/offsite-export has. It takes no file
# with a mark, and no line that ends as Windows has it. Source: windows_exporter, docs/collector.textfile.md.

function Write-Metrics($Code, $Began) {
  $now = Get-Epoch
  $lines = New-Object Collections.Generic.List[string]
  $ofJob = "job_name=`"$(ConvertTo-Label $job)`""
  $gauge = { param($Name, $Help, $Value) Add-Gauge $lines $Name $Help @{ labels = $ofJob; value = $Value } }
  & $gauge 'last_run_timestamp_seconds' 'When the last run ended.' $now
  & $gauge 'last_run_exit_code' '0: done, or nothing to do; 1: something failed; 75: the window was over.' $Code
  & $gauge 'last_round_timestamp_seconds' 'When the last round began.' (Get-LastRound)
  & $gauge 'round_days' 'Days between two rounds at most.' (Get-Setting 'roundDays' $roundDays)
  & $gauge 'last_success_timestamp_seconds' 'When a run last exported every item.' (Read-Text (Get-StateFile 'last-success') '0')
  & $gauge 'last_run_duration_seconds' 'How long the last run took.' ($now - $Began)
  & $gauge 'last_run_sent_bytes' 'Size of what the last run finished.' $script:sentBytes
  $failed = @((Read-Json (Get-StateFile 'failed.json')) | Where-Object { $_ })
  & $gauge 'last_run_failures' 'Items that could not be exported when they were last tried.' $failed.Count
  & $gauge 'unfinished_guests' 'Items that the round under way has still to export.' (Get-Unfinished).Count
  & $gauge 'round_due' '1 if a round was noted that has not begun yet.' ([int][IO.File]::Exists((Get-StateFile 'due')))
  & $gauge 'alarms' 'What status had an alarm about when it was last asked, as after each round that exported every item.' (Read-Text (Get-StateFile 'alarms') '0')
  $ofItems = { param($Value) @($settings.items | ForEach-Object { @{ labels = "$ofJob,guest=`"$(ConvertTo-Label $_.name)`""; value = & $Value $_ } }) }
  $time = { param($Kind, $Name) $kept = Read-Json (Get-ItemFile $Kind $Name); if ($null -eq $kept) { 0 } else { [long]$kept.time } }
  Add-Gauge $lines 'newest_snapshot_timestamp_seconds' 'Time of the newest exported snapshot.' (& $ofItems { param($Item) & $time 'exported' $Item.name })
  Add-Gauge $lines 'newest_backup_timestamp_seconds' "Time of the newest snapshot of $sourceWords, acceptable or not." (& $ofItems { param($Item) & $time 'newest' $Item.name })
  Add-Gauge $lines 'failed' '1 if the item could not be exported when it was last tried, or something of it was refused.' (& $ofItems { param($Item) [int]($failed -contains $Item.name) })
  [IO.Directory]::CreateDirectory($settings.metricsDirectory) | Out-Null
  Save-Text ([IO.Path]::Combine($settings.metricsDirectory, "offsite-export-$job.prom")) (($lines -join "`n") + "`n")
}

function Add-Gauge($Lines, $Name, $Help, $Samples) {
  $Lines.Add("# HELP offsite_export_$Name $Help")
  $Lines.Add("# TYPE offsite_export_$Name gauge")
  foreach ($sample in $Samples) {
    $Lines.Add("offsite_export_$Name{$($sample.labels)} $($sample.value)")
  }
}

function ConvertTo-Label($Text) {
  return $Text.Replace('\', '\\').Replace('"', '\"').Replace("`n", '\n')
}
