import { groupedBy } from "../../model/grouping";
import { type PlannedCopy } from "../../model/plan/plan";
import { days } from "../plan/figures";
import { type BarRows, type RowBar, type Tick } from "./bar-rows";

/** What is kept of a class in a place, by the worst of its copies. */
export interface KeptClass {
  /** Class and place, unique in an estate. */
  readonly key: string;
  readonly class: string;
  readonly place: string;
  /** Whether every one of its copies is to be relied on. */
  readonly isKept: boolean;
  readonly standing: PlannedCopy["standing"];
  /** Days that everything is kept; `null`: for ever. */
  readonly keeps: number | null;
  /** Days that the oldest copy is old, at least; `null`: as old as the first backup. */
  readonly oldest: number | null;
  /** Days that are promised. */
  readonly promised: number;
  readonly lockDays?: number;
  readonly copies: number;
}

/** What is kept, class by class and place by place. */
export function keptClasses(copies: readonly PlannedCopy[]): KeptClass[] {
  const groups = groupedBy(copies, ({ class: name, place }) => `${name} → ${place}`);
  return [...groups].map(([key, own]) => keptClass(key, own));
}

function keptClass(key: string, own: readonly [PlannedCopy, ...PlannedCopy[]]): KeptClass {
  const [first] = own;
  const worst = own.find(({ standing }) => standing !== "kept") ?? first;
  const locks = own.map(({ lockDays = 0 }) => lockDays);
  const lockDays = Math.min(...locks);
  return {
    ...{ key, class: first.class, place: first.place, copies: own.length },
    ...{ isKept: worst.standing === "kept", standing: worst.standing },
    keeps: fewest(own.map(({ retention }) => retention.keepsAtLeastDays)),
    oldest: fewest(own.map(({ retention }) => retention.oldestAtLeastDays)),
    promised: Math.max(...own.map(({ retention }) => retention.wanted.days)),
    ...(lockDays > 0 ? { lockDays } : {}),
  };
}

/** The least of some numbers of days; `null` is more than any. */
function fewest(values: readonly (number | null)[]): number | null {
  const least = Math.min(...values.map((value) => value ?? Infinity));
  return least === Infinity ? null : least;
}

/** How far back each class is kept: an axis of days into the past. */
export function retentionChart(
  now: readonly KeptClass[],
  before: readonly KeptClass[] = [],
): BarRows {
  const figures = [...now, ...before].flatMap(({ keeps, oldest, promised }) => [
    ...[keeps ?? 0, oldest ?? 0, promised],
  ]);
  const end = Math.max(30, ...figures) * 1.04;
  const was = new Map(before.map((one) => [one.key, one]));
  return {
    rows: now.map((one) => ({ key: one.key, label: one.key, note: noteOf(one) })),
    bars: now.flatMap((one) => [...barsOf(one, end), ...changedBars(one, was.get(one.key), end)]),
    marks: now.map(({ key, promised }) => ({ row: key, at: promised })),
    ...{ end, isSquareRoot: true, ticks: ticksTo(end) },
  };
}

/** In short what a class has. */
export function noteOf({ keeps, isKept, standing, lockDays }: KeptClass): string {
  if (keeps === 0) return "nothing is proven";
  const lock = lockDays === undefined ? "" : ", locked";
  return `${days(keeps)}${lock}${isKept ? "" : `, ${standing}`}`;
}

function barsOf({ key, keeps, oldest, isKept }: KeptClass, end: number): RowBar[] {
  const row = { row: key, from: 0, colour: "backup" } as const;
  if (keeps === 0) return [];
  return [
    { ...row, to: keeps ?? end, shape: "hollow" },
    ...(isKept ? [{ ...row, to: oldest ?? end, shape: "solid" } as const] : []),
    ...(isKept ? [] : [{ ...row, to: oldest ?? end, shape: "core" } as const]),
  ];
}

function changedBars(now: KeptClass, was: KeptClass | undefined, end: number): RowBar[] {
  if (was === undefined || (was.keeps === now.keeps && was.oldest === now.oldest)) return [];
  return [{ row: now.key, from: 0, to: was.keeps ?? end, shape: "before", colour: "text" }];
}

/** Days that people speak of, those first that are named where there is little room. */
const named: readonly (readonly [days: number, label: string])[] = [
  ...([
    [7, "1 week"],
    [30, "30 days"],
    [90, "90 days"],
    [180, "180 days"],
  ] as const),
  ...([
    [365, "1 year"],
    [730, "2 years"],
    [1826, "5 years"],
    [3652, "10 years"],
  ] as const),
];

/** The least share of the axis that two labels are apart. */
const leastApart = 0.15;

function ticksTo(end: number): Tick[] {
  const share = (at: number) => Math.sqrt(at / end);
  const shown: Tick[] = [{ at: 0, label: "today", align: "left" }];
  for (const [at, label] of named.filter(([at]) => at <= end)) {
    const last = shown.at(-1)?.at ?? 0;
    if (share(at) - share(last) >= leastApart)
      shown.push({ at, label, ...(share(at) > 0.9 ? { align: "right" } : {}) });
  }
  return shown;
}
