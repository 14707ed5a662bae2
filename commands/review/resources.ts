import { type JudgedResource } from "../policy/judged-resource";

/** A resource as a program sends it to the engine. */
export interface SentResource {
  readonly type: string;
  /** Unique among those of its type. */
  readonly name: string;
  /** With the engine's marks around secrets. */
  readonly inputs: Readonly<Record<string, unknown>>;
}

/** Everything that a program sends. */
export type Resources = readonly SentResource[];

/** What is compared of what a program sends: all but the stack itself. */
export function resourcesOf(declared: readonly JudgedResource[]): Resources {
  return declared
    .filter(({ type }) => type !== "pulumi:pulumi:Stack")
    .map(({ type, name, inputs }) => ({ type, name, inputs }));
}
