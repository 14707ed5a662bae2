import { engines } from "../engines/engines";
import { type Estate } from "../estate";
import { entry, optionalEntry } from "../record";
import { slotsOf } from "../window/week";
import { type Arranged } from "./arranged";
import { type CopyGroup } from "./copy-group";
import { type JobTime, type Source } from "./export-history";
import { type RhythmIn } from "./frequency";
import { type JobDraft, worstRunMinutes } from "./job-draft";
import { type Placement } from "./placement";
import { storeLabel } from "./store-label";

/** The groups with the times of their jobs. What has no time makes no copies; the placement's findings say so. */
export function arrangedGroups(
  estate: Estate,
  groups: readonly CopyGroup[],
  drafts: readonly JobDraft[],
  { slots, minutes, firstRuns }: Placement,
  rhythmIn: RhythmIn,
): Arranged[] {
  const draftOf = new Map(drafts.map((draft) => [draft.id, draft]));
  const timeOf = ({ id, durationMinutes }: JobDraft): JobTime | undefined => {
    const slot = optionalEntry(slots, id);
    return (
      slot && { schedule: slot.schedule, minutes: optionalEntry(minutes, id) ?? durationMinutes }
    );
  };
  const timed = groups.flatMap((group) => {
    const draft = draftOf.get(group.id);
    const time = draft && timeOf(draft);
    if (time === undefined || draft?.firstRunMinutes === undefined) return [];
    const planned = Math.max(
      time.minutes,
      optionalEntry(firstRuns, group.id)?.minutes ?? draft.firstRunMinutes,
    );
    const run = { planned, worst: Math.max(planned, worstRunMinutes(estate, group)) };
    const { intervalDays } = rhythmIn(
      group.frequency,
      group.window,
      slotsOf(draft.durationMinutes),
    );
    return [{ group, schedule: time.schedule, minutes: time.minutes, intervalDays, run }];
  });
  const byJob = new Map(timed.map((one) => [one.group.id, one]));
  const checks = new Map(
    drafts
      .filter(({ kind }) => kind === "verify")
      .map((draft) => [storeLabel(entry(estate.places, draft.place)), timeOf(draft)]),
  );
  return timed.map(({ minutes: _, ...one }) => {
    // Of a source that has no time there is nothing to bring, which is what its copies' standing says.
    const made = byJob.get(one.group.source ?? "");
    if (made === undefined || !bringsNewest(estate, one.group)) return one;
    const { schedule, minutes, group, intervalDays } = made;
    const check = checks.get(storeLabel(entry(estate.places, group.place)));
    return withSource(one, { schedule, minutes, ...(check && { check }) }, intervalDays);
  });
}

/** Whether a run brings nothing that was brought before. */
function bringsNewest({ places }: Estate, { engine, from }: CopyGroup): boolean {
  if (from === undefined) return false;
  return engines[engine].bringsNewestOf?.includes(entry(places, from).engine) === true;
}

/** It makes a copy no more often than its source does. @param days - between two copies of that */
function withSource(one: Arranged, source: Source, days: number): Arranged {
  return { ...one, source, intervalDays: Math.max(one.intervalDays, days) };
}
