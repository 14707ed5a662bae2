import { type Format } from "../schema/scalars";

const types = ["vm", "ct", "host"];

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
    if (kind === "regex") return checkRegex(wanted);
    const [type = ""] = wanted.split("/");
    if ((kind === "type" || kind === "group") && !types.includes(type)) {
      throw new Error(`invalid backup type ${JSON.stringify(type)}`);
    }
    const expected = kinds[kind ?? ""];
    if (expected === undefined) {
      throw new Error(`expected 'group', 'type' or 'regex' prefix, got '${kind}'`);
    }
    if (!expected.test(wanted)) throw new Error("value does not match the regex pattern");
  },
};

function checkRegex(text: string): void {
  try {
    new RegExp(text, "u");
  } catch (error) {
    const reason = String(error).includes("Unterminated group") ? "unclosed group" : String(error);
    const under = `${" ".repeat(text.lastIndexOf("("))}^`;
    throw new Error(`regex parse error:\n    ${text}\n    ${under}\nerror: ${reason}`);
  }
}

/** The form in which the product keeps a filter: `include:` is implied and dropped. */
export function storedGroupFilter(filter: string): string {
  return filter.replace(/^include:/, "");
}

/**
 * Whether a group passes filters: at least one that includes it, if there is any such, and none that
 * excludes it.
 */
export function matchesGroupFilters(filters: readonly string[], type: string, id: string): boolean {
  const excluding = filters.filter((filter) => filter.startsWith("exclude:"));
  const including = filters.filter((filter) => !filter.startsWith("exclude:"));
  const fits = (filter: string) =>
    fitsFilter(filter.replace(/^(?:include|exclude):/, ""), type, id);
  return (including.length === 0 || including.some(fits)) && !excluding.some(fits);
}

function fitsFilter(filter: string, type: string, id: string): boolean {
  const [kind, ...rest] = filter.split(":");
  const wanted = rest.join(":");
  const group = `${type}/${id}`;
  const tests: Readonly<Record<string, () => boolean>> = {
    type: () => wanted === type,
    group: () => wanted === group,
    regex: () => new RegExp(wanted, "u").test(group),
  };
  return tests[kind ?? ""]?.() ?? false;
}
