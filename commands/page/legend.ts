import { type BarShape } from "./bar-rows";
import { type Markup, markup } from "./markup";
import { type Colour, colour } from "./style";

/** What one look of a bar means. */
export interface LegendEntry {
  readonly shape: BarShape | "mark";
  readonly colour: Colour;
  readonly words: string;
}

const looks: Readonly<Record<LegendEntry["shape"], (paint: string) => string>> = {
  solid: (paint) => `background:${paint}`,
  hollow: (paint) => `border-color:${paint}`,
  core: (paint) => `background:${paint};height:5px;vertical-align:2px`,
  thin: (paint) => `background:${paint};height:4px;vertical-align:3px`,
  before: (paint) => `border:1.5px dashed ${paint}`,
  shade: (paint) => `background:${paint};border-color:${colour("line")}`,
  mark: (paint) => `background:${paint};width:10px;height:10px;transform:rotate(45deg)`,
};

/** What stands for what was, in a chart that compares. */
export const beforeEntry: LegendEntry = {
  ...{ shape: "before", colour: "text", words: "dashed: before the change" },
};

/** What the looks of a chart mean, in words. */
export function legend(entries: readonly LegendEntry[]): Markup {
  return markup`<ul class="legend">${entries.map(entryOf)}</ul>`;
}

function entryOf({ shape, colour: name, words }: LegendEntry): Markup {
  return markup`<li><i style="${looks[shape](colour(name))}" aria-hidden="true"></i>${words}</li>
`;
}
