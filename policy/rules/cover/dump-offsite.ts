import { configOf, whyNoneLeaves } from "../../offsite-export";
import { onOneHost } from "../../remote-object";
import { remoteRule } from "../../rule";
import { textIn } from "../../text-in";

/**
 * Dumps lie on a site of MinIO in the same house. What takes them out is an export on the server that makes them, since no
 * other machine opens their repository.
 */
export const dumpOffsite = remoteRule({
  name: "dump-offsite",
  description: "Dumps of databases are copied out of the house.",
  remediation:
    "Add an offsite export of the dumps on the same server, with an enabled timer and a bucket that is not on the same store.",
  sees: "stack",
  kinds: ["postgres dump"],
  judge: (dump, _, stack) => {
    const endpoint = textIn(configOf(dump), "endpoint");
    const exports = stack
      .remoteObjects("offsite dump export")
      .filter((one) => onOneHost(one, dump) && configOf(one)["stanza"] === dump.identity);
    const why = whyNoneLeaves(exports, [endpoint], stack);
    if (why === undefined) return [];
    return [
      {
        problem: `dumps of ${dump.identity}: no offsite export of the stack takes them to another place${why}; wanted is one`,
        fix: "add an offsite export of them, or copy them out by hand",
      },
    ];
  },
});
