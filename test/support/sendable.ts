import * as fc from "fast-check";

/** Texts that one reader or another takes for something else. */
const known = [
  ...["2026-01-02T03:04:05Z", "2026-01-02T03:04:05+02:00", "2026-01-02T03:04:05", "2026-01-02"],
  ...[
    "2026-01-02T03:04:05.123456789Z",
    "2026-01-02T03:04",
    "20260102T030405Z",
    "01/02/2026 03:04:05",
  ],
  ...["/Date(0)/", "\\/Date(0)\\/", "/Date(1700000000000+0200)/", "new Date(0)", "P1D", "21:00:00"],
  ...["", " ", "null", "true", "1", "1e400", "NaN", "0x10", "s", "list", "table", "@{a=1}", "[]"],
  ...["'", '"', "‘’‚‛“”", "$(Get-Date)", "$x", "`n", "`", "%PATH%", "!x!", "^", "&|<>", "\\", "//"],
  ...["\n", "\r", "\r\n", "\t", "\u0001", "\u001b[0m", "\u007f", "\u0085", "\u2028", "\ufeff"],
  ...["lab\u00ADkey", "lab\u200Bkey", "Büro-Dump", "naïve", "İ", "ß", "🎉", "e\u0301", "\uffff"],
] as const;

/** Any text that can be sent: not NUL, no half characters. */
const text = fc.oneof(
  fc.constantFrom(...known),
  fc.tuple(fc.constantFrom(...known), fc.constantFrom(...known)).map((parts) => parts.join("")),
  fc.string({ unit: "binary", maxLength: 30 }).map((any) => any.replaceAll("\0", "")),
  fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
  fc.nat(40_000).map((length) => "x$'\"é".repeat(length / 5)),
);

const number = fc.oneof(
  fc.maxSafeInteger(),
  fc.integer({ min: -3, max: 3 }),
  fc
    .double({ noNaN: true, noDefaultInfinity: true })
    .filter((value) => !Number.isInteger(value) || Number.isSafeInteger(value)),
  fc.constantFrom(0.1, 1.1, 1e-7, 5e-324, 2 ** 31, 2 ** 53 - 1, 4503599627370495.5),
);

const key = fc.oneof(
  fc.constantFrom("a", "B", "keep-weekly", "2026-01-02T03:04:05Z", "__proto__", "count", "ß"),
  fc.string({ minLength: 1, maxLength: 6 }),
);

/** Any value that can be sent. */
export const sendable: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    text,
    number,
    fc.boolean(),
    fc.constant(null),
    fc.array(tie("value"), { maxLength: 3 }),
    fc
      .uniqueArray(fc.tuple(key, tie("value")), {
        maxLength: 3,
        selector: ([name]) => name.toLowerCase(),
      })
      .map((entries) => Object.fromEntries(entries)),
  ),
})).value;
