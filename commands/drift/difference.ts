import { canonicalJson } from "../../model/canonical-json";

/** One property that is not as it was applied. */
export interface Difference {
  readonly property: string;
  readonly wanted: unknown;
  readonly observed: unknown;
}

/** Properties of a flat object that differ, in alphabetical order; an absent object differs in every one. */
export function differences(
  wanted: Record<string, unknown>,
  observed: Record<string, unknown> | null,
): Difference[] {
  const properties = [...new Set([...Object.keys(wanted), ...Object.keys(observed ?? {})])].sort();
  return properties
    .map((property) => ({ property, wanted: wanted[property], observed: observed?.[property] }))
    .filter((pair) => canonicalJson(pair.wanted ?? null) !== canonicalJson(pair.observed ?? null));
}
