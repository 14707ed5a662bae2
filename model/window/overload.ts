/** A stretch of the week, or several, in which the same ones of some windows are open. */
export interface Cell {
  /** Numbers of the windows. */
  readonly windows: readonly number[];
  /** Slots. */
  readonly slots: number;
}

/**
 * The windows whose work is more than the hours in which any of them is open, even if it could be cut into pieces:
 * what no cut helps, no arrangement does. Numbers, ascending; none if all work can be done.
 *
 * Work flows into hours as far as they go. The windows that what is left over could still flow from, by pushing other
 * work aside, are the ones (maximum flow and minimum cut: Ford and Fulkerson, Canadian Journal of Mathematics 8, 1956,
 * pages 399 to 404; each time by a shortest way: Edmonds and Karp, Journal of the ACM 19, 1972, pages 248 to 264).
 *
 * @param work - slots, by the number of the window
 */
export function overloaded(work: readonly number[], cells: readonly Cell[]): number[] {
  const left = [...work];
  const free = cells.map(({ slots }) => slots);
  const flows = work.map(() => cells.map(() => 0));
  for (;;) {
    const { windows, ways } = reach(left, cells, flows);
    const way = ways.find(({ cell }) => free[cell]! > 0);
    if (way === undefined) return [...windows].sort((a, b) => a - b);
    push(way, left, free, flows);
  }
}

/** A cell that work can flow into, from a window that may have got there by giving another cell free. */
interface Way {
  readonly cell: number;
  readonly window: number;
  readonly before?: Way;
}

/** All that work which is left over can flow into, the shortest ways first. */
function reach(left: readonly number[], cells: readonly Cell[], flows: readonly number[][]) {
  const windows = new Set(left.flatMap((slots, window) => (slots > 0 ? [window] : [])));
  const seen = new Set<number>();
  const ways: Way[] = [];
  const enter = (window: number, before?: Way) => {
    cells.forEach(({ windows: open }, cell) => {
      if (seen.has(cell) || !open.includes(window)) return;
      seen.add(cell);
      ways.push({ cell, window, ...(before && { before }) });
    });
  };
  [...windows].forEach((window) => enter(window));
  for (const way of ways) {
    flows.forEach((flow, window) => {
      if (windows.has(window) || flow[way.cell]! === 0) return;
      windows.add(window);
      enter(window, way);
    });
  }
  return { windows, ways };
}

/** Lets as much flow as goes: each window on the way gives as much free of the cell before as it takes of the next. */
function push(way: Way, left: number[], free: number[], flows: number[][]): void {
  const steps: Way[] = [];
  for (let step: Way | undefined = way; step; step = step.before) steps.push(step);
  const first = steps.at(-1)!;
  const given = steps.slice(0, -1).map(({ window, before }) => flows[window]![before!.cell]!);
  const slots = Math.min(free[way.cell]!, left[first.window]!, ...given);
  free[way.cell]! -= slots;
  left[first.window]! -= slots;
  for (const { window, cell, before } of steps) {
    flows[window]![cell]! += slots;
    if (before) flows[window]![before.cell]! -= slots;
  }
}
