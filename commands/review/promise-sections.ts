import { type Objective } from "../../model/plan/plan";
import { hoursText } from "../../model/time/transfer";
import { days } from "../plan/figures";
import { change, type DocumentSection, type Line, named, ways } from "./document";
import { type ObjectiveChange, type ObjectiveState } from "./objective-changes";
import { type KeptState, type RetentionChange } from "./retention-changes";

/** Guaranteed days that went up or down. */
export function retentionSection(changes: readonly RetentionChange[]): DocumentSection[] {
  if (changes.length === 0) return [];
  return [
    {
      id: "kept",
      title: "Retention",
      summary: joined(changes.map(retentionWords)),
      tables: [
        {
          title: "What is guaranteed of the past, by class and place",
          columns: ["Way", "Class", "Place", "Promised", "Keeps", "Oldest copy at least", "Locked"],
          rows: changes.map(({ direction, class: name, place, before, after }) => [
            [ways[direction]],
            [named(name)],
            [named(place)],
            [change(daysText(before?.promised), daysText(after?.promised))],
            [change(keptText(before), keptText(after))],
            [change(daysText(before?.oldest), daysText(after?.oldest))],
            [change(lockText(before), lockText(after))],
          ]),
        },
      ],
    },
  ];
}

function retentionWords({ class: name, place, before, after }: RetentionChange): Line {
  const subject = [named(name), " in ", named(place)];
  if (after === undefined) return [...subject, ` is kept no longer (${keptText(before)})`];
  if (before === undefined) return [...subject, ` is kept newly (${keptText(after)})`];
  const isSame = before.keeps === after.keeps;
  return [
    ...subject,
    isSame ? " is promised otherwise" : ` keeps ${change(keptText(before), keptText(after))}`,
  ];
}

function daysText(value: number | null | undefined): string | undefined {
  return value === undefined ? undefined : days(value);
}

function keptText(state: KeptState | undefined): string | undefined {
  return state?.keeps === 0 ? "unproven" : daysText(state?.keeps);
}

function lockText(state: KeptState | undefined): string | undefined {
  return state === undefined
    ? undefined
    : state.lockDays === undefined
      ? "no"
      : days(state.lockDays);
}

const kinds: Readonly<Record<Objective["kind"], string>> = {
  rpo: "RPO",
  rto: "RTO",
  "site-rpo": "site RPO",
  "site-rto": "site RTO",
};

/** RPO and RTO that are otherwise. */
export function objectiveSection(changes: readonly ObjectiveChange[]): DocumentSection[] {
  if (changes.length === 0) return [];
  return [
    {
      id: "objectives",
      title: "RPO and RTO",
      summary: joined([...promisedLines(changes), ...countedLines(changes)]),
      tables: [
        {
          title: "Promises of time, and the worst that an item gets",
          columns: ["Way", "Class", "Promise", "From", "Promised", "Reached", "Kept", "Worst item"],
          rows: changes.map(({ direction, class: name, kind, place, before, after }) => [
            ...[[ways[direction]], [named(name)], [kinds[kind]], [named(place)]],
            [change(promisedText(before), promisedText(after))],
            [change(hoursOf(before), hoursOf(after))],
            [change(metText(before), metText(after))],
            [named((after ?? before)?.worstItem ?? "")],
          ]),
        },
      ],
    },
  ];
}

/** Promises that are made otherwise, each of them. */
function promisedLines(changes: readonly ObjectiveChange[]): Line[] {
  return changes
    .filter(({ before, after }) => before && after && before.promised !== after.promised)
    .map(({ kind, class: name, before, after }) => {
      const words = change(promisedText(before), promisedText(after));
      return [`${kinds[kind]} of `, named(name), ` promised ${words}`];
    });
}

/** All others by what became of them. */
function countedLines(changes: readonly ObjectiveChange[]): Line[] {
  const both = changes.filter(
    ({ before, after }) => before && after && before.promised === after.promised,
  );
  const kept = both.filter(({ before, after }) => before?.met !== after?.met);
  const counts = [
    { count: changes.filter(({ before }) => !before).length, words: "new" },
    { count: changes.filter(({ after }) => !after).length, words: "gone" },
    { count: kept.length, words: "kept otherwise" },
    { count: both.length - kept.length, words: "reached in another time" },
  ];
  return counts.filter(({ count }) => count > 0).map(({ count, words }) => [`${count} ${words}`]);
}

function promisedText(state: ObjectiveState | undefined): string | undefined {
  if (state === undefined) return undefined;
  return state.promised === undefined ? "nothing" : `${state.promised} h`;
}

function hoursOf(state: ObjectiveState | undefined): string | undefined {
  return state && hoursText(state.hours);
}

const outcomes = [
  { met: true, words: "yes" },
  { met: false, words: "NO" },
  { met: null, words: "uncertain" },
];

function metText(state: ObjectiveState | undefined): string | undefined {
  return outcomes.find(({ met }) => met === state?.met)?.words;
}

function joined(lines: readonly Line[]): Line {
  return lines.flatMap((line, at) => (at === 0 ? line : ["; ", ...line]));
}
