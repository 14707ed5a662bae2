import {
  type BackrestRepository,
  optionsIn,
  repositoriesIn,
  shownValues,
} from "../../pgbackrest-options";
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
    ...repositoriesIn(document).flatMap((repository) => [
      ...tooSoon(repository, minimumDays),
      ...limited(`${repository.name}-retention-archive`, repository.values("retention-archive")),
    ]),
    ...limited(
      "archive-push-queue-max",
      optionsIn(document)
        .filter(([key]) => key === "archive-push-queue-max" || key === "archive-queue-max")
        .map(([, value]) => value),
    ),
  ],
});

function tooSoon({ name, values }: BackrestRepository, minimumDays: number): Violation[] {
  const [types, days] = [values("retention-full-type"), values("retention-full")];
  const isByTime = types.length > 0 && types.every((type) => type === "time");
  if (isByTime && days.length > 0 && days.every((day) => Number(day) >= minimumDays)) return [];
  return [
    {
      problem: `${name}-retention-full is ${shownValues(days)}, and its type ${shownValues(types)}; wanted are ${minimumDays} or more by time`,
      fix: `set ${name}-retention-full-type to time and ${name}-retention-full to ${minimumDays} or more`,
    },
  ];
}

function limited(option: string, values: readonly unknown[]): Violation[] {
  if (values.length === 0) return [];
  return [
    {
      problem: `${option} is ${shownValues(values)}, so log goes that backups need to be restored to a moment; wanted is no such limit`,
      fix: `take ${option} out`,
    },
  ];
}
