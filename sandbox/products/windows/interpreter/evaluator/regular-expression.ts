import { OutsideSubset } from "../errors";

/** What both engines read alike, or can be told in JavaScript's words. All else is outside the subset. */
const parts =
  /\\([dwsDWSbB])|\\(x[\da-f]{2}|[trn.*+?^$|()[\]{}\\/-])|(\[\^?)((?:\\(?:x[\da-f]{2}|[trn.*+?^$|()[\]{}\\/-])|[^\\[\]])+)\]|\(\?:|[()|*+?^]|\{\d+(?:,\d*)?\}|(\$)|(\.)|([^\\[\](){}|*+?^$.])/gu;

/** .NET's classes know all of Unicode. */
const classes: Readonly<Record<string, string>> = {
  d: "\\p{Nd}",
  D: "\\P{Nd}",
  w: "[\\p{L}\\p{Mn}\\p{Nd}\\p{Pc}]",
  W: "[^\\p{L}\\p{Mn}\\p{Nd}\\p{Pc}]",
  s: "[\\t-\\r \\x85\\p{Z}]",
  S: "[^\\t-\\r \\x85\\p{Z}]",
};

/**
 * A .NET pattern as JavaScript has it: `.` stops at line feeds alone, `$` lets one follow.
 *
 * @throws OutsideSubset for groups with names or options, and whatever else is not the same in both
 */
export function regularExpression(pattern: string, exact: boolean): RegExp {
  let read = 0;
  const source = pattern.replaceAll(parts, (part, ...found) => {
    const [kind, , open, inside, end, dot] = found as readonly (string | undefined)[];
    read += part.length;
    if (kind !== undefined) return classes[kind] ?? part;
    if (open !== undefined)
      return `${open}${(inside ?? "").replaceAll(/(?<!\\)[-](?=$)/g, "\\-")}]`;
    if (end !== undefined) return "(?=\\n?(?![^]))";
    if (dot !== undefined) return "[^\\n]";
    return part === "\\-" ? "-" : part;
  });
  try {
    if (read === pattern.length) return new RegExp(source, exact ? "u" : "iu");
  } catch {
    // The same is said below.
  }
  throw new OutsideSubset(`the regular expression ${pattern}`);
}

/** Whether a pattern is found in a text; where words end is asked of plain letters alone. */
export function matches(pattern: string, text: string, exact: boolean): boolean {
  if (!exact && /[\u017f\u1e9e]/.test(text + pattern)) {
    throw new OutsideSubset(`'${text}' -match '${pattern}', whatever the case`);
  }
  if (/\\b/i.test(pattern) && /[^\0-\x7f]/.test(text)) {
    throw new OutsideSubset(`the ends of words in '${text}'`);
  }
  return regularExpression(pattern, exact).test(text);
}
