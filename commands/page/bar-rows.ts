import { type Colour } from "./style";

/** A line of a chart: a name, what is told of it in short, and its bars. */
export interface BarRow {
  /** Unique in the chart. */
  readonly key: string;
  readonly label: string;
  /** Whether it stands above others and has no bars. */
  readonly isHeading?: boolean;
  readonly note?: string;
}

/**
 * How a bar looks, so that no colour alone tells what it is: `solid`; `hollow`, an outline; `core`, a narrower one inside
 * of another; `thin`, a line; `before`, a dashed outline of what was; `shade`, behind all others.
 */
export type BarShape = "solid" | "hollow" | "core" | "thin" | "before" | "shade";

export interface RowBar {
  /** The key of its row. */
  readonly row: string;
  readonly from: number;
  readonly to: number;
  readonly shape: BarShape;
  readonly colour: Colour;
}

/** A place on the axis with a sign of its own. */
export interface RowMark {
  readonly row: string;
  readonly at: number;
}

export interface Tick {
  readonly at: number;
  readonly label: string;
  /** Where the label stands. Default: at the line. */
  readonly labelAt?: number;
  /** Which part of it stands there. Default: its middle. */
  readonly align?: "left" | "center" | "right";
}

/** Horizontal bars in rows with names, on one axis. */
export interface BarRows {
  readonly rows: readonly BarRow[];
  readonly bars: readonly RowBar[];
  readonly marks?: readonly RowMark[];
  /** Where the axis ends; it begins at 0. */
  readonly end: number;
  /** Whether the axis gives small values more room than large ones: by their square roots. */
  readonly isSquareRoot?: boolean;
  readonly ticks: readonly Tick[];
}
