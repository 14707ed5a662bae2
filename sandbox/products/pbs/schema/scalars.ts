import { Unreadable } from "./parameter-error";
import { type ScalarSchema } from "./schema";

/** What a string must look like; `check` throws with the product's text. */
export interface Format {
  readonly typeText: string;
  check(text: string): void;
}

/** Limits in characters (not bytes), both inclusive. */
export interface Length {
  readonly min?: number;
  readonly max?: number;
}

/** Limits, both inclusive. */
export interface Range {
  readonly min?: number;
  readonly max?: number;
  readonly default?: number;
}

const truths: Readonly<Record<string, boolean>> = {
  "1": true,
  on: true,
  yes: true,
  true: true,
  "0": false,
  off: false,
  no: false,
  false: false,
};

/** The product's booleans, whatever their case; undefined for any other text. */
export function readBoolean(text: string): boolean | undefined {
  const lower = text.toLowerCase();
  return Object.hasOwn(truths, lower) ? truths[lower] : undefined;
}

/** A flag: `--name`, `--name true|false|1|0|yes|no|on|off`. */
export function flag(description: string, byDefault?: boolean): ScalarSchema {
  return {
    kind: "boolean",
    description,
    typeText: "<boolean>",
    ...(byDefault === undefined ? {} : { default: byDefault }),
    parse(text) {
      const value = readBoolean(text);
      if (value === undefined) throw new Error("Unable to parse boolean option.");
      return value;
    },
  };
}

/** A whole number within `range`. */
export function integer(description: string, range: Range = {}): ScalarSchema {
  return {
    kind: "integer",
    description,
    typeText: integerText(range),
    ...(range.default === undefined ? {} : { default: range.default }),
    parse(text) {
      const value = readInteger(text);
      if (range.min !== undefined && value < range.min) {
        throw new Error(`value must have a minimum value of ${range.min} (got ${value})`);
      }
      if (range.max !== undefined && value > range.max) {
        throw new Error(`value must have a maximum value of ${range.max} (got ${value})`);
      }
      return value;
    },
  };
}

/** A string with a length in characters and a format. */
export function text(
  description: string,
  { format, min, max }: Length & { readonly format?: Format } = {},
): ScalarSchema {
  return {
    kind: "string",
    description,
    typeText: format?.typeText ?? "<string>",
    parse(value) {
      const length = [...value].length;
      if (min !== undefined && length < min) {
        throw new Error(`value must be at least ${min} characters long`);
      }
      if (max !== undefined && length > max) {
        throw new Error(`value may only be ${max} characters long`);
      }
      format?.check(value);
      return value;
    },
  };
}

/** A format given by a regular expression. */
export function pattern(expression: RegExp, typeText = "<string>"): Format {
  return {
    typeText,
    check(value) {
      if (!expression.test(value)) throw new Error("value does not match the regex pattern");
    },
  };
}

/** A format that allows exactly `values`. */
export function oneOf(...values: readonly string[]): Format {
  return {
    typeText: values.join("|"),
    check(value) {
      if (values.includes(value)) return;
      throw new Error(`value '${value}' is not defined in the enumeration.`);
    },
  };
}

/** A format of words that only the type behind the parameter checks. */
export function variants(...values: readonly string[]): Format {
  const expected = values.map((value) => `\`${value}\``);
  const list = values.length === 2 ? expected.join(" or ") : `one of ${expected.join(", ")}`;
  return {
    typeText: values.join("|"),
    check(value) {
      if (values.includes(value)) return;
      throw new Unreadable(`unknown variant \`${value}\`, expected ${list}`);
    },
  };
}

/** A whole number of 16 bits. */
export function u16(description: string): ScalarSchema {
  return {
    kind: "integer",
    description,
    typeText: "<integer>",
    parse(text) {
      const value = readInteger(text);
      if (value >= 0 && value < 2 ** 16) return value;
      throw new Unreadable(`invalid value: integer \`${value}\`, expected u16`);
    },
  };
}

function readInteger(value: string): number {
  if (value === "") throw new Error("cannot parse integer from empty string");
  if (!/^[+-]?\d+$/.test(value)) throw new Error("invalid digit found in string");
  const number = Number(value);
  if (Number.isSafeInteger(number)) return number;
  throw new Error(`number too ${number < 0 ? "small" : "large"} to fit in target type`);
}

function integerText({ min, max }: Range): string {
  if (min === undefined && max === undefined) return "<integer>";
  return `<integer> (${min ?? "-N"} - ${max ?? "N"})`;
}
