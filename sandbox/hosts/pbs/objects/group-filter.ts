import { type Format } from "../schema/scalars";

const kinds: Readonly<Record<string, RegExp>> = {
  type: /^(?:vm|ct|host)$/,
  group: /^(?:vm|ct|host)\/[A-Za-z0-9_][A-Za-z0-9._-]*$/,
};

/** `[include:|exclude:]type:vm|ct|host`, `…group:vm/100` or `…regex:RE`. */
export const groupFilterFormat: Format = {
  typeText: "[<exclude:|include:>]<type:<vm|ct|host>|group:GROUP|regex:RE>",
  check(value) {
    const [, kind, wanted] = /^(?:(?:include|exclude):)?([^:]*)(?::(.*))?$/s.exec(value) ?? [];
    if (wanted === undefined) {
      throw new Error(
        "input doesn't match expected format '<group:GROUP||type:<vm|ct|host>|regex:REGEX>'",
      );
    }
    if (kind === "regex") return void new RegExp(wanted, "u");
    const expected = kinds[kind ?? ""];
    if (expected === undefined) {
      throw new Error(`expected 'group', 'type' or 'regex' prefix, got '${kind}'`);
    }
    if (!expected.test(wanted)) throw new Error("value does not match the regex pattern");
  },
};

/** The form in which the product keeps a filter: `include:` is implied and dropped. */
export function storedGroupFilter(filter: string): string {
  return filter.replace(/^include:/, "");
}
