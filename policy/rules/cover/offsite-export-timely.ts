import { configOf, exportKinds, paceOfExport } from "../../offsite-export";
import { remoteRule, type Violation } from "../../rule";

/** The agent's own default, `round_days` of agents/offsite-export. */
const usualRoundDays = 36;

/**
 * An export that no timer begins is none, and one that its bucket lets go of too soon is none when it is needed. What the
 * agent is told of its days sets its alarm alone: when it begins, its timer says.
 */
export const offsiteExportTimely = remoteRule<{
  readonly keptDays: number;
  readonly roundDays: number;
}>({
  name: "offsite-export-timely",
  description:
    "Offsite exports begin by a timer, come often enough, and are kept for as long as backups are.",
  remediation:
    "Give the export a schedule whose timer is enabled, and its bucket an expiration of at least the wanted days.",
  sees: "resource",
  kinds: exportKinds,
  judge: (job, wanted) => {
    const pace = paceOfExport(job);
    // Never let go of is long enough.
    const { keptDays = Infinity, roundDays = usualRoundDays } = configOf(job);
    return [
      ...(typeof pace === "string" ? [never(pace)] : []),
      ...(typeof pace === "string" || pace <= wanted.roundDays
        ? []
        : [
            fault(
              `settings has a timer that comes after up to ${pace} days`,
              `${wanted.roundDays} at most`,
              "export more often",
            ),
          ]),
      ...(Number(roundDays) <= wanted.roundDays
        ? []
        : [
            fault(
              `document.config.roundDays is ${String(roundDays)}`,
              `at most ${wanted.roundDays}`,
              "export more often",
            ),
          ]),
      ...(Number(keptDays) >= wanted.keptDays
        ? []
        : [
            fault(
              `document.config.keptDays is ${String(keptDays)}`,
              `at least ${wanted.keptDays}`,
              "have the bucket keep exports longer",
            ),
          ]),
    ];
  },
});

const never = (why: string) =>
  fault(
    `document.timers begin no export (${why})`,
    "an enabled one with a time that comes again",
    "set a schedule",
  );

function fault(got: string, wanted: string, fix: string): Violation {
  return { problem: `stdin: ${got}; wanted is ${wanted}`, fix };
}
