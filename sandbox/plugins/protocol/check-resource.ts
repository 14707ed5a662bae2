import type { PackageSchema, ResourceSchema } from "../schema/package-schema";
import { automaticName } from "./auto-name";
import { checkInputs } from "./check-inputs";
import { isObject, plain, Secret, unknown } from "./property-values";
import type { CheckFailure, Properties, ResourceType } from "./resource-type";

/** Whether the path `rules[0].days` leads to, or through, a value that only the update will know. */
function isUnknownAt(inputs: Properties, path: string): boolean {
  let value: unknown = inputs;
  for (const step of path.match(/[^.[\]"]+/g) ?? []) {
    while (value instanceof Secret) value = value.value;
    if (value === unknown) return true;
    if (typeof value !== "object" || value === null) return false;
    value = (value as Properties)[step];
  }
  return (value instanceof Secret ? value.value : value) === unknown;
}

/** The value with what the path leads to marked secret, if it leads to something. */
function asSecret(value: unknown, [step, ...rest]: readonly string[]): unknown {
  if (value instanceof Secret && step !== undefined)
    return new Secret(asSecret(value.value, [step, ...rest]));
  if (step === undefined) return value instanceof Secret ? value : new Secret(value);
  if (!isObject(value) || value[step] === undefined) return value;
  return { ...value, [step]: asSecret(value[step], rest) };
}

/** A resource to check, in the engine's terms. */
export interface CheckSubject {
  readonly name: string;
  readonly oldInputs: Properties;
  readonly inputs: Properties;
  readonly seed: Uint8Array;
}

/** Checked inputs, with the provider's defaults and the automatic name filled in. */
export interface CheckedResource {
  readonly inputs: Properties;
  readonly failures: readonly CheckFailure[];
}

/**
 * Fills in what the official provider fills in at check, then compares the inputs with the declarations and, when
 * these hold, with the resource type's own rules.
 */
export function checkResource<Client>(
  subject: CheckSubject,
  type: ResourceType<Client>,
  schema: ResourceSchema,
  types: PackageSchema["types"],
): CheckedResource {
  const given = { ...type.defaults, ...subject.inputs };
  const named = type.autoName
    ? automaticName(type.autoName, subject.name, given, subject.oldInputs, subject.seed)
    : {};
  const inputs = (type.secretInputs ?? []).reduce<Properties>(
    (so, path) => asSecret(so, path.split(".")) as Properties,
    { ...given, ...named },
  );
  const mistakes = checkInputs(inputs, schema.inputs, types);
  if (mistakes.length > 0) return { inputs, failures: mistakes };
  const failures = type.check?.(plain(inputs)) ?? [];
  return { inputs, failures: failures.filter(({ property }) => !isUnknownAt(inputs, property)) };
}
