import { barChart } from "./bar-chart";
import { type BarRows } from "./bar-rows";
import { type Layout } from "./layout";
import { Markup, markup } from "./markup";

/** A chart with the words that stand for it. */
export interface Picture {
  /** Unique in the page. */
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly chart: BarRows;
  readonly layouts: readonly Layout[];
}

/** The chart as SVG, once for each layout; a page shows the one that fits. */
export async function drawn({ layouts, ...picture }: Picture): Promise<Markup> {
  const charts = await Promise.all(layouts.map((layout) => drawnAs(picture, layout)));
  return markup`<figure>${charts}</figure>`;
}

async function drawnAs(
  { id, title, description, chart }: Omit<Picture, "layouts">,
  layout: Layout,
): Promise<Markup> {
  const { viewBox, content } = await svgOf(chart, layout);
  const name = `${id}-${layout.name}`;
  return markup`<svg class="${layout.name}" viewBox="${viewBox}" width="${layout.width}" role="img" aria-labelledby="${name}-title ${name}-words">
<title id="${name}-title">${title}</title><desc id="${name}-words">${description}</desc>
${content}</svg>
`;
}

interface Svg {
  readonly viewBox: string;
  readonly content: Markup;
}

const oneSvg = /^<svg [^>]*viewBox="([^"]*)"[^>]*>(.+)<\/svg>$/s;

/** What Vega draws, which has escaped all texts in it. */
async function svgOf(chart: BarRows, layout: Layout): Promise<Svg> {
  // Loaded when a page is asked for: no other command has to wait for it.
  const { parse, View } = await import("vega");
  const text = await new View(parse(barChart(chart, layout)), { renderer: "none" }).toSVG();
  const [, viewBox, content] = oneSvg.exec(text) ?? [];
  if (viewBox === undefined || content === undefined)
    throw new Error("Vega drew something else than one SVG");
  return { viewBox, content: new Markup(content) };
}
