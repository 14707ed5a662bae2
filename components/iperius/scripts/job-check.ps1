# A backup job that an operator made in Iperius: it must exist, its service must run, and its log must be recent.
# Job files cannot be written by a template (parts are bound to the machine), so nothing is created here.
# Settings: maximumAgeHours.

function Find-JobFile($Name) {
  foreach ($file in Get-ChildItem -Path 'C:\ProgramData\IperiusBackup\Jobs' -Filter 'Job*.ibj') {
    if ((Get-Content -Path $file.FullName) -contains "NAME=$Name") {
      return $file
    }
  }
  return $null
}

# The log's time is evidence in every language; its words are not, because Iperius translates them.
function Test-RecentLog($BaseName, $MaximumAgeHours) {
  $log = "C:\ProgramData\IperiusBackup\Logs\$BaseName\LogFile.txt"
  if (-not (Test-Path -Path $log)) {
    return $false
  }
  $age = New-TimeSpan -Start (Get-Item -Path $log).LastWriteTime -End (Get-Date)
  return ($age.TotalHours -le $MaximumAgeHours)
}

function Get-Observed($Envelope) {
  $file = Find-JobFile $Envelope.identity
  if ($null -eq $file) {
    return $null
  }
  return [ordered]@{
    job     = $Envelope.identity
    recent  = Test-RecentLog $file.BaseName $Envelope.settings.maximumAgeHours
    service = [string](Get-Service -Name 'IperiusSvc').Status
  }
}

function New-Wanted($Envelope) {
  throw "Iperius has no job named '$($Envelope.identity)'; make it in its console, then run this again"
}

# What is read back right after this says which of the facts is not as wanted.
function Set-Wanted($Envelope) {
}

function Remove-Wanted($Envelope) {
  return "left in Iperius: $($Envelope.identity)"
}
