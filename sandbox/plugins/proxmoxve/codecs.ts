import type { Properties } from "../protocol/resource-type";

/** How one property is written for the API, and read from it. */
export interface Codec {
  encode(this: void, value: unknown): string | readonly string[];
  decode(this: void, value: unknown): unknown;
}

/** A plain text. */
export const text: Codec = { encode: String, decode: String };

/** A whole number. */
export const integer: Codec = { encode: String, decode: Number };

/** PVE writes booleans as 0 and 1. */
export const boolean: Codec = {
  encode: (value) => (value === true ? "1" : "0"),
  decode: (value) => Number(value) === 1,
};

/** A list that PVE writes as one text with commas. */
export const commaList: Codec = {
  encode: (value) => (value as readonly string[]).join(","),
  decode: (value) =>
    String(value)
      .split(",")
      .map((item) => item.trim())
      .filter((item) => item !== ""),
};

/** A list of which PVE takes every item as a parameter of its own. */
export const repeated: Codec = {
  encode: (value) => value as readonly string[],
  decode: (value) => [value].flat(),
};

/** A map that is sent as `key=value,…`, in the order of its keys, and answered as an object or the same text. */
export const propertyMap: Codec = {
  encode: (value) => formatPropertyString(value as Properties),
  decode: (value) =>
    Object.fromEntries(
      Object.entries(parsePropertyString(value)).map(([key, item]) => [key, String(item)]),
    ),
};

/** An object that is sent as `key=value,…`; each of its properties has a name and a codec of its own. */
export function propertyObject(fields: FieldTable): Codec {
  return {
    encode: (value) => formatPropertyString(encodeFields(fields, value as Properties)),
    decode: (value) => decodeFields(fields, parsePropertyString(value)),
  };
}

/** A property's name in the API, and how it is written. */
export interface Field {
  readonly api: string;
  readonly codec: Codec;
}

/** Fields by the SDK's name of the property. */
export type FieldTable = Readonly<Record<string, Field>>;

/** The API's parameters for those properties that have a value. */
export function encodeFields(
  fields: FieldTable,
  properties: Properties,
): Record<string, string | readonly string[]> {
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([name]) => properties[name] !== undefined)
      .map(([name, { api, codec }]) => [api, codec.encode(properties[name])]),
  );
}

/** The properties an API answer holds; what it does not have is left out. */
export function decodeFields(fields: FieldTable, answer: Properties): Properties {
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([, { api }]) => answer[api] !== undefined)
      .map(([name, { api, codec }]) => [name, codec.decode(answer[api])]),
  );
}

/** `key=value,…` in the order of the keys. */
export function formatPropertyString(values: Properties): string {
  return Object.entries(values)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => `${key}=${String(value)}`)
    .join(",");
}

/** The values of `key=value,…`, or of the object PVE answers in its place. */
export function parsePropertyString(value: unknown): Properties {
  if (typeof value === "object" && value !== null) return { ...value };
  return Object.fromEntries(
    String(value)
      .split(",")
      .map((part) => part.split("=") as [string, string]),
  );
}
