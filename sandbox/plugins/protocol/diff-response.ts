import * as provider from "@pulumi/pulumi/proto/provider_pb";
import {
  type ChangeKind,
  diffProperties,
  type DiffRules,
  type PropertyChange,
} from "./property-diff";
import type { Properties } from "./resource-type";

const { Kind } = provider.PropertyDiff;

type Kind = provider.PropertyDiff.Kind;

const kinds: Record<ChangeKind, { inPlace: Kind; replacing: Kind }> = {
  add: { inPlace: Kind.ADD, replacing: Kind.ADD_REPLACE },
  delete: { inPlace: Kind.DELETE, replacing: Kind.DELETE_REPLACE },
  update: { inPlace: Kind.UPDATE, replacing: Kind.UPDATE_REPLACE },
};

/** What a type says of its changes; the provider's own configuration has none of it. */
export interface DiffTraits extends DiffRules {
  readonly replaceOn: readonly string[];
  readonly deleteBeforeReplace?: boolean;
  /** Default: each change is named. */
  readonly namesInputsOnly?: boolean;
}

function isBelow(pattern: string, ancestor: string): boolean {
  return pattern === ancestor || [".", "["].some((step) => pattern.startsWith(ancestor + step));
}

/** The input a change belongs to. */
export const topLevel = (change: PropertyChange): string =>
  /^[^.[]+/.exec(change.path)?.[0] ?? change.path;

const distinct = (names: string[]): string[] => [...new Set(names)];

/** Compares inputs and says, in the engine's terms, what changes and what of it forces a replacement. */
export function diffResponse(
  before: Properties,
  after: Properties,
  traits: DiffTraits,
): provider.DiffResponse {
  const changes = diffProperties(before, after, traits);
  const replaces = (change: PropertyChange) =>
    traits.replaceOn.some((ancestor) => isBelow(change.pattern, ancestor));
  const replacing = changes.filter(replaces);
  const response = new provider.DiffResponse();
  for (const change of traits.namesInputsOnly ? [] : changes) {
    const detail = new provider.PropertyDiff();
    detail.setKind(kinds[change.kind][replaces(change) ? "replacing" : "inPlace"]);
    detail.setInputdiff(true);
    response.getDetaileddiffMap().set(change.path, detail);
  }
  const { DIFF_NONE, DIFF_SOME } = provider.DiffResponse.DiffChanges;
  response.setChanges(changes.length > 0 ? DIFF_SOME : DIFF_NONE);
  response.setHasdetaileddiff(!traits.namesInputsOnly);
  response.setDiffsList(distinct(changes.map(topLevel)));
  response.setReplacesList(distinct(replacing.map(topLevel)));
  response.setDeletebeforereplace(replacing.length > 0 && (traits.deleteBeforeReplace ?? false));
  // What could only change by a replacement stays as it is when there is none.
  response.setStablesList(
    replacing.length > 0 ? [] : traits.replaceOn.filter((name) => !name.includes(".")),
  );
  return response;
}
