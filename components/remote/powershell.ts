import { type RemoteAction } from "./envelope";

/** `cmd.exe`, the default shell of Windows OpenSSH, takes no longer line. Source: Microsoft KB 830473. */
const commandLineLimit = 8191;

/** Quotes one string for PowerShell: nothing in it is expanded. */
export function powershellQuote(text: string): string {
  return `'${text.replaceAll(/['‘’‚‛]/g, "$&$&")}'`;
}

/**
 * Reads the whole envelope, then parses the whole script before any of it runs. `-Command -` would run line by
 * line and end with 0 after a syntax error. Everything that goes wrong leaves through standard error as plain
 * text, because uncaught errors become CLIXML there. Both Windows PowerShell 5.1 and PowerShell 7 run it.
 */
const bootstrap = (action: RemoteAction): string =>
  [
    "$ErrorActionPreference='Stop'",
    "$ProgressPreference='SilentlyContinue'",
    "[Console]::OutputEncoding=[Text.UTF8Encoding]::new($false)",
    "try{$in=[Console]::OpenStandardInput()",
    "$reader=New-Object IO.StreamReader($in,(New-Object Text.UTF8Encoding($false)))",
    "$envelope=$reader.ReadToEnd()|ConvertFrom-Json",
    `& ([ScriptBlock]::Create($envelope.script)) ${powershellQuote(action)} $envelope`,
    "exit 0}catch{[Console]::Error.WriteLine('ERR '+$_.Exception.Message)",
    "exit 1}",
  ].join(";");

/**
 * The fixed command line of a Windows host. It means the same to cmd.exe, PowerShell and bash: whichever is the
 * default shell there.
 *
 * @throws Error if it grew past what cmd.exe takes
 */
export function powershellCommandLine(executable: string, action: RemoteAction): string {
  const encoded = Buffer.from(bootstrap(action), "utf16le").toString("base64");
  const line = `${executable} -NoProfile -NonInteractive -EncodedCommand ${encoded}`;
  if (line.length > commandLineLimit) {
    throw new Error(
      `the bootstrap makes a line of ${line.length}; cmd.exe takes ${commandLineLimit}`,
    );
  }
  return line;
}
