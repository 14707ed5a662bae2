import { engines } from "../engines/engines";
import { type Estate } from "../estate";
import { type Finding } from "../finding";
import { groupedBy } from "../grouping";
import { entry, sortedEntries } from "../record";
import { lengthOf, slotsOf } from "../window/week";
import { type CopyGroup } from "./copy-group";
import { type RhythmIn } from "./frequency";
import { type JobDraft } from "./job-draft";
import { counted, nameList } from "./name-list";

/** A group and the job that copies it. */
interface Copying {
  readonly group: CopyGroup;
  readonly job: JobDraft;
}

/** Classes that ask for more runs than their window has room for: one error for all jobs of a copy. */
export function frequencyFindings(
  estate: Estate,
  copying: readonly Copying[],
  rhythmIn: RhythmIn,
): Finding[] {
  return [...groupedBy(copying, ({ group }) => group.path).values()].flatMap((alike) => {
    const slots = Math.max(...alike.map(({ job }) => slotsOf(job.durationMinutes)));
    const [{ group }] = alike;
    const { path, frequency, window, engine } = group;
    const { missing } = rhythmIn(frequency, window, slots);
    if (window === undefined || missing === 0) return [];
    const possible = engines[engine].frequencies.filter(
      (other) => other !== "continuous" && rhythmIn(other, window, slots).missing === 0,
    );
    const wider = sortedEntries(estate.windows)
      .map(([name]) => name)
      .filter((name) => rhythmIn(frequency, name, slots).missing === 0);
    return [
      {
        severity: "error",
        path: `${path}.frequency`,
        message: `asks for more runs than its window has room for: ${counted(missing, "run")} a week would be left out`,
        got: `${frequency} in window ${window}, which is open on ${openDays(estate, window)} for ${hoursOf(estate, window)}, with runs of up to ${lengthOf(slots)}`,
        allowed: [
          ...(possible.length === 0 ? [] : [`${possible.join(", ")} in ${window}`]),
          ...(wider.length === 0 ? [] : [`${frequency} in ${nameList(wider)}`]),
        ].join("; "),
        fix: "choose a frequency that the window can give, or a window that is open as often",
      },
    ];
  });
}

function openDays({ windows }: Estate, window: string): string {
  const { days } = entry(windows, window);
  if (days.length === 7) return "every day";
  return days.length === 1 ? `${days[0]} alone` : days.join(", ");
}

function hoursOf({ windows }: Estate, window: string): string {
  return `${entry(windows, window).hours} h`;
}
