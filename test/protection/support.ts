import { keyValue } from "../../model/engine-key";
import { type Plan } from "../../model/plan/plan";
import { type RegisteredResource } from "../support/estate";
import { labConfiguration, labDeclaration, testSecrets } from "../support/lab";
import { labPlan } from "../support/lab-plan";
import { registeredWith } from "../support/program";

/** What the lab's program registers. */
export const labResources = (): Promise<readonly RegisteredResource[]> =>
  (registered ??= registeredWith(labConfiguration()));

let registered: Promise<readonly RegisteredResource[]> | undefined;

type Tree = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** A section of the lab's own file. */
export const labSection = (name: string): Tree => labDeclaration()[`backup:${name}`] as Tree;

/** Names and declarations of the lab's places of one engine. */
export function placesOf(engine: string): [name: string, declared: Tree[string]][] {
  return Object.entries(labSection("places")).filter(([, place]) => place["engine"] === engine);
}

let plan: Plan | undefined;

/** The plan of the lab, made once: it takes longer than what is asked of it. */
export const plannedLab = (): Plan => (plan ??= labPlan());

/** What the plan has the engine of a place keep, in the engine's own terms, of all copies there. */
export function plannedSettings(place: string): Readonly<Record<string, number>> {
  const settings = plannedLab()
    .copies.filter((copy) => copy.place === place)
    .map(({ retention }) => JSON.stringify(retention.settings));
  const [only, another] = new Set(settings);
  if (only === undefined || another !== undefined)
    throw new Error(`${place} has ${new Set(settings).size} settings of retention, not one`);
  return JSON.parse(only) as Record<string, number>;
}

/** One of the secrets that the lab is given in tests. */
export const secretAt = (...path: readonly string[]) => keyValue(testSecrets, { path });
