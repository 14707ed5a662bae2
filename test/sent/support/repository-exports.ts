import { type Plan } from "../../../model/plan/plan";
import { naiveExports } from "./naive-exports";
import { type Sent } from "./sent";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** When a timer of systemd's fires in so many years. */
function firings(sent: Sent, kind: string, unit: string, years: number): readonly number[] {
  const [calendar] = sent.envelopes(kind).flatMap(({ settings }) => {
    const { timers } = settings as { timers: Readonly<Record<string, string>> };
    return /^OnCalendar=(.*) \S+$/m.exec(timers[unit] ?? "")?.[1] ?? [];
  });
  return sent.runs(calendar, years);
}

/**
 * Exports of a repository: a run sends the newest backup, which it verifies itself, with the log from there on. What is in
 * the bucket must be as new as the plan prints, and no expiry leaves it empty.
 */
export function repositoriesAreExportedInTime(sent: Sent, plan: Plan): void {
  const copies = plan.copies.filter(({ place }) => place === "database-archive");
  expect(sent.envelopes("offsite repository export").map(({ identity }) => identity)).toEqual([
    ...new Set(copies.map(({ job }) => job)),
  ]);
  for (const copy of copies) {
    const [years, exporter] = [4, "offsite-export-pgbackrest"];
    const minutesOf = (id: string) => plan.jobs.find((one) => one.id === id)!.durationMinutes;
    const runs = firings(sent, "offsite repository export", `${exporter}@${copy.job}.timer`, years);
    const backups = firings(sent, "postgres backup", "database-backup@proj-pg01.timer", years);
    const minutes = minutesOf(copy.job.replace(/-offsite$/, ""));
    const looks = { runs: backups.map((run) => run + minutes * minute), minutes: 0 };
    const [{ config }] = sent.documents("offsite repository export") as unknown as [
      { config: { keptDays: number } },
    ];
    const exports = naiveExports({ runs: backups, minutes }, looks, runs, config.keptDays);
    expect(exports.length).toBeGreaterThan(0);
    const { hours } = plan.objectives.find(
      ({ kind, item, place }) =>
        kind === "site-rpo" && item === copy.item && place === "database-archive",
    )!;
    // With the log up to when it was begun, whenever its backup was made.
    const losses = exports
      .slice(1)
      .map((one, at) => one.sent + minutesOf(copy.job) * minute - exports[at]!.sent);
    expect(Math.max(...losses)).toBeLessThanOrEqual(hours * hour);
    // There is always one that has not expired.
    const gaps = exports.slice(1).map((one, at) => one.sent - exports[at]!.sent);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(config.keptDays * day);
  }
}
