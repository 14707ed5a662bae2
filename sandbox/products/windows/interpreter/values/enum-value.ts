import { NetObject } from "./value";

/** An enumeration: its members in order, with their numbers where a source documents them. */
export class EnumType {
  constructor(
    /** The full .NET name. */
    readonly name: string,
    readonly members: readonly string[],
    private readonly numbers?: readonly number[],
  ) {}

  /** The member of that name, whatever its case. */
  member(name: string): EnumValue | undefined {
    const place = this.members.findIndex((each) => each.toLowerCase() === name.toLowerCase());
    const member = this.members[place];
    return member === undefined ? undefined : new EnumValue(this, member, this.numbers?.[place]);
  }

  /** The members whose names begin so, whatever the case; none for an empty beginning. */
  beginningWith(name: string): readonly EnumValue[] {
    return this.members
      .filter((each) => name !== "" && each.toLowerCase().startsWith(name.toLowerCase()))
      .flatMap((each) => this.member(each) ?? []);
  }

  /** The member of that number, if the numbers are documented. */
  numbered(number: number): EnumValue | undefined {
    const member = this.members[this.numbers?.indexOf(number) ?? -1];
    return member === undefined ? undefined : new EnumValue(this, member, number);
  }
}

/** One member of an enumeration. */
export class EnumValue extends NetObject {
  constructor(
    readonly type: EnumType,
    readonly name: string,
    /** Undefined where nothing documents it: then the value must not be used as a number. */
    readonly number: number | undefined,
  ) {
    super();
  }

  get typeName(): string {
    return this.type.name;
  }

  toText(): string {
    return this.name;
  }
}

/** An enumeration that is numbered from 0 in the order of its members. */
function countedEnum(name: string, ...members: readonly string[]): EnumType {
  return new EnumType(
    name,
    members,
    members.map((_, place) => place),
  );
}

/** `System.DayOfWeek`. */
export const dayOfWeek = countedEnum(
  "System.DayOfWeek",
  "Sunday",
  "Monday",
  "Tuesday",
  "Wednesday",
  "Thursday",
  "Friday",
  "Saturday",
);
