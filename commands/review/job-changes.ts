import { type Estate } from "../../model/estate";
import { type JobKind, type PlannedJob } from "../../model/plan/plan";
import { pairsOf } from "./pairs";

/** What is told of a job. */
export interface JobState {
  readonly schedule: string;
  readonly window?: string;
  readonly place: string;
  readonly minutes: number;
  readonly items: number;
}

/** A job that is new, gone, or runs at another time, for longer, elsewhere or for others. */
export interface JobChange {
  readonly job: string;
  readonly kind: JobKind;
  readonly before?: JobState;
  readonly after?: JobState;
}

/** A window that is new, gone or open at other times, in words. */
export interface WindowChange {
  readonly window: string;
  readonly before?: string;
  readonly after?: string;
}

/** Jobs that move. */
export function jobChanges(
  before: readonly PlannedJob[],
  after: readonly PlannedJob[],
): JobChange[] {
  return pairsOf(before, after, ({ id }) => id).flatMap(({ key, before: was, after: is }) => {
    const states = { ...(was && { before: stateOf(was) }), ...(is && { after: stateOf(is) }) };
    const isSame = JSON.stringify(states.before) === JSON.stringify(states.after);
    const one = is ?? was;
    return one === undefined || isSame ? [] : [{ job: key, kind: one.kind, ...states }];
  });
}

function stateOf({ schedule, window, place, durationMinutes, items }: PlannedJob): JobState {
  return {
    schedule,
    ...(window === undefined ? {} : { window }),
    ...{ place, minutes: durationMinutes, items: items.length },
  };
}

type Windows = Estate["windows"];

/** Windows that move. */
export function windowChanges(before: Windows, after: Windows): WindowChange[] {
  const inWords = (windows: Windows) =>
    Object.entries(windows).map(([name, window]) => ({ name, words: windowText(window) }));
  return pairsOf(inWords(before), inWords(after), ({ name }) => name).flatMap(
    ({ key, before: was, after: is }) =>
      was?.words === is?.words
        ? []
        : [
            {
              window: key,
              ...(was && { before: was.words }),
              ...(is && { after: is.words }),
            },
          ],
  );
}

function windowText({ days, from, hours }: Windows[string]): string {
  const named = days.length === 7 ? "every day" : days.map((day) => day.slice(0, 3)).join(", ");
  return `${named} from ${from} for ${hours} h`;
}
