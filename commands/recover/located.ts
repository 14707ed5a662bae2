import { messageOf } from "../../lib/progress/message-of";
import { type FoundThing } from "../../components/vault/aws-account";
import { type EstateResource } from "./estate-resource";
import { type Finder, finders, type Surroundings } from "./finders";

/** A resource, and what is known of the thing that it stands for before any provider is asked. */
export interface Located {
  readonly resource: EstateResource;
  /** Left out where nobody knows how to look for one of its type. */
  readonly finder?: Finder;
  /** By which its provider would import it. */
  readonly id?: string;
  /** What its product says of it, where that is asked. */
  readonly thing?: FoundThing;
  /** Why its product could not be asked. */
  readonly failure?: string;
}

/** A thing that its product is about to let go of, or has switched off, with the commands that bring it back. */
export interface LeavingThing {
  readonly urn: string;
  readonly why: string;
}

/** What of it must be brought back before anything else: a provider takes it for gone. */
export function leavingIn(located: readonly Located[]): LeavingThing[] {
  return located.flatMap(({ resource: { urn }, thing }) =>
    thing === undefined || thing.wayBack.length === 0
      ? []
      : [{ urn, why: `${thing.state}; ${thing.wayBack.join("; then ")}` }],
  );
}

/** Looks for resources by their types. Never throws: what cannot be asked is said of each. */
export function locate(
  resources: readonly EstateResource[],
  accountOf: Surroundings["accountOf"],
): Promise<Located[]> {
  const around = { accountOf, sibling: siblingsOf(resources) };
  return Promise.all(resources.map((resource) => located(resource, around)));
}

async function located(resource: EstateResource, around: Surroundings): Promise<Located> {
  const finder = Object.hasOwn(finders, resource.type) ? finders[resource.type] : undefined;
  if (finder === undefined) return { resource };
  if (finder.kind === "again") return { resource, finder };
  if (finder.kind !== "asked") {
    const id = finder.id(resource.inputs);
    return { resource, finder, ...(id === undefined ? {} : { id }) };
  }
  try {
    const thing = await finder.find(resource, around);
    return { resource, finder, ...(thing === undefined ? {} : { thing, id: thing.id }) };
  } catch (error) {
    return { resource, finder, failure: messageOf(error) };
  }
}

function siblingsOf(resources: readonly EstateResource[]): Surroundings["sibling"] {
  return ({ parent }, type) =>
    parent === undefined
      ? undefined
      : resources.find((one) => one.parent === parent && one.type === type);
}
