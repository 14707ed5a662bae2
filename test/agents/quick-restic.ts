import * as path from "node:path";

/** The toolchain's, as `npm test` finds it, or the machine's. */
export const resticProgram = () => process.env["RESTIC"] ?? "/usr/local/bin/restic";

/**
 * Lines of a shell: restic, whose repositories are made with a key that is computed at once. What could not be made so
 * restic itself is asked for, whose word on why it could not is the one that counts.
 */
export function quickRestic(): string {
  const make = path.join(__dirname, "quick-repository.js");
  const repository = `[ "$1" = --repo ] && [ "$3" = --password-file ]`;
  return [
    `authority= before=`,
    `for last in "$@"; do [ "$before" != --cacert ] || authority=$last; before=$last; done`,
    `[ "$last" = init ] && ${repository} && NODE_EXTRA_CA_CERTS=$authority '${process.execPath}' '${make}' "$2" "$4" 2>/dev/null && exit`,
    `exec '${resticProgram()}' "$@"`,
  ].join("\n");
}
