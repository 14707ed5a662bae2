import { groupedBy } from "../../../model/grouping";
import { type Sent, type Told } from "../../support/arrivals";
import { type DeclaredPlace } from "../../support/declared-place";
import { type Leaf } from "./leaves";

/** A leaf somewhere in a declaration, and where it arrives. */
export interface Sending {
  readonly leaf: Leaf;
  readonly place: DeclaredPlace;
  readonly told: Told;
}

/** What each object is told where a leaf arrives: that of the entry that it is of, or all of that kind. */
export function arrived(sent: readonly Sent[], sending: Sending): ReadonlyMap<string, string> {
  const { name: property, within } = propertyOf(sending);
  const value = new RegExp(`[,"]${within}=([^,"]*)`);
  const told = objectsOf(sent, sending).map(({ kind, name, cells }) => {
    const all = property
      .split("|")
      .flatMap((one) => cells[one] ?? cells[inProductsSpelling(one)] ?? []);
    const json = JSON.stringify(all);
    // What changes an object's name makes it another one.
    const object = property === "name" || sending.told.isName ? kind : `${kind} ${name}`;
    return { object, told: within === undefined ? json : String(value.exec(json)?.[1]) };
  });
  const groups = groupedBy(told, ({ object }) => object);
  return new Map(
    [...groups].map(([object, some]) => [object, some.map(({ told }) => told).join()]),
  );
}

/**
 * Whether something else arrives where a leaf is said to. Objects that only came or went with another change say
 * nothing of this one, unless it is what makes them come and go.
 */
export function arrivesOtherwise(
  before: readonly Sent[],
  after: readonly Sent[],
  sending: Sending,
): boolean {
  const [old, now] = [arrived(before, sending), arrived(after, sending)];
  if (sending.told.goes === true) return old.size > 0 && now.size === 0;
  return [...old].some(([object, told]) => now.has(object) && now.get(object) !== told);
}

/** Sendings in rounds, so that in none two arrive at the same thing; what makes objects go has one of its own. */
export function rounds<One extends Sending>(
  sent: readonly Sent[],
  sendings: readonly One[],
): One[][] {
  const staying = sendings.filter(({ told }) => told.goes !== true);
  const going = sendings.filter(({ told }) => told.goes === true);
  return [...sharedRounds(sent, staying), ...going.map((sending) => [sending])];
}

function sharedRounds<One extends Sending>(
  sent: readonly Sent[],
  sendings: readonly One[],
): One[][] {
  const made: { readonly taken: Set<string>; readonly sendings: One[] }[] = [];
  for (const sending of sendings) {
    const { name } = propertyOf(sending);
    const things = objectsOf(sent, sending).map((one) => `${one.kind} ${one.name} ${name}`);
    const free = made.find(({ taken }) => !things.some((thing) => taken.has(thing)));
    const round = free ?? { taken: new Set(), sendings: [] };
    if (free === undefined) made.push(round);
    for (const thing of things) round.taken.add(thing);
    round.sendings.push(sending);
  }
  return made.map(({ sendings }) => sendings);
}

function objectsOf(
  sent: readonly Sent[],
  { place: { keys }, told: { kind } }: Sending,
): readonly Sent[] {
  const alike = sent.filter((one) => one.kind.startsWith(kind));
  const entry = keys[0] === "secrets" ? keys[3] : keys[2];
  const own = alike.filter(({ name }) => name === entry);
  return own.length > 0 ? own : alike;
}

/** A property, and the key within it where it is a list of `key=value`. */
function propertyOf({ leaf, told }: Sending): { readonly name: string; readonly within?: string } {
  const own = lastKey(leaf.path);
  if (told.property === undefined) return { name: own };
  const [name, part] = told.property.split("/") as [string, string?];
  return part === undefined ? { name } : { name, within: inProductsSpelling(own) };
}

/** The last key of a path in the schema. */
function lastKey(path: string): string {
  const keys = path.split(".").filter((part) => !/^[*{]/.test(part));
  return keys.at(-1)!;
}

const inProductsSpelling = (key: string) =>
  key.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
