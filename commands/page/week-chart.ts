import { Zone } from "../../model/calendar/zone";
import { type Estate } from "../../model/estate";
import { type JobKind, type Plan, type PlannedJob } from "../../model/plan/plan";
import { OpeningHours } from "../../model/window/opening-hours";
import { slotMinutes, slotsPerWeek } from "../../model/window/week";
import { day, dayNames, runsOfWeek, week } from "../plan/week-runs";
import { type BarRow, type BarRows, type RowBar } from "./bar-rows";
import { type Colour } from "./style";

/** Jobs of one purpose, and how their bars are painted. */
export interface JobGroup {
  readonly title: string;
  readonly colour: Colour;
  readonly kinds: readonly JobKind[];
}

/** In the order in which the week shows them. */
export const jobGroups: readonly JobGroup[] = [
  { title: "Backups", colour: "backup", kinds: ["backup"] },
  { title: "Brought offsite", colour: "offsite", kinds: ["offsite"] },
  { title: "Copied between stores", colour: "sync", kinds: ["sync"] },
  {
    title: "Care of the stores",
    colour: "care",
    kinds: ["prune", "garbage-collection", "verify", "verify-all"],
  },
];

/** The jobs of a week, and what they are allowed. */
export interface Week {
  readonly jobs: readonly PlannedJob[];
  readonly windows: Estate["windows"];
  readonly timezone: string;
}

/** The week of a plan. */
export function weekOf({ jobs }: Pick<Plan, "jobs">, { windows, site }: Estate): Week {
  return { jobs, windows, timezone: site.timezone };
}

/** Jobs that are drawn: more rows than that are no picture. */
const mostJobs = 150;

/**
 * The week as a chart: a row for each job, its window as a shade, its runs as bars. Hollow bars are runs that are not
 * made every week.
 *
 * @param before - the week that it is compared with: what moved is outlined where it was
 */
export function weekChart(now: Week, before?: Week): BarRows {
  const jobs = now.jobs.slice(0, mostJobs);
  const groups = jobGroups
    .map((group) => ({ group, own: jobs.filter(({ kind }) => group.kinds.includes(kind)) }))
    .filter(({ own }) => own.length > 0);
  const known = new Map(before?.jobs.map((job) => [job.id, job]));
  const moved = jobs.flatMap((job) => {
    const was = known.get(job.id);
    return before === undefined || was === undefined || was.schedule === job.schedule
      ? []
      : runBars(was, before).map((bar): RowBar => ({ ...bar, shape: "before", colour: "text" }));
  });
  return {
    rows: groups.flatMap(({ group, own }): BarRow[] => [
      { key: `group ${group.title}`, label: group.title, isHeading: true },
      ...own.map(({ id }) => ({ key: id, label: id })),
    ]),
    bars: [
      ...jobs.flatMap((job) => windowBars(job, now.windows)),
      ...jobs.flatMap((job) => runBars(job, now)),
      ...moved,
    ],
    end: week,
    ticks: [
      ...dayNames.map((label, at) => ({ at: at * day, label, labelAt: (at + 0.5) * day })),
      { at: week, label: "" },
    ],
  };
}

function runBars(job: PlannedJob, { timezone }: Week): RowBar[] {
  const bar = { row: job.id, colour: colourOf(job) };
  if (job.schedule === "continuous") return [{ ...bar, from: 0, to: week, shape: "thin" }];
  return runsOfWeek(job, Zone.of(timezone)).flatMap(({ from, to, everyWeek }) =>
    insideWeek(from, to).map((part) => ({
      ...{ ...bar, ...part },
      shape: everyWeek ? "solid" : "hollow",
    })),
  );
}

function colourOf({ kind }: PlannedJob): Colour {
  return jobGroups.find(({ kinds }) => kinds.includes(kind))?.colour ?? "text";
}

/** What passes the end of the week goes on at its beginning. */
function insideWeek(from: number, to: number): { readonly from: number; readonly to: number }[] {
  return to <= week
    ? [{ from, to }]
    : [
        { from, to: week },
        { from: 0, to: Math.min(to - week, week) },
      ];
}

function windowBars({ id, window: name }: PlannedJob, windows: Week["windows"]): RowBar[] {
  const window = name === undefined ? undefined : windows[name];
  if (window === undefined) return [];
  const { openings, room } = OpeningHours.of(window, []);
  return openings.flatMap((from) =>
    insideWeek(
      from * slotMinutes,
      (from + Math.min(room[from] ?? 0, slotsPerWeek)) * slotMinutes,
    ).map((part) => ({ row: id, ...part, shape: "shade", colour: "shade" }) as const),
  );
}
