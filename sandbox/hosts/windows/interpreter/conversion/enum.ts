import { DotNetError } from "../errors";
import { Double } from "../values/double";
import { type EnumType, EnumValue } from "../values/enum-value";
import { type Value } from "../values/value";

/** A value as a member of `type`: by name, by number, or the member itself; undefined if none. */
export function toEnumMember(type: EnumType, value: Value): EnumValue | undefined {
  if (value instanceof EnumValue) return value.type === type ? value : type.member(value.name);
  if (typeof value === "string") return type.member(value.trim());
  if (value instanceof Double) return type.numbered(value.value);
  return typeof value === "number" ? type.numbered(value) : undefined;
}

/**
 * The same, for a conversion that must succeed.
 *
 * @throws DotNetError naming the members
 */
export function requireEnumMember(type: EnumType, value: Value, text: string): EnumValue {
  const member = toEnumMember(type, value);
  if (member !== undefined) return member;
  throw new DotNetError(
    "System.Management.Automation.PSInvalidCastException",
    `Unable to match the identifier name ${text} to a valid enumerator name. Specify one of the ` +
      `following enumerator names and try again: ${type.members.join(", ")}`,
  );
}
