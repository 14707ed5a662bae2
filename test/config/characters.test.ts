import { quotedText, unusualCharacters } from "../../config/characters";

describe("what a text has beyond printable ASCII", () => {
  it.each([
    ["pbs-vm", ""],
    ["a\tb\n", ""],
    ["d\u04411", "character 2 is U+0441, a small letter of the script Cyrillic"],
    ["\u0410", "character 1 is U+0410, a capital letter of the script Cyrillic"],
    ["\u03bf", "character 1 is U+03BF, a small letter of the script Greek"],
    ["\u0578", "character 1 is U+0578, a small letter of the script Armenian"],
    ["\uff41", "character 1 is U+FF41, a small letter of the script Latin, another form of a"],
    ["\u{1d5ba}", "character 1 is U+1D5BA, a small letter, another form of a"],
    ["\uff10", "character 1 is U+FF10, a number, another form of 0"],
    ["u\u0308", "character 2 is U+0308, a mark on the character before it"],
    ["ü", "character 1 is U+00FC, a small letter of the script Latin"],
    ["漢", "character 1 is U+6F22, a letter of the script Han"],
    ["a\u200bb", "character 2 is U+200B, unseen: it has no width"],
    ["a\ufeff", "character 2 is U+FEFF, unseen: it has no width"],
    ["\u202eabc", "character 1 is U+202E, unseen: it turns the direction of the text"],
    ["a\u00ad", "character 2 is U+00AD, unseen: a format character"],
    ["a\u00a0b", "character 2 is U+00A0, a blank"],
    ["a\u2028", "character 2 is U+2028, the end of a line"],
    ["a\u0085", "character 2 is U+0085, a control character"],
    ["a\u007f", "character 2 is U+007F, a control character"],
    ["\ud800", "character 1 is U+D800, half of a character"],
    ["\ue000", "character 1 is U+E000, no character that everybody knows"],
    ["1\u2013", "character 2 is U+2013, a dash"],
    ["\u2019", "character 1 is U+2019, a mark of punctuation"],
    ["😀x", "character 1 is U+1F600, a sign"],
    [
      "😀é",
      "character 1 is U+1F600, a sign; character 2 is U+00E9, a small letter of the script Latin",
    ],
  ])("is named by code point and place in %j", (text, words) =>
    expect(unusualCharacters(text)).toBe(words),
  );

  it("is named three times and then counted", () => {
    expect(unusualCharacters("äöüßé")).toMatch(
      /^(character \d is U\+00\w\w, .*?; ){3}2 more like these$/,
    );
  });
});

describe("a text in quotes", () => {
  it.each([
    ["plain", '"plain"'],
    ["ü 漢", '"ü 漢"'],
    ['a"b\n', '"a\\"b\\n"'],
    ["a\u200b\u202e\u00a0\u2028", '"a\\u200b\\u202e\\u00a0\\u2028"'],
    ["\u{e0041}", '"\\udb40\\udc41"'],
  ])("shows in %j what nobody would see", (text, shown) => {
    expect(quotedText(text)).toBe(shown);
    expect(JSON.parse(quotedText(text))).toBe(text);
  });
});
