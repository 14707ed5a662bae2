import { type Mark, type Spec } from "vega";
import { type BarRow, type BarRows, type BarShape, type RowBar, type Tick } from "./bar-rows";
import { cutTo, type Layout } from "./layout";
import { colour } from "./style";

/** Pixels above the rows, for the labels of the axis, and below them. */
const above = 24;
const below = 6;

/** The least that a bar is drawn with. */
const leastPixels = 3;

/** A chart of bars in rows, in the grammar of Vega. */
export function barChart(chart: BarRows, layout: Layout): Spec {
  const { rows, end, isSquareRoot = false } = chart;
  const height = rows.length * layout.rowHeight;
  const range = [layout.left, layout.width - layout.right];
  return {
    ...{ width: layout.width, height, autosize: "none" },
    padding: { top: above, bottom: below, left: 0, right: 0 },
    data: [
      { name: "rows", values: rows.map((row) => rowDatum(row, layout)) },
      { name: "bars", values: chart.bars.map((bar) => barDatum(bar, layout)) },
      { name: "marks", values: [...(chart.marks ?? [])] },
      { name: "ticks", values: chart.ticks.map(tickDatum) },
    ],
    scales: [
      {
        ...{ name: "x", domain: [0, end], range, zero: true },
        ...(isSquareRoot ? { type: "sqrt" } : { type: "linear" }),
      },
      { name: "y", type: "band", domain: rows.map(({ key }) => key), range: [0, height] },
    ],
    marks: [...ticksOf(layout, height), ...rowsOf(layout), barsOf, ...marksOf(layout)],
  };
}

function rowDatum({ key, label, isHeading = false, note = "" }: BarRow, layout: Layout) {
  return {
    ...{ key, label: cutTo(layout.labelLength, label), note },
    weight: isHeading ? "bold" : "normal",
    fill: isHeading ? colour("muted") : colour("text"),
  };
}

function tickDatum({ at, label, labelAt = at, align = "center" }: Tick) {
  return { at, label, labelAt, align };
}

interface Look {
  readonly from: number;
  readonly to: number;
  readonly fill: string;
  readonly stroke: string;
  readonly dash: readonly number[];
}

/** Where in its row a bar of that shape is, and how it is painted. */
const looks: Readonly<Record<BarShape, (layout: Layout, paint: string) => Look>> = {
  solid: ({ barFrom: from, barTo: to }, paint) => look(from, to, paint, paint),
  hollow: ({ barFrom: from, barTo: to }, paint) => look(from, to, colour("page"), paint),
  core: ({ barFrom: from, barTo: to }, paint) => look(from + 5, to - 5, paint, paint),
  thin: ({ barFrom: from, barTo: to }, paint) => look(from + 5, to - 5, paint, "none"),
  before: ({ barFrom: from, barTo: to }, paint) => look(from - 3, to + 3, "none", paint, [3, 3]),
  shade: ({ rowHeight, barFrom, textAt }, paint) =>
    look(barFrom > textAt ? barFrom - 3 : 0, rowHeight, paint, "none"),
};

function look(
  from: number,
  to: number,
  fill: string,
  stroke: string,
  dash: readonly number[] = [],
): Look {
  return { from, to, fill, stroke, dash };
}

function barDatum({ row, from, to, shape, colour: name }: RowBar, layout: Layout) {
  const { from: top, to: bottom, ...paint } = looks[shape](layout, colour(name));
  return { row, from, to, top, height: bottom - top, ...paint };
}

const barsOf: Mark = {
  ...{ type: "rect", from: { data: "bars" }, aria: false },
  encode: {
    update: {
      x: { scale: "x", field: "from" },
      width: { signal: `max(${leastPixels}, scale('x', datum.to) - scale('x', datum.from))` },
      y: { scale: "y", field: "row", offset: { field: "top" } },
      height: { field: "height" },
      ...{ fill: { field: "fill" }, stroke: { field: "stroke" }, strokeDash: { field: "dash" } },
    },
  },
};

function ticksOf({ fontSize }: Layout, height: number): Mark[] {
  const ofTicks = { from: { data: "ticks" }, aria: false };
  return [
    {
      ...{ type: "rule", ...ofTicks },
      encode: {
        update: {
          ...{ x: { scale: "x", field: "at" }, y: { value: 0 }, y2: { value: height } },
          stroke: { value: colour("line") },
        },
      },
    },
    {
      ...{ type: "text", ...ofTicks },
      encode: {
        update: {
          ...{ x: { scale: "x", field: "labelAt" }, y: { value: -8 } },
          text: { field: "label" },
          ...{ align: { field: "align" }, fill: { value: colour("muted") } },
          fontSize: { value: fontSize - 1 },
        },
      },
    },
  ];
}

function rowsOf({ width, textAt, fontSize, left }: Layout): Mark[] {
  const ofRows = { from: { data: "rows" }, aria: false };
  const text = {
    y: { scale: "y", field: "key", offset: textAt },
    baseline: { value: "middle" },
    fontSize: { value: fontSize },
  } as const;
  return [
    {
      ...{ type: "rule", ...ofRows },
      encode: {
        update: {
          ...{ x: { value: 0 }, x2: { value: width }, y: { scale: "y", field: "key" } },
          stroke: { value: colour("line") },
        },
      },
    },
    {
      ...{ type: "text", ...ofRows },
      encode: {
        update: {
          ...text,
          ...{ x: { value: 0 }, text: { field: "label" } },
          ...{ fill: { field: "fill" }, fontWeight: { field: "weight" } },
        },
      },
    },
    {
      ...{ type: "text", ...ofRows },
      encode: {
        update: {
          ...text,
          ...{ x: { value: width }, align: { value: "right" }, text: { field: "note" } },
          fill: { value: left === 0 ? colour("muted") : colour("text") },
        },
      },
    },
  ];
}

/** Diamonds with a rim, so that they are seen on bars of any colour. */
function marksOf({ barFrom, barTo }: Layout): Mark[] {
  return [
    {
      ...{ type: "symbol", from: { data: "marks" }, aria: false },
      encode: {
        update: {
          x: { scale: "x", field: "at" },
          y: { scale: "y", field: "row", offset: (barFrom + barTo) / 2 },
          ...{ shape: { value: "diamond" }, size: { value: 110 } },
          ...{ fill: { value: colour("text") }, stroke: { value: colour("page") } },
          strokeWidth: { value: 1.5 },
        },
      },
    },
  ];
}
