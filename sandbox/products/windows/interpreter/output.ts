import { toText } from "./conversion/text";
import { OutsideSubset } from "./errors";
import { type Host, newLine } from "./host";
import { Char } from "./values/char";
import { Double } from "./values/double";
import { EnumValue } from "./values/enum-value";
import { Long } from "./values/long";
import { isNull, type Value } from "./values/value";

/**
 * Writes one item as PowerShell's console does: a line of text.
 *
 * @throws OutsideSubset for objects, which PowerShell lays out as tables and lists
 */
export function writeToConsole(host: Host, item: Value): void {
  if (isNull(item)) return;
  if (Array.isArray(item)) {
    for (const each of item) writeToConsole(host, each);
    return;
  }
  const isText = [Char, Double, EnumValue, Long].some((type) => item instanceof type);
  if (typeof item === "object" && !isText) {
    throw new OutsideSubset("an object on the console; make it text, with ConvertTo-Json");
  }
  host.writeOutput(toText(item) + newLine);
}
