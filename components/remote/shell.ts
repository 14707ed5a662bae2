import { type RemoteAction } from "./envelope";

/** Quotes one word for a POSIX shell: whatever is in it arrives unchanged. */
export function shellQuote(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}

/** After this many seconds a hung script is ended, or it would hang the whole update. */
const watchdogSeconds = 600;

/**
 * Reads the whole envelope before it runs anything, so that a connection that breaks half-way runs nothing.
 * The envelope stays in an unexported variable: neither arguments nor environment of a process ever hold it.
 * Short, because the provider prints it before whatever a host says of a failure.
 */
const bootstrap = [
  "set -eu",
  "umask 077",
  "envelope=$(cat)",
  // Apart from eval, which would take what is missing, jq for one, for an empty script.
  `script=$(printf %s "$envelope" | jq -er .script)`,
  `eval "$script"`,
].join("; ");

/** The fixed command line of a POSIX host. */
export function shellCommandLine(action: RemoteAction): string {
  return `timeout -k 10 ${watchdogSeconds} sh -c ${shellQuote(bootstrap)} backup-remote ${action}`;
}
