import { type Markup, markup, type Part } from "./markup";

/** How good something is. */
export type Tone = "good" | "warning" | "error" | "note";

const signs: Readonly<Record<Tone, string>> = { good: "✓", warning: "!", error: "✗", note: "–" };

/** A figure that is seen first, and what it is of. */
export interface Tile {
  readonly figure: string;
  readonly words: string;
}

/** What a page comes to: a sentence, what follows it, and the figures behind it. */
export function verdictPart(
  tone: Tone,
  sentence: string,
  rest: Part,
  tiles: readonly Tile[],
): Markup {
  return markup`<div class="verdict tone-${tone}" role="note"><p><strong><span class="word-${tone}">${signs[tone]}</span> ${sentence}</strong></p>
${rest}</div>
<ul class="tiles">${tiles.map(tileOf)}</ul>`;
}

function tileOf({ figure, words }: Tile): Markup {
  return markup`<li><b>${figure}</b><span>${words}</span></li>
`;
}
