/** What a character is to people, the first that fits. Source: Unicode's general categories. */
const kinds: readonly (readonly [form: RegExp, kind: string])[] = [
  [/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/, "unseen: it turns the direction of the text"],
  [/[\u200b-\u200d\u2060\ufeff]/, "unseen: it has no width"],
  [/\p{Cf}/u, "unseen: a format character"],
  [/\p{Cc}/u, "a control character"],
  [/\p{Cs}/u, "half of a character"],
  [/\p{Co}|\p{Cn}/u, "no character that everybody knows"],
  [/\p{Zl}|\p{Zp}/u, "the end of a line"],
  [/\p{Zs}/u, "a blank"],
  [/\p{M}/u, "a mark on the character before it"],
  [/\p{Ll}/u, "a small letter"],
  [/\p{Lu}|\p{Lt}/u, "a capital letter"],
  [/\p{L}/u, "a letter"],
  [/\p{N}/u, "a number"],
  [/\p{Pd}/u, "a dash"],
  [/\p{P}/u, "a mark of punctuation"],
  [/\p{S}/u, "a sign"],
];

/** Scripts whose letters are taken for those of another, by their codes. Source: Unicode Technical Standard 39. */
const scripts = [
  ...["Arab", "Armn", "Cher", "Copt", "Cyrl", "Deva", "Geor", "Grek", "Hang", "Hani", "Hebr"],
  ...["Hira", "Kana", "Latn", "Lisu", "Thai"],
].map((code) => ({ code, form: new RegExp(`\\p{Script=${code}}`, "u") }));

const scriptNames = new Intl.DisplayNames("en", { type: "script" });

/** The first character that JSON writes as it is and not everybody can tell from its neighbours. */
const firstUnusual = "\u007f";

/** What is not seen, or seen as something else than a character of its own. */
const unseen = /[\p{Cc}\p{Cf}\p{Cn}\p{Co}\p{Cs}\p{Zl}\p{Zp}]|(?! )\p{Zs}/gu;

/** More of them say nothing more. */
const mostNamed = 3;

/**
 * Where a text has characters beyond printable ASCII and what they are: many look like others, or like nothing.
 * Empty if there are none.
 */
export function unusualCharacters(text: string): string {
  const unusual = [...text].flatMap((character, index) =>
    character < firstUnusual ? [] : [`character ${index + 1} is ${named(character)}`],
  );
  const more = unusual.length - mostNamed;
  return unusual
    .slice(0, mostNamed)
    .concat(more > 0 ? [`${more} more like these`] : [])
    .join("; ");
}

/** `U+0430, a small letter of the script Cyrillic`. */
export function named(character: string): string {
  const [, kind] = kinds.find(([form]) => form.test(character))!;
  const script = scripts.find(({ form }) => form.test(character));
  const plain = character.normalize("NFKC");
  return [
    `${codePoint(character)}, ${kind}`,
    script && /letter$/.test(kind) ? ` of the script ${scriptNames.of(script.code)}` : "",
    plain !== character && /^[\x21-\x7e]+$/.test(plain) ? `, another form of ${plain}` : "",
  ].join("");
}

/** Text in quotes as JSON writes it, and what nobody would see in it as an escape as well. */
export function quotedText(text: string): string {
  return JSON.stringify(text).replaceAll(unseen, escaped);
}

/** Each of its one or two halves as JSON escapes it. */
function escaped(character: string): string {
  const halves = Array.from({ length: character.length }, (_, at) => character.charCodeAt(at));
  return halves.map((half) => `\\u${half.toString(16).padStart(4, "0")}`).join("");
}

function codePoint(character: string): string {
  return `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0")}`;
}
