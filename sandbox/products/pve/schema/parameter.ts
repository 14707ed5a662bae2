import { parameterFault } from "../api/api-error";
import { own } from "./own";
import type { PropertySchema, Schema } from "./schema";

/** A checked value: integers as numbers, booleans as 0 or 1, PVE's way. */
export type Value = string | number | readonly string[];

/** Parameters as sent: text from a form or a query, any JSON value from a JSON body; an array when repeated. */
export type SentParameters = Record<string, unknown>;

/** Checked parameters. */
export type Parameters = Readonly<Record<string, Value>>;

type Checked = { readonly value: Value } | { readonly fault: string };

const truths: Readonly<Record<string, number>> = {
  "1": 1,
  true: 1,
  yes: 1,
  on: 1,
  "0": 0,
  false: 0,
  no: 0,
  off: 0,
};

/**
 * Checks what was sent against a schema.
 *
 * @throws ApiError 400 with every fault, in PVE's words
 */
export function checkParameters(schema: Schema, sent: SentParameters): Parameters {
  const checked = Object.entries(sent).map(
    ([name, raw]) => [name, checkProperty(own(schema, name), raw)] as const,
  );
  const faults = [
    ...checked.flatMap(([name, got]) => ("fault" in got ? [[name, got.fault] as const] : [])),
    ...missing(schema, sent),
  ];
  if (faults.length > 0) throw parameterFault(Object.fromEntries(faults));
  return Object.fromEntries(
    checked.flatMap(([name, got]) => ("value" in got ? [[name, got.value]] : [])),
  );
}

/** Checks one value; the fault is PVE's text, without the parameter's name. */
export function checkValue(property: PropertySchema, raw: unknown): Checked {
  if (property.type === "array") return checkArray(raw);
  const text = asText(raw);
  if (text === undefined)
    return {
      fault: `type check ('${property.type}') failed - got '${Array.isArray(raw) ? "ARRAY" : "HASH"}'`,
    };
  return property.type === "string" ? checkText(property, text) : checkNumber(property, text);
}

function checkProperty(property: PropertySchema | undefined, raw: unknown): Checked {
  return property === undefined
    ? {
        fault:
          "property is not defined in schema and the schema does not allow additional properties",
      }
    : checkValue(property, raw);
}

function missing(schema: Schema, sent: SentParameters): (readonly [string, string])[] {
  const properties = Object.entries(schema);
  const isSent = (name: string) => own(sent, name) !== undefined;
  return [
    ...properties
      .filter(([name, { required }]) => required === true && !isSent(name))
      .map(([name]) => [name, "property is missing and it is not optional"] as const),
    ...properties.flatMap(([name, { requires }]) =>
      requires !== undefined && isSent(name) && !isSent(requires)
        ? [[requires, `missing property - '${name}' requires this property`] as const]
        : [],
    ),
  ];
}

function asText(raw: unknown): string | undefined {
  if (typeof raw === "boolean") return raw ? "1" : "0";
  if (typeof raw === "number") return String(raw);
  return typeof raw === "string" ? raw : undefined;
}

function checkArray(raw: unknown): Checked {
  const texts = (Array.isArray(raw) ? raw : [raw]).map(asText);
  return texts.every((text) => text !== undefined)
    ? { value: texts }
    : { fault: "type check ('string') failed - got 'HASH'" };
}

function checkNumber(property: PropertySchema, text: string): Checked {
  const value =
    property.type === "boolean"
      ? own(truths, text.toLowerCase())
      : /^[+-]?\d+$/.test(text)
        ? Number(text)
        : undefined;
  if (value === undefined)
    return { fault: `type check ('${property.type}') failed - got '${text}'` };
  if (property.minimum !== undefined && value < property.minimum)
    return { fault: `value must have a minimum value of ${property.minimum}` };
  if (property.maximum !== undefined && value > property.maximum)
    return { fault: `value must have a maximum value of ${property.maximum}` };
  return { value };
}

function checkText(property: PropertySchema, text: string): Checked {
  const formatFault = property.format?.(text);
  if (formatFault !== undefined) return { fault: `invalid format - ${formatFault}` };
  if (property.pattern !== undefined && !property.pattern.test(text))
    return { fault: "value does not match the regex pattern" };
  if (property.maxLength !== undefined && text.length > property.maxLength)
    return { fault: `value may only be ${property.maxLength} characters long` };
  if (property.enum !== undefined && !property.enum.includes(text))
    return {
      fault: `value '${text}' does not have a value in the enumeration '${property.enum.join(", ")}'`,
    };
  return { value: text };
}
