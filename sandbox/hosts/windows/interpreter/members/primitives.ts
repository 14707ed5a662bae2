import { cultureFinds, lowerCase, upperCase } from "../conversion/culture";
import { toText } from "../conversion/text";
import { DotNetError, OutsideSubset } from "../errors";
import { EnumType } from "../values/enum-value";
import { MemberTable } from "../values/member-table";
import { type Value } from "../values/value";

/** `System.StringComparison`; only the ordinal ones are no matter of culture. */
export const stringComparison = new EnumType(
  "System.StringComparison",
  [
    "CurrentCulture",
    "CurrentCultureIgnoreCase",
    "InvariantCulture",
    "InvariantCultureIgnoreCase",
    "Ordinal",
    "OrdinalIgnoreCase",
  ],
  [0, 1, 2, 3, 4, 5],
);

/** Finds a part of a text as the comparison says. */
function ordinalFinds(method: "startsWith" | "endsWith", self: string, args: readonly Value[]) {
  const [part, comparison] = args.map(toText);
  if (comparison === "Ordinal") return self[method](part ?? "");
  if (comparison === "OrdinalIgnoreCase") return upperCase(self)[method](upperCase(part ?? ""));
  throw new OutsideSubset(`[StringComparison]::${comparison}`);
}

function outOfRange(message: string): DotNetError {
  return new DotNetError("System.ArgumentOutOfRangeException", message);
}

function substring(self: string, start: number, length = Math.max(self.length - start, 0)): string {
  if (start < 0 || length < 0) throw new OutsideSubset(`Substring(${start}, ${length})`);
  if (start > self.length) {
    throw outOfRange("startIndex cannot be larger than length of string. (Parameter 'startIndex')");
  }
  if (start + length > self.length) {
    throw outOfRange(
      "Index and length must refer to a location within the string. (Parameter 'length')",
    );
  }
  return self.slice(start, start + length);
}

/** Windows PowerShell takes several characters for as many separators, PowerShell 7 for one. */
function split(self: string, separator: string): Value {
  if (separator.length === 1) return self.split(separator);
  throw new OutsideSubset(`Split('${separator}'), in which 5.1 and 7 differ`);
}

function replace(self: string, [part, other]: readonly Value[]): string {
  if (part === "") throw new OutsideSubset("Replace of an empty text");
  return self.replaceAll(toText(part ?? null), () => toText(other ?? null));
}

/** What `Char.IsWhiteSpace` names. */
const blank = "[\\t-\\r \\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]+";
const blankEnds = new RegExp(`^${blank}|${blank}$`, "g");

/** `System.String`. */
export const stringMembers = new MemberTable<string>(
  { Length: (self) => self.length },
  {
    "ToString()": (self) => self,
    "ToLower()": lowerCase,
    "ToLowerInvariant()": lowerCase,
    "ToUpper()": upperCase,
    "ToUpperInvariant()": upperCase,
    "Trim()": (self) => self.replaceAll(blankEnds, ""),
    "StartsWith(string)": (self, [part]) => cultureFinds("startsWith", self, toText(part ?? null)),
    "StartsWith(string,StringComparison)": (self, args) => ordinalFinds("startsWith", self, args),
    "EndsWith(string)": (self, [part]) => cultureFinds("endsWith", self, toText(part ?? null)),
    "EndsWith(string,StringComparison)": (self, args) => ordinalFinds("endsWith", self, args),
    "Contains(string)": (self, [part]) => self.includes(toText(part ?? null)),
    "Replace(string,string)": replace,
    "Split(string)": (self, [separator]) => split(self, toText(separator ?? null)),
    "Substring(int)": (self, [start]) => substring(self, Number(start)),
    "Substring(int,int)": (self, [start, length]) => substring(self, Number(start), Number(length)),
    "Equals(string)": (self, [other]) => self === other,
  },
);

/** Arrays. */
export const arrayMembers = new MemberTable<readonly Value[]>({
  Count: (self) => self.length,
  Length: (self) => self.length,
});
