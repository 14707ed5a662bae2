# Runs one request after the other in one process, as many processes would, which take a second each. A request is a
# line of JSON: a script, and of the stack's the action and the envelope besides. So is an answer.
param($Mutex, $Drive)
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
[Console]::OutputEncoding = [Text.UTF8Encoding]::new($false)
$answers = [Console]::Out
# The drive of Windows is a folder here.
$null = New-PSDrive -Name C -PSProvider FileSystem -Root $Drive -Scope Global
$reader = [IO.StreamReader]::new([Console]::OpenStandardInput(), [Text.UTF8Encoding]::new($false))
while ($null -ne ($line = $reader.ReadLine())) {
  $said = [IO.StringWriter]::new()
  [Console]::SetOut($said)
  [Console]::SetError($said)
  $request = $line | ConvertFrom-Json
  $answer = @{ exitCode = 0; stdout = ''; stderr = '' }
  try {
    $script = [ScriptBlock]::Create($request.script.Replace("Global\backup-remote", "Global\$Mutex"))
    $watch = @{ guard = ''; subject = ''; step = ''; advice = ''; lockSeconds = 60; answerSeconds = 60; done = @() }
    $answer.stdout = [string](& $script $request.action $request.envelope $watch)
  }
  catch {
    $answer.exitCode = 1
    [Console]::Error.WriteLine("ERR $($_.Exception.Message)")
  }
  $answer.stderr = $said.ToString()
  $answers.WriteLine((ConvertTo-Json -Compress $answer))
}
