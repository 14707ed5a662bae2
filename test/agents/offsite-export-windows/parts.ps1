# Asks the parts of the export agent, which come before this, one question after the other in one process: a request is
# a line of JSON (settings, data, timezone, script), and so is an answer. What restic, rclone and Veeam would say is in the data, by
# the beginning of what is asked.
$script:asked = @()
function Get-Canned($Words) {
  $line = @($Words | ForEach-Object { [string]$_ }) -join ' '
  $script:asked += $line
  foreach ($one in $request.data.programs) {
    if ($line -match $one.asked) { return @{ code = $one.code; out = [string]$one.out; err = [string]$one.err } }
  }
  return @{ code = 0; out = ''; err = '' }
}
function Invoke-Restic($Repository, $Words, $Seconds) { return (Get-Canned (@('restic', $Repository) + @($Words))) }
function Invoke-Store($Words) { return (Get-Canned (@('rclone') + @($Words))) }
function Get-Acl { [CmdletBinding()] param([string]$LiteralPath) [pscustomobject]@{ Sddl = $request.data.sddl } }

$job, $deadline, $turn, $resuming, $sentBytes = 'windows', $null, $false, $false, 0
$jobFolder = Join-Path ([IO.Path]::GetTempPath()) "parts-$PID"
$stateFolder = Join-Path $jobFolder 'state'
$workFolder = Join-Path $stateFolder 'work'
$lines = New-Object IO.StreamReader([Console]::OpenStandardInput(), $utf8)
while ($null -ne ($line = $lines.ReadLine())) {
  if ([IO.Directory]::Exists($jobFolder)) { [IO.Directory]::Delete($jobFolder, $true) }
  [IO.Directory]::CreateDirectory($workFolder) | Out-Null
  [IO.File]::WriteAllText((Join-Path $jobFolder 'export-key'), 'key')
  $said = New-Object IO.StringWriter
  [Console]::SetError($said)
  $request = $line | ConvertFrom-Json -DateKind String
  $settings, $script:asked = $request.settings, @()
  [Environment]::SetEnvironmentVariable('TZ', $request.timezone)
  [TimeZoneInfo]::ClearCachedData()
  $answer = @{ value = $null; fault = '' }
  try { $answer.value = & ([ScriptBlock]::Create($request.script)) } catch { $answer.fault = $_.Exception.Message }
  $answer.said, $answer.asked = $said.ToString(), $script:asked
  $answers.WriteLine((ConvertTo-Json -InputObject $answer -Depth 8 -Compress))
}
[IO.Directory]::Delete($jobFolder, $true)
