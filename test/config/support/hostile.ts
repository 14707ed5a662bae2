import { z } from "zod";

/** Makes a file in whatever directory a shell runs in, if anything ever runs it. */
export const canary = "canary";

/** Each alone would run something, end something or mean something, somewhere on the way to a product. */
export const hostilePieces: readonly string[] = [
  // Words of a shell.
  `$(touch ${canary})`,
  `\`touch ${canary}\``,
  `; touch ${canary};`,
  `& touch ${canary} &`,
  `| touch ${canary}`,
  `\ntouch ${canary}\n`,
  `'; touch ${canary}; '`,
  `"; touch ${canary}; "`,
  `'"$(touch ${canary})"'`,
  "$HOME",
  "${IFS}",
  "$((1+1))",
  "~root",
  "!!",
  " # ",
  "\\",
  "\\'",
  "\\n",
  "<&-",
  ">&2",
  "*",
  "?",
  "[a-z]",
  "{a,b}",
  "--delete=comment",
  "-x",
  ...`'"\`$&;|()<>^,=`,
  "%s%n",
  // Words of PowerShell, whose quotes are of many kinds.
  `'; New-Item ${canary}; '`,
  `$(New-Item ${canary})`,
  `\`"; New-Item ${canary}; \`"`,
  `’; New-Item ${canary}; ‘`,
  "`0",
  "@{a=1}",
  // Words of jq, JSON, YAML, Handlebars, systemd, property strings and section files.
  "\\(1+1)",
  '"}{"a":1',
  "{{secrets.x}}",
  "{{/each}}",
  "%h%%",
  "a=1,b=2",
  "\tcomment x",
  "\n\tcomment x",
  "]: [",
  "2026-11-24T00:00:00Z",
  // Other ends of a line, and what no line may hold.
  "\r",
  "\r\n",
  "\u0000",
  "\u0007",
  "\u001b[2J",
  "\u007f",
  "\u0085",
  "\u2028",
  "\u2029",
  "\ud800",
  // Blanks, and letters beyond ASCII, one of them in its two forms.
  " ",
  "  ",
  "\u00a0",
  "\ufeff",
  "\u200b",
  "ü",
  "u\u0308",
  "ñ漢字Ω",
  "😀👩‍🚀",
  "\u202eabc",
];

/** What means nothing but itself to a shell, PowerShell, a query or a configuration file. */
const plain = /^[\w.:@!+=/-]$/;

/** Whether a field takes a text with this piece in it that could be taken for more than text. */
export function takesHostile(schema: z.core.$ZodType, good: string, piece: string): boolean {
  const isHostile = (text: string) =>
    text.startsWith("-") || [...text].some((one) => !plain.test(one) && !good.includes(one));
  return variants(good, piece).some((text) => isHostile(text) && takes(schema, text));
}

/** Whether a field takes this text. */
export function takes(schema: z.core.$ZodType, text: string): boolean {
  return z.safeParse(schema, text).success;
}

/** A good text with a piece before, after and within it, and the piece alone. */
export function variants(good: string, piece: string): string[] {
  const middle = Math.ceil(good.length / 2);
  return [good + piece, piece + good, good.slice(0, middle) + piece + good.slice(middle), piece];
}

/** The text that begins as a good one and takes up as many of the pieces, in their order, as a field takes. */
export function mostHostile(
  schema: z.core.$ZodType,
  good: string,
  pieces: readonly string[],
): string {
  return pieces.reduce(
    (text, piece) =>
      variants(text, piece).find((one) => one !== piece && takes(schema, one)) ?? text,
    good,
  );
}
