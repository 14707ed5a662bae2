import { arrivalsThroughProvider, sentBy, type Told } from "../support/arrivals";
import { registeredFor } from "../support/program";
import { arrivalOf } from "./support/arrival-of";
import { arrivesOtherwise, rounds, type Sending } from "./support/arrived";
import {
  changed,
  declared,
  type Declared,
  declaredThroughProvider,
  isSound,
  soundChanges,
  valuedLeaves,
} from "./support/changed-declaration";
import { type Change } from "./support/changed-leaf";
import { type Leaf } from "./support/leaves";

/**
 * The sound changes of a leaf that must arrive: the first; of few words each of them, in the same place; of secrets,
 * which are asked for one by one, the first of each.
 */
function changesToSend(declaration: Declared, leaf: Leaf): Change[] {
  const isSecret = leaf.path.startsWith("secrets.");
  const isOfFewWords = leaf.kind === "words" && leaf.words.length <= 5;
  const changes: Change[] = [];
  for (const change of soundChanges(declaration, leaf)) {
    const first = changes[0];
    const isNew = !changes.some(({ place }) => place === change.place);
    if (first === undefined || (isSecret ? isNew : place(change) === place(first)))
      changes.push(change);
    if (!isSecret && !isOfFewWords) break;
  }
  return changes;
}

const place = ({ place: { keys } }: Change) => keys.join(".");

type ToSend = Change & Sending;

/** The changes of a round that are sound together, and each of the others alone. */
function soundRounds(declaration: Declared, round: readonly ToSend[]): ToSend[][] {
  const together: ToSend[] = [];
  const alone: ToSend[][] = [];
  for (const one of round) {
    if (isSound(changed(declaration, [...together, one]))) together.push(one);
    else alone.push([one]);
  }
  return [together, ...alone];
}

const shell = valuedLeaves.flatMap((leaf) => {
  const told = arrivalOf(leaf);
  return typeof told === "object" ? [{ leaf, told }] : [];
});

const provider = Object.entries(arrivalsThroughProvider).map(([path, told]) => {
  const leaf = valuedLeaves.find((one) => one.path === path);
  if (leaf === undefined) throw new Error(`${path} is no leaf of the schema`);
  return { leaf, told };
});

describe.each<[string, Declared, { readonly leaf: Leaf; readonly told: Told }[]]>([
  ["commands on every host", declared(), shell],
  ["the cluster's provider", declaredThroughProvider(), provider],
])("a leaf whose value is sent, through %s", (_way, declaration, sending) => {
  const changes = sending.map(({ leaf, told }) => ({
    leaf,
    changes: changesToSend(declaration, leaf).map((change): ToSend => ({ ...change, told })),
  }));

  it("has another value that is sound", () => {
    const stuck = changes.filter(({ changes }) => changes.length === 0);
    expect(stuck.map(({ leaf }) => leaf.path)).toEqual([]);
  });

  it("is sent otherwise with every other value, where it is said to arrive", async () => {
    const before = sentBy(await registeredFor(declaration));
    const lostOf = async (some: readonly ToSend[]) => {
      const after = sentBy(await registeredFor(changed(declaration, some)));
      return some.filter((one) => !arrivesOtherwise(before, after, one));
    };
    const all = changes.flatMap(({ changes }) => changes);
    const lost: string[] = [];
    const tried = rounds(before, all).flatMap((round) => soundRounds(declaration, round));
    for (const round of tried)
      for (const suspect of await lostOf(round))
        // Another change of the round may have renamed its object.
        for (const { leaf, to } of await lostOf([suspect]))
          lost.push(`${leaf.path}: ${JSON.stringify(to)}`);
    expect(lost).toEqual([]);
  }, 300_000);
});
