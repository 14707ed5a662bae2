import { DotNetError, OutsideSubset } from "../errors";
import { type EnumType, EnumValue } from "../values/enum-value";
import { type Value } from "../values/value";
import { isNumeric, magnitude } from "./number";

/** A value as a member of `type`: by name or a beginning of it that is no other's, by number; undefined if none. */
export function toEnumMember(type: EnumType, value: Value): EnumValue | undefined {
  if (value instanceof EnumValue) return value.type === type ? value : type.member(value.name);
  if (typeof value === "string") {
    const [only, ...others] = membersCalled(type, value.trim());
    return others.length === 0 ? only : undefined;
  }
  return isNumeric(value) ? type.numbered(magnitude(value)) : undefined;
}

function membersCalled(type: EnumType, name: string): readonly EnumValue[] {
  if (name.includes(",")) throw new OutsideSubset(`several members of ${type.name} in one text`);
  const member = /^\d+$/.test(name) ? type.numbered(Number(name)) : type.member(name);
  return member === undefined ? type.beginningWith(name) : [member];
}

/**
 * The same, for a conversion that must succeed.
 *
 * @throws DotNetError naming the members
 */
export function requireEnumMember(type: EnumType, value: Value, text: string): EnumValue {
  const member = toEnumMember(type, value);
  if (member !== undefined) return member;
  if (isNumeric(value)) throw new OutsideSubset(`${text} as a ${type.name}`);
  throw new DotNetError(
    "System.Management.Automation.PSInvalidCastException",
    unmatched(text, type.beginningWith(text), type.members),
  );
}

function unmatched(
  text: string,
  similar: readonly EnumValue[],
  members: readonly string[],
): string {
  if (similar.length > 0) {
    return (
      `The identifier name ${text} cannot be processed because it is either too similar or identical to the ` +
      `following enumerator names: ${similar.map(({ name }) => name).join(", ")}. Use a more specific identifier name.`
    );
  }
  return (
    `Unable to match the identifier name ${text} to a valid enumerator name. Specify one of the ` +
    `following enumerator names and try again:\n${members.join(", ")}`
  );
}
