# What is run by people and by scheduled tasks, and the question that the program asks in a process of its own.

function Write-Usage {
  [Console]::Error.WriteLine(@'
usage: offsite-export export JOB [--ignore-window]
       offsite-export resume JOB
       offsite-export status JOB [--json]
       offsite-export restore JOB SNAPSHOT FOLDER [--tier Bulk|Standard|Expedited] [--days N] [--begun TIME]
       offsite-export restore-files JOB COMPUTER TIME|latest 'D:\PATH' FOLDER [--backup NAME]
Exit code 0: done; 1: something failed; 64: wrong usage; 75: the window is over, the next one goes on.
'@)
  throw (New-Object ArgumentException('usage'))
}

# However a run ends, it writes the metrics.
function Invoke-Run($Work) {
  $began = Get-Epoch
  $code = Get-Ending $Work
  try {
    Write-Metrics $code $began
  }
  catch {
    Write-Said "ERR the metrics could not be written to $($settings.metricsDirectory): $($_.Exception.Message)"
    if ($code -eq 0) { $code = 1 }
  }
  return $code
}

function Get-Ending($Work) {
  try {
    & $Work | Out-Null
    return 0
  }
  catch [OperationCanceledException] {
    Write-Said $_.Exception.Message
    return $windowOver
  }
  catch [ArgumentException] {
    if ($_.Exception.Message.Equals('usage')) {
      return $wrongUsage
    }
    Write-Said "ERR $($_.Exception.Message)"
    return 1
  }
  catch {
    Write-Said "ERR $($_.Exception.Message)"
    return 1
  }
}

$sentBytes, $turn, $resuming, $deadline, $told = [long]0, $false, $false, $null, @()
$words = @($args | ForEach-Object { [string]$_ })
$ended = Get-Ending { if ($words.Count -lt 2) { Write-Usage }; Open-Job $words[1] }
if ($ended -eq 0) {
  $rest = @($words | Select-Object -Skip 2)
  $ended = switch ($words[0]) {
    'export' { Invoke-Run { Invoke-Export $rest } }
    'resume' { Invoke-Run { Invoke-Resume $rest } }
    'status' { Get-Ending { Invoke-Status $rest } }
    'restore' { Get-Ending { Invoke-Restore $rest } }
    'restore-files' { Get-Ending { Invoke-RestoreFiles $rest } }
    'ask' { Get-Ending { Write-Facts } }
    default { Get-Ending { Write-Usage } }
  }
}
[Environment]::Exit([int]$ended)
