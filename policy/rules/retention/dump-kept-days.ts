import { remoteRule, type Violation } from "../../rule";

/**
 * restic counts days from the newest snapshot, so days alone leave but the newest once dumps have failed for that long; and
 * without a policy it keeps everything or nothing (restic, "Removing snapshots according to a policy").
 */
export const dumpKeptDays = remoteRule({
  name: "dump-kept-days",
  description:
    "Dumps of databases are kept for the least retention, and several of them however old they are.",
  remediation:
    "Set `keepWithinDays` to the days, and `keepLast` to as many dumps as reach as far back.",
  sees: "resource",
  kinds: ["postgres dump"],
  judge: ({ document }, { minimumDays }: Record<"minimumDays", number>) => {
    const { keepWithinDays, keepLast } = (document["config"] ?? {}) as Readonly<
      Record<string, unknown>
    >;
    return [
      ...below("keepWithinDays", keepWithinDays, minimumDays),
      ...below("keepLast", keepLast, leastSets),
    ];
  },
});

/** One that is damaged must not be the only one. */
const leastSets = 2;

function below(name: string, value: unknown, least: number): Violation[] {
  if (typeof value === "number" && value >= least) return [];
  return [
    {
      problem: `${name} is ${typeof value === "number" ? value : "not set"}; wanted are ${least} or more`,
      fix: `set ${name} to ${least} or more`,
    },
  ];
}
