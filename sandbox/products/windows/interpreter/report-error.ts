import { type Host } from "./host";
import { type ErrorRecord } from "./values/error-record";

/** Streams of PowerShell beside its output. */
export type Stream = "Error" | "warning";

const announced = new WeakSet<Host>();

/**
 * Writes an error nobody caught. Without a terminal, PowerShell started with `-EncodedCommand`
 * serialises its streams to CLIXML on standard error (PowerShell/PowerShell#5912).
 */
export function reportError(host: Host, record: ErrorRecord): void {
  reportStream(host, "Error", `${record.exception.message}\n`);
}

/** Writes one text of a stream; as CLIXML, the first is preceded by the format's name. */
export function reportStream(host: Host, stream: Stream, text: string): void {
  if (host.streams === "CLIXML") reportXml(host, stream, text);
  else if (stream === "warning") host.writeOutput(`WARNING: ${text}`);
  else host.writeError(text);
}

function reportXml(host: Host, stream: Stream, text: string): void {
  if (!announced.has(host)) host.writeError("#< CLIXML\r\n");
  announced.add(host);
  const escaped = text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll(/\r?\n/g, "_x000D__x000A_");
  host.writeError(
    '<Objs Version="1.1.0.1" xmlns="http://schemas.microsoft.com/powershell/2004/04">' +
      `<S S="${stream}">${escaped}</S></Objs>`,
  );
}
