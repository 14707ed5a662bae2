import { type RemoteAction } from "../../model/remote/envelope";

/** Quotes one word for a POSIX shell: whatever is in it arrives unchanged. */
export function shellQuote(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}

/** After this many seconds a hung script is ended, or it would hang the whole update. */
const watchdogSeconds = 600;

/**
 * Reads the whole envelope before it runs anything, so that a connection that breaks half-way runs nothing, and says so.
 * An envelope that was packed is known by how it begins; one of an earlier version of the stack was not.
 * The envelope stays in an unexported variable: neither arguments nor environment of a process ever hold it.
 * Short, because the provider prints it before whatever a host says of a failure; on one line and without `!` and `\\`,
 * which mean something to csh and fish, whichever is the log-in shell there.
 */
const bootstrap = [
  "set -eu",
  "umask 077",
  "sent=$(cat)",
  `end() { echo "ERR $1; nothing was done" >&2; exit 1; }`,
  `for needed in jq gzip; do command -v $needed >/dev/null || end "$needed is missing, fix: apt-get install $needed"; done`,
  // Quotes of JSON, which the shell would take for its own.
  `case $sent in {?contract?:?backup-remote/1?,?packed?:?*?}) packed=\${sent#*packed???}; ` +
    `envelope=$(printf %s "\${packed%??}" | base64 -d 2>/dev/null | gzip -dc 2>/dev/null) || envelope=;; *) envelope=$sent;; esac`,
  `script=$(printf %s "$envelope" | jq -r ".script | strings" 2>/dev/null) || script=`,
  `test "$script" || end "standard input is no envelope of the stack but $(printf %s "$sent" | wc -c) bytes, empty or cut off"`,
  `eval "$script"`,
].join("; ");

/** The fixed command line of a POSIX host. */
export function shellCommandLine(action: RemoteAction): string {
  return `timeout -k 10 ${watchdogSeconds} sh -c ${shellQuote(bootstrap)} backup-remote ${action}`;
}
