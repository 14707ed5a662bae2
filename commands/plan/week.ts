import { Zone } from "../../model/calendar/zone";
import { groupedBy } from "../../model/grouping";
import { indented, pageWidth } from "../support/page";
import { type JobKind, type PlannedJob } from "../../model/plan/plan";
import { day, dayNames, runsOfWeek, week } from "./week-runs";

const letters: Readonly<Record<JobKind, string>> = {
  backup: "B",
  offsite: "O",
  sync: "S",
  prune: "P",
  "garbage-collection": "G",
  verify: "V",
  "verify-all": "A",
};

const labelWidth = 26;

/** Minutes that one character of the picture may stand for, the best first. */
const cells = [120, 240];

/** The finest picture that the page has room for. */
function cellMinutes(): number {
  const room = pageWidth() - labelWidth - 5;
  return cells.find((cell) => week / cell <= room) ?? Math.max(...cells);
}

/** A stretch of the week that a job takes. */
interface Stretch {
  readonly resource: string;
  /** Minutes since Monday 00:00; the end may lie in the next week. */
  readonly from: number;
  readonly to: number;
  readonly letter: string;
}

/**
 * What every node, store and link does in a week of the site's time, a line for each kind of job, so that care is seen
 * beside backups. A letter stands for two hours, or four where the page is narrow; small ones are jobs that do not run
 * every week.
 */
export function weekPicture(jobs: readonly PlannedJob[], timezone: string): string[] {
  const zone = Zone.of(timezone);
  const stretches = jobs.flatMap((job) => stretchesOf(job, zone));
  if (stretches.length === 0) return [];
  const cell = cellMinutes();
  const names = dayNames.map((name) => `|${name}`.padEnd(day / cell)).join("");
  const shown = groupedBy(stretches, ({ resource }) => resource);
  return [
    `  ${" ".repeat(labelWidth)}  ${names}|`,
    ...[...shown].flatMap(([resource, own]) => linesOf(resource, own, cell)),
    ...indented(legend, "  "),
    ...indented(`each letter is ${cell / 60} hours, times are those of ${timezone}`, "  "),
  ];
}

const legend =
  "B backup, O offsite, S sync, P prune, G garbage collection, V verify, A verify all; small: not every week;";

/** A line for each kind of job, the first of them with the name of what they need. */
function linesOf(resource: string, stretches: readonly Stretch[], cell: number): string[] {
  const used = new Set(stretches.map(({ letter }) => letter.toUpperCase()));
  return Object.values(letters)
    .filter((letter) => used.has(letter))
    .map((letter, index) => {
      const own = stretches.filter((stretch) => stretch.letter.toUpperCase() === letter);
      const label = index === 0 ? shortened(resource) : "";
      return `  ${label.padEnd(labelWidth)}  ${line(own, cell)}`;
    });
}

function stretchesOf(job: PlannedJob, zone: Zone): Stretch[] {
  const letter = letters[job.kind];
  return runsOfWeek(job, zone).flatMap(({ from, to, everyWeek }) =>
    job.resources.map((resource) => ({
      ...{ resource, from, to },
      letter: everyWeek ? letter : letter.toLowerCase(),
    })),
  );
}

function line(stretches: readonly Stretch[], cell: number): string {
  return Array.from({ length: week / cell }, (_, at) => letterAt(stretches, at * cell, cell)).join(
    "",
  );
}

/** In a cell that runs of every week and others share stands the one that takes most of it. */
function letterAt(stretches: readonly Stretch[], begin: number, cell: number): string {
  let [best, most] = [begin % day === 0 ? "|" : "·", 0];
  for (const { from, to, letter } of stretches) {
    // A run that goes on after Sunday is seen at the beginning of the week as well.
    const taken = overlap(from, to, begin, cell) + overlap(from - week, to - week, begin, cell);
    if (taken > most) [best, most] = [letter, taken];
  }
  return best;
}

function overlap(from: number, to: number, begin: number, cell: number): number {
  return Math.max(0, Math.min(to, begin + cell) - Math.max(from, begin));
}

function shortened(name: string): string {
  return name.length <= labelWidth ? name : `${name.slice(0, labelWidth - 1)}…`;
}
