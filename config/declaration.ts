import { type Fault } from "../model/fault";
import { consistencyFaults } from "./consistency";
import { faultsOf } from "./faults";
import { pveGapFaults } from "./pve-gaps";
import { referenceFaults, type SoundSections } from "./references";
import { type Declaration, estateSchema } from "./schema/estate";

/** A declaration that was looked at: whole if nothing is wrong, and every fault if something is. */
export interface CheckedDeclaration {
  readonly declaration?: Declaration;
  /** The sections that are right in themselves. */
  readonly sound: SoundSections;
  readonly faults: readonly Fault[];
}

/**
 * Checks everything under `backup:` but the secrets and the machines' identities; never throws, whatever it is given.
 *
 * @param given - the sections by name, without the `backup:` before it
 */
export function checkDeclaration(given: Record<string, unknown>): CheckedDeclaration {
  const result = estateSchema.safeParse(given);
  const sound = soundSections(given);
  const faults = [
    ...(result.success ? [] : faultsOf(result.error, { prefix: "backup:", given, secret: false })),
    ...referenceFaults(sound),
    ...consistencyFaults(sound),
    ...pveGapFaults(sound),
  ];
  return faults.length === 0 && result.success
    ? { declaration: result.data, sound, faults }
    : { sound, faults };
}

/** Sections that are right in themselves, so that faults between them are found although others are wrong. */
function soundSections(given: Record<string, unknown>): SoundSections {
  const sections = Object.entries(estateSchema.shape).flatMap(([key, schema]) => {
    const result = schema.safeParse(given[key]);
    return result.success ? [[key, result.data] as const] : [];
  });
  return Object.fromEntries(sections);
}
