import { type RemoteAction } from "../../model/remote/envelope";

/** `cmd.exe`, the default shell of Windows OpenSSH, takes no longer line. Source: Microsoft KB 830473. */
const commandLineLimit = 8191;

/** How long a run may take; nobody else ends it, because no time limit of the engine reaches the host. */
export interface RunLimits {
  /** Seconds for all of it, reading standard input and waiting for the host's lock included. */
  readonly runSeconds: number;
  /** Seconds of them for the lock. */
  readonly lockSeconds: number;
  /** Seconds of them for a call that may ask somebody, who is not there. */
  readonly answerSeconds: number;
}

/** As on POSIX hosts: longer than any product takes, shorter than the engine waits. */
const usualLimits: RunLimits = { runSeconds: 600, lockSeconds: 300, answerSeconds: 120 };

/** Quotes one string for PowerShell: nothing in it is expanded. */
export function powershellQuote(text: string): string {
  return `'${text.replaceAll(/['‘’‚‛]/g, "$&$&")}'`;
}

/**
 * Ends the process unless its gate is opened in time: nothing within PowerShell ends a cmdlet that waits for an
 * answer. It runs beside the script, in a runspace of its own, and says what was going on. 124 is what `timeout` of
 * the POSIX hosts ends with.
 */
const guard = [
  "param($Watch,$Gate,$Seconds)",
  "if(-not $Gate.WaitOne($Seconds*1000)){",
  "$done=if($Watch.done.Count){'; done before: '+($Watch.done -join ', ')}",
  '[Console]::Error.WriteLine("ERR $($Watch.subject): $($Watch.step) did not end within $Seconds seconds; $($Watch.advice)$done")',
  "[Environment]::Exit(124)}",
].join("\n");

/**
 * Reads the whole envelope, then parses the whole script before any of it runs. `-Command -` would run line by
 * line and end with 0 after a syntax error. Everything that goes wrong leaves through standard error as plain
 * text, because uncaught errors become CLIXML there; whatever else prints (a warning, `Write-Host`, a result that
 * nobody took) goes there as well, because standard output carries the answer alone. Both Windows PowerShell 5.1 and
 * PowerShell 7 run it.
 */
const bootstrap = (action: RemoteAction, limits: RunLimits): string =>
  [
    "$ErrorActionPreference='Stop'",
    "$ProgressPreference='SilentlyContinue'",
    // A program that fails is an error like any other; 7.4 and later know it, 5.1 has `Invoke-Program`.
    "$PSNativeCommandUseErrorActionPreference=$true",
    "[Console]::OutputEncoding=[Text.UTF8Encoding]::new($false)",
    "$answers=[Console]::Out",
    "[Console]::SetOut([Console]::Error)",
    `$watch=@{guard=${powershellQuote(guard)};subject=${powershellQuote(action)};step='reading standard input'` +
      `;advice='whoever sent it must end it';lockSeconds=${limits.lockSeconds};answerSeconds=${limits.answerSeconds};done=@()}`,
    "try{$gate=New-Object Threading.ManualResetEvent($false)",
    "$null=[PowerShell]::Create().AddScript($watch.guard).AddArgument($watch).AddArgument($gate)" +
      `.AddArgument(${limits.runSeconds}).BeginInvoke()`,
    "$in=[Console]::OpenStandardInput()",
    "$reader=New-Object IO.StreamReader($in,(New-Object Text.UTF8Encoding($false)))",
    "$text=$reader.ReadToEnd()",
    "if($text.Trim().Length -eq 0){throw 'standard input is empty; it must be an envelope of the stack'}",
    // The reader's own words quote what it read, secrets and all.
    'try{$envelope=$text|ConvertFrom-Json}catch{throw "standard input is no JSON but $($text.Length) characters, cut off or something else; it must be an envelope of the stack"}',
    "if($envelope.script -isnot [string]){throw 'standard input holds no script; it must be an envelope of the stack'}",
    `$answer=& ([ScriptBlock]::Create($envelope.script)) ${powershellQuote(action)} $envelope $watch`,
    "if($answer -isnot [string]){throw 'the script gave no answer'}",
    "$answers.WriteLine($answer)",
    // `exit` would wait for the guard.
    "[Environment]::Exit(0)}catch{[Console]::Error.WriteLine('ERR '+$_.Exception.Message)",
    "[Environment]::Exit(1)}",
  ].join(";");

/**
 * The fixed command line of a Windows host. It means the same to cmd.exe, PowerShell and bash: whichever is the
 * default shell there.
 *
 * @throws Error if it grew past what cmd.exe takes
 */
export function powershellCommandLine(
  executable: string,
  action: RemoteAction,
  limits = usualLimits,
): string {
  const encoded = Buffer.from(bootstrap(action, limits), "utf16le").toString("base64");
  // Text, or warnings would be CLIXML.
  const line = `${executable} -NoProfile -NonInteractive -OutputFormat Text -EncodedCommand ${encoded}`;
  if (line.length > commandLineLimit) {
    throw new Error(
      `the bootstrap makes a line of ${line.length}; cmd.exe takes ${commandLineLimit}`,
    );
  }
  return line;
}
