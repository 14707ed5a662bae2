import { type Envelope, openEnvelope } from "../../model/remote/envelope";
import { plainParts, type RegisteredResource, unsealed } from "./estate";

/** The resource of that name. @throws Error if there is none, or more than one */
export function named(resources: readonly RegisteredResource[], name: string): RegisteredResource {
  const found = resources.filter((resource) => resource.name === name);
  if (found.length === 1) return found[0]!;
  throw new Error(
    `${found.length} resources are named ${name}; known: ${resources.map((one) => one.name).join(", ")}`,
  );
}

/** All of one type. @throws Error if there is none, for what is said of all of them would be said of nothing */
export function ofType(
  resources: readonly RegisteredResource[],
  type: string,
): RegisteredResource[] {
  const found = resources.filter((resource) => resource.type === type);
  if (found.length > 0) return found;
  throw new Error(`no ${type} was registered`);
}

/** The type and the inputs of what a component is made of, by name, secrets blacked out. */
export function childrenOf(
  resources: readonly RegisteredResource[],
  component: string,
): Record<string, unknown> {
  const children = resources.filter(({ options }) => options.parent === component);
  return Object.fromEntries(
    children.map(({ type, name, inputs }) => [name, { type, inputs: plainParts(inputs) }]),
  );
}

/** What would be sent to a host. @throws Error if the resource is no remote object */
export function envelopeOf({ name, inputs }: RegisteredResource): Envelope {
  const envelope = openEnvelope(unsealed(inputs["stdin"]));
  if (envelope === undefined) throw new Error(`${name} is no remote object`);
  return envelope;
}
