import { declaredProperty, type ObjectSchema, type PackageSchema } from "../schema/package-schema";
import { parsePropertyType, type Primitive, type PropertyType } from "../schema/property-type";
import { nearestName } from "./nearest-name";
import { isObject, Secret, unknown } from "./property-values";
import type { CheckFailure, Properties } from "./resource-type";

type NamedTypes = PackageSchema["types"];
type Kind = PropertyType["kind"];
type OfKind<K extends Kind> = Extract<PropertyType, { kind: K }>;

/** What a value is, in words; never the value itself, which may be a secret. */
function kindOf(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  return isObject(value) ? "an object" : `a ${typeof value}`;
}

const primitiveTests: Record<Primitive, (value: unknown) => boolean> = {
  string: (value) => typeof value === "string",
  number: (value) => typeof value === "number",
  boolean: (value) => typeof value === "boolean",
  any: () => true,
};

/** A type in words, for a message. */
const describers: { [K in Kind]: (type: OfKind<K>) => string } = {
  primitive: (type) => type.name,
  literal: (type) => `"${type.value}"`,
  array: (type) => `list of ${describe(type.of)}`,
  map: (type) => `map of ${describe(type.of)}`,
  union: (type) => type.of.map(describe).join(" or "),
  named: (type) => `object ${type.name}`,
};

function describe(type: PropertyType): string {
  return (describers[type.kind] as (of: PropertyType) => string)(type);
}

interface Place {
  readonly path: string;
  readonly types: NamedTypes;
}

const below = (place: Place, step: string): Place => ({ ...place, path: place.path + step });

function mistyped(value: unknown, type: PropertyType, place: Place): CheckFailure[] {
  return [
    {
      property: place.path,
      reason: `"${place.path}" is ${kindOf(value)}; allowed: ${describe(type)}`,
    },
  ];
}

const checkers: {
  [K in Kind]: (value: unknown, type: OfKind<K>, place: Place) => CheckFailure[];
} = {
  primitive: (value, type, place) =>
    primitiveTests[type.name](value) ? [] : mistyped(value, type, place),
  literal: (value, type, place) => (value === type.value ? [] : mistyped(value, type, place)),
  array: (value, type, place) =>
    Array.isArray(value)
      ? value.flatMap((entry, index) => checkValue(entry, type.of, below(place, `[${index}]`)))
      : mistyped(value, type, place),
  map: (value, type, place) =>
    isObject(value)
      ? Object.entries(value).flatMap(([key, entry]) =>
          checkValue(entry, type.of, below(place, `[${JSON.stringify(key)}]`)),
        )
      : mistyped(value, type, place),
  union: (value, type, place) => {
    const attempts = type.of.map((option) => checkValue(value, option, place));
    if (attempts.some((faults) => faults.length === 0)) return [];
    // Faults deeper than this place come from the one alternative that the value's shape fits.
    const deeper = attempts.find((faults) =>
      faults.every((fault) => fault.property !== place.path),
    );
    return deeper ?? mistyped(value, type, place);
  },
  named: (value, type, place) =>
    isObject(value)
      ? checkObject(value, place.types[type.name] ?? {}, place)
      : mistyped(value, type, place),
};

function checkValue(value: unknown, type: PropertyType, place: Place): CheckFailure[] {
  if (value === unknown) return [];
  if (value instanceof Secret) return checkValue(value.value, type, place);
  const check = checkers[type.kind] as (
    value: unknown,
    type: PropertyType,
    place: Place,
  ) => CheckFailure[];
  return check(value, type, place);
}

function unknownProperty(name: string, allowed: readonly string[], path: string): CheckFailure {
  const meant = nearestName(name, allowed);
  const hint = meant ? `did you mean "${meant}"? ` : "";
  return {
    property: path,
    reason: `unknown property "${path}"; ${hint}allowed: ${allowed.join(", ")}`,
  };
}

function checkObject(value: Properties, schema: ObjectSchema, place: Place): CheckFailure[] {
  const pathOf = (name: string) => (place.path ? `${place.path}.${name}` : name);
  const declared = Object.entries(schema).map(([marked, type]) => ({
    ...declaredProperty(marked),
    type,
  }));
  const allowed = declared.map(({ name }) => name);
  const unexpected = Object.keys(value)
    .filter((name) => !allowed.includes(name))
    .map((name) => unknownProperty(name, allowed, pathOf(name)));
  const faults = declared.flatMap(({ name, optional, type }) => {
    const path = pathOf(name);
    if (value[name] !== undefined)
      return checkValue(value[name], parsePropertyType(type), { ...place, path });
    const missing = `missing required property "${path}"; set it to a ${describe(parsePropertyType(type))}`;
    return optional ? [] : [{ property: path, reason: missing }];
  });
  return [...unexpected, ...faults];
}

/**
 * Compares inputs with what the official SDK declares, and returns every fault at once: unknown, missing and
 * mistyped properties at any depth. Unknown values pass. No message ever quotes a value.
 */
export function checkInputs(
  inputs: Properties,
  schema: ObjectSchema,
  types: NamedTypes,
): CheckFailure[] {
  return checkObject(inputs, schema, { path: "", types });
}
