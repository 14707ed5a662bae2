import { Struct, type JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";
import type { Properties } from "./resource-type";

/** The key and the mark by which the protocol wraps a special value in an ordinary object. */
const signatureKey = "4dabf18193072939515e22adb298388d";
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";

/** What stands in the protocol for a value that only an update will know; one for each wire type. */
const unknownString = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const unknownMarks: ReadonlySet<unknown> = new Set([
  unknownString,
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);

/** A value the engine keeps encrypted in the state and hides in its output. */
export class Secret {
  constructor(readonly value: unknown) {}
}

/** A value that is not known during a preview. */
export const unknown = Symbol("unknown until applied");

/** True for a plain object, which a {@link Secret} and an array are not. */
export function isObject(value: unknown): value is Properties {
  return (
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Secret)
  );
}

/** Applies `change` to each entry of an object or array; other values are returned as they are. */
function mapEntries(value: unknown, change: (entry: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map(change);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, entry]) => [key, change(entry)] as const)
      .filter(([, entry]) => entry !== undefined),
  );
}

function decode(value: unknown): unknown {
  if (unknownMarks.has(value)) return unknown;
  if (isObject(value) && value[signatureKey] === secretSignature)
    return new Secret(decode(value["value"]));
  return mapEntries(value, (entry) => (entry === null ? undefined : decode(entry)));
}

function encode(value: unknown): unknown {
  if (value === unknown) return unknownString;
  if (value instanceof Secret)
    return { [signatureKey]: secretSignature, value: encode(value.value) ?? null };
  return mapEntries(value, encode);
}

/** Properties from the wire: secrets become {@link Secret}, unknowns {@link unknown}, null entries are left out. */
export function fromWire(struct: Struct | undefined): Properties {
  return struct ? (decode(struct.toJavaScript()) as Properties) : {};
}

/** Properties for the wire; the reverse of {@link fromWire}. */
export function toWire(properties: Properties): Struct {
  return Struct.fromJavaScript(encode(properties) as Record<string, JavaScriptValue>);
}

/** The value without its secret wrappers; unknowns stay. */
export function reveal(value: unknown): unknown {
  return value instanceof Secret ? reveal(value.value) : mapEntries(value, reveal);
}

/**
 * What a resource type is given: no secret wrappers, and each unknown as a key whose value is `undefined`.
 * Unknown entries of an array stay in place as `undefined`.
 */
export function plain(properties: Properties): Properties {
  const strip = (value: unknown): unknown => {
    if (value === unknown) return undefined;
    if (value instanceof Secret) return strip(value.value);
    if (Array.isArray(value)) return value.map(strip);
    if (!isObject(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, strip(entry)]));
  };
  return strip(properties) as Properties;
}

/** Whether any part of the value answers to `test`. */
function some(value: unknown, test: (part: unknown) => boolean): boolean {
  if (test(value)) return true;
  if (value instanceof Secret) return some(value.value, test);
  if (Array.isArray(value)) return value.some((entry) => some(entry, test));
  return isObject(value) && Object.values(value).some((entry) => some(entry, test));
}

/** Whether the value, or any part of it, is secret. */
export const hasSecret = (value: unknown): boolean => some(value, (part) => part instanceof Secret);

/**
 * `value` with the secrets of `pattern` marked again at the same places. A server may reorder a list, so a
 * list with one secret in it becomes secret as a whole rather than at a place that may have moved.
 */
export function markSecrets(value: unknown, pattern: unknown): unknown {
  if (value === undefined || value instanceof Secret || !hasSecret(pattern)) return value;
  if (!isObject(pattern) || !isObject(value)) return new Secret(value);
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [key, markSecrets(entry, pattern[key])]),
  );
}
