import { onOneHost } from "../../remote-object";
import { remoteRule } from "../../rule";

/**
 * Dumps lie on a site of MinIO in the same house. What takes them out is an export on the server that makes them, since no
 * other machine opens their repository.
 */
export const dumpOffsite = remoteRule({
  name: "dump-offsite",
  description: "Dumps of databases are copied out of the house.",
  remediation: "Add an offsite export of the dumps on the same server.",
  sees: "stack",
  kinds: ["postgres dump"],
  judge: (dump, _, stack) => {
    const exports = stack
      .remoteObjects("offsite dump export")
      .filter((one) => onOneHost(one, dump) && isOf(one.document["config"], dump.identity));
    if (exports.length > 0) return [];
    return [
      {
        problem: `dumps of ${dump.identity}: no offsite export of the stack takes them to another place; wanted is one`,
        fix: "add an offsite export of them, or copy them out by hand",
      },
    ];
  },
});

/** What an export says of where it reads. */
function isOf(config: unknown, stanza: string): boolean {
  return ((config ?? {}) as { readonly stanza?: unknown }).stanza === stanza;
}
