import { lowerCase } from "../conversion/culture";
import { itemText } from "../conversion/text";
import { failure, OutsideSubset } from "../errors";
import { itemsOf, type Value } from "../values/value";
import { regularExpression } from "./regular-expression";

/** What a text is compared with. */
export interface Pattern {
  test(text: string): boolean;
}

/** A class such as `[a-z]`, in which a bracket that comes first is one of its characters; or an escape. */
const parts = /`[\s\S]|\[(?:`[\s\S]|[^`])(?:`[\s\S]|[^\]`])*\]|[\s\S]/g;

/**
 * A wildcard of `-like` and of names: `*`, `?`, `[a-z]`, with a back-tick before what stands for itself.
 *
 * @throws PowerShellError if a bracket stays open
 */
export function wildcard(pattern: string, exact = false): Pattern {
  const fold = (text: string) => (exact ? text : lowerCase(text));
  const source = fold(pattern).replaceAll(parts, (part) => {
    if (part === "*") return "[\\s\\S]*";
    if (part === "?") return "[\\s\\S]";
    if (part === "[") throw invalid(pattern);
    return part.length > 2 ? `[${escaped(part.slice(1, -1), true)}]` : escaped(part, false);
  });
  const expression = new RegExp(`^${source}$`);
  return { test: (text) => expression.test(fold(text)) };
}

/** Takes the back-ticks out and puts in what a regular expression needs. */
function escaped(text: string, isClass: boolean): string {
  return text.replaceAll(/`([\s\S])|([\s\S])/g, (_, quoted?: string, plain?: string) => {
    const character = quoted ?? plain ?? "";
    const isRange = isClass && quoted === undefined && character === "-";
    return isRange ? "-" : character.replace(/[\\^$.*?|+()[\]{}-]/, "\\$&");
  });
}

function invalid(pattern: string) {
  return failure(`The specified wildcard character pattern is not valid: ${pattern}`, {
    type: "System.Management.Automation.WildcardPatternException",
    id: "RuntimeException",
  });
}

/** `-split` with a pattern that is no group; every item of an array by itself. */
export function splitText(value: Value, pattern: Value, exact: boolean): Value {
  if (typeof pattern !== "string" || /(?<!\\)\((?!\?:)/.test(pattern) || pattern === "") {
    throw new OutsideSubset(`-split ${itemText(pattern)}`);
  }
  const expression = regularExpression(pattern, exact);
  return itemsOf(value).flatMap((item) => itemText(item).split(expression));
}

/** `-join`. */
export function joined(value: Value, separator: string): string {
  return itemsOf(value).map(itemText).join(separator);
}
