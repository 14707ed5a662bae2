import { type Operator } from "./operator";

/** A thing that the stack has on a server. */
export interface DeployedThing {
  /** Its resource's name in the stack. */
  readonly name: string;
  /** What it is: the type of a provider's resource, the kind of a remote object. */
  readonly kind: string;
  /** Its name on the server. */
  readonly id: string;
  /** How it was applied. */
  readonly applied: Readonly<Record<string, unknown>>;
  /** The provider that made it, by name; none made a remote object. */
  readonly provider?: string;
}

/** What drift must say of a change. */
export type Seen =
  | { readonly property: string; readonly wanted: unknown; readonly observed: unknown }
  | "is gone"
  /** The server refuses to change any of it, so there can be no drift. */
  | "cannot be changed";

/** Changes one field of a thing on its server, or takes it away, and says what drift must then report. */
export type HandMadeChange = (thing: DeployedThing, operator: Operator) => Promise<Seen>;

/** A change for every kind of thing. */
export type HandMadeChanges = Readonly<Record<string, HandMadeChange>>;

/**
 * Tries what the server is known to refuse.
 *
 * @throws Error if the server does it, or refuses with other words than `words`
 */
export async function refusal(attempt: Promise<unknown>, words: RegExp): Promise<Seen> {
  const refused = await attempt.then(
    () => "it was done",
    (error: unknown) => String(error),
  );
  if (words.test(refused)) return "cannot be changed";
  throw new Error(`the server was to refuse with ${words}; got: ${refused}`);
}
