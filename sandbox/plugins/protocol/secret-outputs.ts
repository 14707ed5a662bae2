import { hasSecret, markSecrets, Secret } from "./property-values";
import type { Properties } from "./resource-type";

/** What a type says of secrets among its outputs. */
export interface SecrecyTraits {
  readonly secretOutputs?: readonly string[];
  readonly derivedOutputs?: Readonly<Record<string, readonly string[]>>;
}

/** The outputs that follow from an input to which `test` answers true. */
export function derivedFrom(traits: SecrecyTraits, test: (input: string) => boolean): string[] {
  return Object.entries(traits.derivedOutputs ?? {})
    .filter(([, inputs]) => inputs.some(test))
    .map(([output]) => output);
}

/**
 * Outputs for the engine: secret where one of `patterns` was, where the official provider says so, and where they
 * follow from a secret.
 */
export function withSecrets(
  outputs: Properties,
  patterns: readonly Properties[],
  traits: SecrecyTraits,
): Properties {
  const derived = derivedFrom(traits, (input) =>
    patterns.some((pattern) => hasSecret(pattern[input])),
  );
  const always = new Set([...(traits.secretOutputs ?? []), ...derived]);
  const mark = (name: string, value: unknown) =>
    patterns.reduce(
      (marked: unknown, pattern) => markSecrets(marked, pattern[name]),
      always.has(name) && !(value instanceof Secret) ? new Secret(value) : value,
    );
  return Object.fromEntries(
    Object.entries(outputs)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, mark(name, value)]),
  );
}

/**
 * Inputs found by a reading: as secret as they were declared, and where they were not declared, as secret as the
 * outputs are.
 */
export function inputsWithSecrets(
  found: Properties,
  declared: Properties,
  known: Properties,
  traits: SecrecyTraits,
): Properties {
  return Object.fromEntries(
    Object.entries(withSecrets(found, [known], traits)).map(([name, value]) => [
      name,
      name in declared ? markSecrets(found[name], declared[name]) : value,
    ]),
  );
}
