import { optionsIn, repositoriesIn } from "../../pgbackrest-options";
import { remoteRule, type Violation } from "../../rule";

/**
 * pgBackRest counts backups unless it is told to count days, and a count is any number of days, as runs fail or somebody
 * starts more of them. Log that goes before its backups leaves moments that nobody can be restored to; past a limit of what
 * may wait it is dropped as if it were archived (pgBackRest, configuration reference, "Full Retention Type Option",
 * "Archive Retention Option" and "Maximum Archive Push Queue Size Option").
 */
export const pgbackrestKeptDays = remoteRule({
  name: "pgbackrest-kept-days",
  description:
    "Backups of pgBackRest are kept by days, for the least retention, with all of their log.",
  remediation:
    "Set `repo1-retention-full-type` to `time` and `repo1-retention-full` to the days; leave out `repo1-retention-archive` and `archive-push-queue-max`.",
  sees: "resource",
  kinds: ["postgres stanza"],
  judge: ({ document }, { minimumDays }: Record<"minimumDays", number>) => [
    ...repositoriesIn(document).flatMap(({ name, options }): Violation[] => {
      const { "retention-full-type": type, "retention-full": days } = options;
      const isKept = type === "time" && Number(days ?? 0) >= minimumDays;
      return [
        ...(isKept
          ? []
          : [
              {
                problem: `${name}-retention-full is ${shown(days)} by ${shown(type)}; wanted are ${minimumDays} or more by time`,
                fix: `set ${name}-retention-full-type to time and ${name}-retention-full to ${minimumDays} or more`,
              },
            ]),
        ...limited(`${name}-retention-archive`, options["retention-archive"]),
      ];
    }),
    ...limited("archive-push-queue-max", optionsIn(document)["archive-push-queue-max"]),
  ],
});

const shown = (value: unknown) => (typeof value === "string" ? value : "nothing");

function limited(option: string, value: unknown): Violation[] {
  if (value === undefined) return [];
  return [
    {
      problem: `${option} is ${shown(value)}, so log goes that backups need to be restored to a moment; wanted is no such limit`,
      fix: `take ${option} out`,
    },
  ];
}
