/** Escapes by which JSON, and the strings of shells and other languages, spell a character: `\/`, `\u0072`, `\x72`. */
const escape = /\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|\/)/g;

/** A text as whoever reads its escapes has it: for finding words in it, not for running it. */
export function withoutEscapes(text: string): string {
  return text.replace(escape, (_all, unit?: string, byte?: string) => {
    const code = unit ?? byte;
    return code === undefined ? "/" : String.fromCharCode(Number.parseInt(code, 16));
  });
}
