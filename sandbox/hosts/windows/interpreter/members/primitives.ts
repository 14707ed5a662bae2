import { magnitude, toNumber } from "../conversion/number";
import { toText } from "../conversion/text";
import { DotNetError } from "../errors";
import { MemberTable } from "../values/member-table";
import { type Value } from "../values/value";

const text = (args: readonly Value[], place = 0): string => toText(args[place] ?? null);
const whole = (args: readonly Value[], place = 0): number =>
  magnitude(toNumber(args[place] ?? null) ?? 0);

/** Characters to cut off an end: the given ones, else white space. */
function ends(args: readonly Value[]): string {
  const given = args.map(toText).join("");
  return given === "" ? "\\s" : `[${given.replaceAll(/[\\\]^-]/g, "\\$&")}]`;
}

function substring(self: string, args: readonly Value[]): string {
  const start = whole(args);
  const length = args.length > 1 ? whole(args, 1) : self.length - start;
  if (start < 0 || length < 0 || start + length > self.length) {
    throw new DotNetError(
      "System.ArgumentOutOfRangeException",
      "Index and length must refer to a location within the string.",
    );
  }
  return self.slice(start, start + length);
}

/** `System.String`. */
export const stringMembers = new MemberTable<string>(
  { Length: (self) => self.length },
  {
    ToString: (self, args) => (args.length > 0 ? toText(args[0] ?? null) : self),
    ToLower: (self) => self.toLowerCase(),
    ToLowerInvariant: (self) => self.toLowerCase(),
    ToUpper: (self) => self.toUpperCase(),
    ToUpperInvariant: (self) => self.toUpperCase(),
    Trim: (self, args) =>
      self.replace(new RegExp(`^${ends(args)}+`), "").replace(new RegExp(`${ends(args)}+$`), ""),
    TrimStart: (self, args) => self.replace(new RegExp(`^${ends(args)}+`), ""),
    TrimEnd: (self, args) => self.replace(new RegExp(`${ends(args)}+$`), ""),
    StartsWith: (self, args) => self.startsWith(text(args)),
    EndsWith: (self, args) => self.endsWith(text(args)),
    Contains: (self, args) => self.includes(text(args)),
    IndexOf: (self, args) => self.indexOf(text(args)),
    Replace: (self, args) => self.replaceAll(text(args), () => text(args, 1)),
    Split: (self, args) => self.split(text(args)),
    Substring: substring,
    PadLeft: (self, args) => self.padStart(whole(args), text(args, 1) || " "),
    PadRight: (self, args) => self.padEnd(whole(args), text(args, 1) || " "),
    Equals: (self, args) => self === args[0],
  },
);

/** Arrays, whose size is fixed: `Add` is refused as .NET refuses it. */
export const arrayMembers = new MemberTable<readonly Value[]>(
  {
    Count: (self) => self.length,
    Length: (self) => self.length,
  },
  {
    Contains: (self, args) => self.includes(args[0] ?? null),
    IndexOf: (self, args) => self.indexOf(args[0] ?? null),
    GetEnumerator: (self) => [...self],
    Add: () => {
      throw new DotNetError("System.NotSupportedException", "Collection was of a fixed size.");
    },
  },
);
