/** How far the product's texts reach, indent and all. */
const columns = 80;

/** What a line more costs, a column too many, and a last line of one short word (textwrap's optimal fit). */
const penalties = { line: 1000, overflow: 2500, lonelyWord: 25 };

/** Paragraphs of a description, each line indented, with gaps at the ends of lines as even as they can be. */
export function wrapped(text: string, indent: string): string {
  const width = columns - indent.length;
  return text
    .split("\n\n")
    .map((paragraph) => linesOf(fragmentsOf(paragraph), width))
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.map((line) => indent + line).join("\n"))
    .join("\n\n");
}

interface Fragment {
  readonly text: string;
  /** A blank follows unless the line ends here. */
  readonly spaced: boolean;
}

/** Words, parted behind a hyphen between letters as well. */
function fragmentsOf(paragraph: string): Fragment[] {
  return paragraph
    .split(/\s+/)
    .filter((word) => word !== "")
    .flatMap((word) => {
      const parts = word.split(/(?<=[\p{L}\p{N}]-)(?=[\p{L}\p{N}])/u);
      return parts.map((text, index) => ({ text, spaced: index === parts.length - 1 }));
    });
}

/** The breaks of least cost. */
function linesOf(fragments: readonly Fragment[], width: number): string[] {
  const best: { readonly cost: number; readonly from: number }[] = [{ cost: 0, from: 0 }];
  for (let end = 1; end <= fragments.length; end += 1) {
    const choices = fragments.slice(0, end).map((_, from) => ({
      from,
      cost: (best[from]?.cost ?? 0) + lineCost(fragments, from, end, width),
    }));
    best.push(choices.reduce((least, choice) => (choice.cost < least.cost ? choice : least)));
  }
  const lines: string[] = [];
  for (let end = fragments.length; end > 0; end = best[end]?.from ?? 0) {
    lines.unshift(lineOf(fragments.slice(best[end]?.from, end)));
  }
  return lines;
}

function lineCost(
  fragments: readonly Fragment[],
  from: number,
  end: number,
  width: number,
): number {
  const gap = width - lineOf(fragments.slice(from, end)).length;
  if (gap < 0) return penalties.line - gap * penalties.overflow;
  if (end < fragments.length) return penalties.line + gap * gap;
  const lonely = from + 1 === end && gap > width - width / 4;
  return penalties.line + (lonely ? penalties.lonelyWord : 0);
}

function lineOf(fragments: readonly Fragment[]): string {
  return fragments
    .map(({ text, spaced }) => (spaced ? `${text} ` : text))
    .join("")
    .trimEnd();
}
