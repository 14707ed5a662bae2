import { RealPowerShell } from "../../../../../test/support/powershell-host";
import { type RecordedAnswer } from "./recorded-answers";

/**
 * Runs each script in a runspace of its own, all in one process: what they print, and the errors' messages. Their exit
 * codes are the process's, so nobody hears of them.
 */
const judge = String.raw`
$ErrorActionPreference = 'Stop'
$utf8 = [Text.UTF8Encoding]::new($false)
$printed = [Console]::OpenStandardOutput()
$in = [IO.StreamReader]::new([Console]::OpenStandardInput(), $utf8)
foreach ($line in $in.ReadToEnd().Split(' ')) {
  $script = $utf8.GetString([Convert]::FromBase64String($line))
  $out = [IO.StringWriter]::new()
  $err = [IO.StringWriter]::new()
  [Console]::SetOut($out)
  [Console]::SetError($err)
  [Console]::SetIn([IO.StringReader]::new(''))
  $shell = [PowerShell]::Create()
  $null = $shell.AddScript('param($Script) . ([ScriptBlock]::Create($Script)) | Out-String -Stream | ForEach-Object { [Console]::WriteLine($_) }', $true).AddArgument($script)
  $fatal = $null
  try { $null = $shell.Invoke() } catch { $fatal = $inner = $_.Exception.InnerException; $fatal = if ($inner -is [Management.Automation.ActionPreferenceStopException]) { $inner.ErrorRecord.Exception.Message } else { $inner.Message } }
  $errors = @($shell.Streams.Error | ForEach-Object { $_.Exception.Message }) + @($fatal | Where-Object { $_ })
  $answer = @{ output = $out.ToString(); error = (@($err.ToString().Trim()) + $errors | Where-Object { $_ }) -join [char]10 }
  $bytes = $utf8.GetBytes((ConvertTo-Json $answer -Compress) + [char]10)
  $printed.Write($bytes, 0, $bytes.Length)
  $shell.Dispose()
}
`;

/** What the real one answers to each script, in their order. */
export async function realAnswers(
  scripts: readonly string[],
): Promise<readonly Pick<RecordedAnswer, "output" | "error">[]> {
  const encoded = Buffer.from(judge, "utf16le").toString("base64");
  const words = ["-NoProfile", "-NonInteractive", "-EncodedCommand", encoded];
  const child = RealPowerShell.spawn(words, { NO_COLOR: "1", LC_ALL: "C", TZ: "UTC" });
  let printed = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => void (printed += text));
  child.stderr.resume();
  child.stdin.end(
    scripts.map((script) => Buffer.from(script, "utf8").toString("base64")).join(" "),
  );
  await new Promise((resolve) => child.on("close", resolve));
  return printed
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as RecordedAnswer);
}
