import { counted } from "../../model/plan/name-list";
import { minutes } from "../plan/figures";
import { type CostChange } from "./cost-changes";
import { change, type DocumentSection, named } from "./document";
import { type JobChange, type JobState, type WindowChange } from "./job-changes";

/** Windows and jobs that move. */
export function weekSection(
  windows: readonly WindowChange[],
  jobs: readonly JobChange[],
): DocumentSection[] {
  if (windows.length + jobs.length === 0) return [];
  return [
    {
      id: "moved",
      title: "Windows and jobs",
      summary: [
        [
          ...(windows.length === 0 ? [] : [`${counted(windows.length, "window")} otherwise`]),
          ...eventsOf(jobs),
        ].join(", "),
      ],
      tables: [
        {
          title: "Windows that are open at other times",
          columns: ["Window", "Before", "After"],
          rows: windows.map(({ window, before = "–", after = "–" }) => [
            ...[[named(window)], [before], [after]],
          ]),
        },
        {
          title: "Jobs that are new, gone or otherwise",
          columns: ["Job", "Kind", "Runs", "Window", "Takes", "Into", "Items"],
          rows: jobs.map(({ job, kind, before, after }) => [
            ...[[named(job)], [kind]],
            [change(before?.schedule, after?.schedule)],
            [change(windowOf(before), windowOf(after))],
            [change(takes(before), takes(after))],
            [change(before?.place, after?.place)],
            [change(itemsOf(before), itemsOf(after))],
          ]),
        },
      ].filter(({ rows }) => rows.length > 0),
    },
  ];
}

/** Of what copies nothing there are none. */
function itemsOf(state: JobState | undefined): string | undefined {
  return state && (state.items === 0 ? "" : String(state.items));
}

function windowOf(state: JobState | undefined): string | undefined {
  return state && (state.window ?? "none");
}

function takes(state: JobState | undefined): string | undefined {
  return state && minutes(state.minutes);
}

function eventsOf(jobs: readonly JobChange[]): string[] {
  const both = jobs.filter(({ before, after }) => before && after);
  const moved = both.filter(({ before, after }) => before?.schedule !== after?.schedule);
  const counts = [
    { count: jobs.filter(({ before }) => !before).length, words: "new" },
    { count: jobs.filter(({ after }) => !after).length, words: "gone" },
    { count: moved.length, words: "at another time" },
    { count: both.length - moved.length, words: "at the same time but otherwise" },
  ];
  return counts
    .filter(({ count }) => count > 0)
    .map(({ count, words }) => `${counted(count, "job")} ${words}`);
}

/** What is paid a month. */
export function costSection(cost: CostChange): DocumentSection[] {
  const { currency, before, after, difference, places } = cost;
  if (places.length === 0 && difference === 0) return [];
  return [
    {
      id: "paid",
      title: "Cost",
      summary: [
        `${amountOf(before)} → ${amountOf(after)} ${currency} a month (${signed(difference)})`,
      ],
      tables: [
        {
          title: `${currency} a month, by place`,
          columns: ["Place", "Before", "After", "Difference"],
          rows: [
            ...places.map((one) => [
              ...[[named(one.place)], [amountOf(one.before)], [amountOf(one.after)]],
              [signed(one.after - one.before)],
            ]),
            [["all"], [amountOf(before)], [amountOf(after)], [signed(difference)]],
            [
              ...[["to restore everything once"], [amountOf(cost.restoreBefore)]],
              ...[[amountOf(cost.restoreAfter)], [signed(cost.restoreAfter - cost.restoreBefore)]],
            ],
          ],
        },
      ],
    },
  ];
}

function amountOf(value: number): string {
  return value.toFixed(2);
}

function signed(value: number): string {
  const amount = amountOf(Math.abs(value));
  if (amount === "0.00") return amount;
  return `${value < 0 ? "−" : "+"}${amount}`;
}
