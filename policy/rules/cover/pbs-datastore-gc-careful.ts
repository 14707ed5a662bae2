import { textOf } from "../../pbs-datastore";
import { propertiesOf } from "../../property-string";
import { remoteRule, type Violation } from "../../rule";

/** How a property string says no. */
const no = ["0", "false", "no", "off"];

/**
 * Minutes after their last use during which chunks stay: the product's own, a day and five minutes (Proxmox Backup Server
 * documentation, `gc-atime-cutoff`).
 */
const safeCutoff = 1445;

/** Garbage collection tells chunks in use by when they were last touched: what it takes by mistake is missing in every backup. */
export const pbsDatastoreGcCareful = remoteRule({
  name: "pbs-datastore-gc-careful",
  description:
    "Garbage collection of Proxmox Backup Server checks that access times are kept, and spares chunks of the last day.",
  remediation:
    "Take `gc-atime-safety-check` and `gc-atime-cutoff` out of the datastore's `tuning`; where the server refuses it then, " +
    "mend the file system (relatime or atime).",
  sees: "resource",
  kinds: ["pbs datastore"],
  judge: (datastore) => {
    const tuning = propertiesOf(textOf(datastore, "tuning"));
    const [check, cutoff] = ["gc-atime-safety-check", "gc-atime-cutoff"].map((key) =>
      tuning.get(key),
    );
    const name = textOf(datastore, "name");
    return [
      ...(no.includes(check ?? "")
        ? [
            fault(
              `gc-atime-safety-check of datastore ${name} is ${check}, so that nobody notices a file system that keeps no access times, and chunks of good backups go; wanted is on, the default`,
              "gc-atime-safety-check",
            ),
          ]
        : []),
      ...(Number(cutoff ?? safeCutoff) >= safeCutoff
        ? []
        : [
            fault(
              `gc-atime-cutoff of datastore ${name} is ${cutoff} minutes, so that chunks of a backup that still runs may go; wanted are ${safeCutoff} or more, the default`,
              "gc-atime-cutoff",
            ),
          ]),
    ];
  },
});

const fault = (problem: string, key: string): Violation => ({
  problem: `stdin: document.tuning: ${problem}`,
  fix: `take ${key} out of tuning`,
});
