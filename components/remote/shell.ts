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
 */
const bootstrap = [
  "set -eu",
  "umask 077",
  `command -v jq >/dev/null || { echo "ERR jq is missing on $(uname -n), fix: apt-get install jq" >&2; exit 1; }`,
  "envelope=$(cat)",
  `eval "$(printf %s "$envelope" | jq -er .script)"`,
].join("\n");

/** The fixed command line of a POSIX host. */
export function shellCommandLine(action: RemoteAction): string {
  return `timeout -k 10 ${watchdogSeconds} sh -c ${shellQuote(bootstrap)} backup-remote ${action}`;
}
