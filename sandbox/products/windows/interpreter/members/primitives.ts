import { lowerCase, upperCase } from "../conversion/culture";
import { toText } from "../conversion/text";
import { DotNetError, OutsideSubset } from "../errors";
import { MemberTable } from "../values/member-table";
import { type Value } from "../values/value";

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
    "Replace(string,string)": replace,
    "Substring(int)": (self, [start]) => substring(self, Number(start)),
    "Substring(int,int)": (self, [start, length]) => substring(self, Number(start), Number(length)),
    "Equals(string)": (self, [other]) => self === other,
    "Contains(string)": (self, [part]) => self.includes(toText(part ?? null)),
  },
);

/** Arrays. */
export const arrayMembers = new MemberTable<readonly Value[]>({
  Count: (self) => self.length,
  Length: (self) => self.length,
});
