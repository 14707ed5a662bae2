import { table } from "../support/table";
import { type Measurement } from "./measurement";

/** How much more one size takes than the next smaller one. */
export interface Growth {
  readonly from: number;
  readonly to: number;
  /** Times as many guests. */
  readonly guests: number;
  /** Times as much time of a core. */
  readonly coreTime: number;
  /** Times as much heap. */
  readonly heap: number;
}

/** The growth from each measurement to the next. */
export function growth(measurements: readonly Measurement[]): Growth[] {
  return measurements.slice(1).map((larger, index) => {
    const smaller = measurements[index]!;
    const times = (of: (measurement: Measurement) => number) => of(larger) / of(smaller);
    return {
      from: smaller.guests,
      to: larger.guests,
      guests: times(({ guests }) => guests),
      coreTime: times(({ coreSeconds }) => coreSeconds),
      heap: times(({ heapMB }) => heapMB),
    };
  });
}

/** Times the reference loop that planning took. */
export function referenceRatio({ coreSeconds, referenceCoreSeconds }: Measurement): number {
  return coreSeconds / referenceCoreSeconds;
}

const columns: readonly (readonly [string, (measurement: Measurement) => string])[] = [
  ["guests", ({ guests }) => String(guests)],
  ["nodes", ({ nodes }) => String(nodes)],
  ["jobs", ({ jobs }) => String(jobs)],
  ["copies", ({ copies }) => String(copies)],
  ["time", ({ seconds }) => `${seconds.toFixed(2)} s`],
  ["core time", ({ coreSeconds }) => `${coreSeconds.toFixed(2)} s`],
  ["of reference", (measurement) => `${referenceRatio(measurement).toFixed(2)} x`],
  ["heap", ({ heapMB }) => `${heapMB.toFixed(0)} MB`],
  ["peak memory", ({ peakMemoryMB }) => `${peakMemoryMB.toFixed(0)} MB`],
];

/** The measurements as a table, and a line for each growth. */
export function describe(measurements: readonly Measurement[]): string {
  const rows = measurements.map((measurement) => ({
    cells: columns.map(([, cell]) => cell(measurement)),
  }));
  const titles = columns.map(([title]) => ({ title, align: "right" }) as const);
  const lines = growth(measurements).map(
    ({ from, to, guests, coreTime, heap }) =>
      `${from} to ${to} guests: ${guests.toFixed(1)} x guests, ` +
      `${coreTime.toFixed(1)} x core time, ${heap.toFixed(1)} x heap`,
  );
  return [...table(titles, rows), "", ...lines].join("\n");
}
