/** How a chart is laid out: side by side where there is room, and below each other on a phone. Pixels. */
export interface Layout {
  readonly name: "wide" | "narrow";
  readonly width: number;
  /** Room for labels to the left of the bars, and for notes to their right; none where they stand above. */
  readonly left: number;
  readonly right: number;
  readonly rowHeight: number;
  /** From the top of a row to the middle of its text, and to where its bars begin and end. */
  readonly textAt: number;
  readonly barFrom: number;
  readonly barTo: number;
  readonly fontSize: number;
  /** Characters of a label that have room. */
  readonly labelLength: number;
}

const wide = { name: "wide", width: 1040, rowHeight: 24, fontSize: 13 } as const;
const narrow = { name: "narrow", width: 354, rowHeight: 40, fontSize: 12 } as const;

/**
 * The two layouts of a chart.
 *
 * @param left - pixels for labels where they stand to the left of the bars
 * @param right - the same for notes to the right
 * @param labelLength - characters of a label that have room there, and on a phone beside the note
 */
export function layouts(
  left: number,
  right: number,
  labelLength: readonly [wide: number, narrow: number],
): readonly Layout[] {
  return [
    { ...wide, left, right, textAt: 12, barFrom: 5, barTo: 19, labelLength: labelLength[0] },
    {
      ...narrow,
      ...{ left: 0, right: 0, textAt: 11, barFrom: 21, barTo: 35, labelLength: labelLength[1] },
    },
  ];
}

/** A text cut to so many characters, with a sign that it was. */
export function cutTo(length: number, text: string): string {
  const characters = [...text];
  return characters.length <= length ? text : `${characters.slice(0, length - 1).join("")}…`;
}
