import { groupedBy } from "../../model/grouping";
import { sentBy, type Told } from "../support/arrivals";
import { placesOf } from "../support/declared-place";
import { registeredFor } from "../support/program";
import { arrivalOf } from "./support/arrival-of";
import { arrived } from "./support/arrived";
import { declared, type Declared, entryNames, isSound } from "./support/changed-declaration";
import { type Leaf } from "./support/leaves";
import { planOf } from "./support/plan-of";

const declaration = declared();

/** Another name of an entry. */
interface Renaming {
  readonly leaf: Leaf;
  readonly from: string;
  readonly to: string;
}

/** A declaration with other names wherever something goes by the old ones. */
function renamed(given: Declared, renamings: readonly Renaming[]): Declared {
  const json = renamings.reduce(
    (text, { from, to }) =>
      text.replaceAll(new RegExp(`(?<![\\w-])${from.replaceAll(".", "\\.")}(?![\\w-])`, "g"), to),
    JSON.stringify(given),
  );
  return JSON.parse(json) as Declared;
}

/** Names whose form allows no letter before them. */
const others: Readonly<Record<string, string>> = { scsi1: "scsi17" };

/** The first entry that takes another name, if any does. */
function renamingOf(leaf: Leaf): Renaming | undefined {
  return placesOf(declaration, leaf.path)
    .map(({ keys }) => String(keys.at(-1)))
    .map((from) => ({ leaf, from, to: others[from] ?? `x${from}` }))
    .find((renaming) => isSound(renamed(declaration, [renaming])));
}

const renamings = entryNames.map((leaf) => ({ leaf, renaming: renamingOf(leaf) }));

/** Renamings in rounds, so that in none a name is changed twice; their leaves arrive in one way. */
function roundsOf(arrives: (leaf: Leaf) => boolean): Renaming[][] {
  const here = renamings.flatMap(({ leaf, renaming }) =>
    renaming && arrives(leaf) ? [renaming] : [],
  );
  const alike = [...groupedBy(here, ({ from }) => from).values()];
  const most = Math.max(...alike.map(({ length }) => length));
  return Array.from({ length: most }, (_, index) => alike.flatMap((some) => some[index] ?? []));
}

const lostOf = (lost: readonly Renaming[]) => lost.map(({ leaf, to }) => `${leaf.path}: ${to}`);

describe("the name of an entry", () => {
  it("can be another, wherever something goes by it", () => {
    const stuck = renamings.filter(({ renaming }) => renaming === undefined);
    expect(stuck.map(({ leaf }) => leaf.path)).toEqual([]);
  });

  it.each(["plan", "declared"] as const)("is the new one in what the plan says (%s)", (part) => {
    const lost = roundsOf((leaf) => arrivalOf(leaf) === part).flatMap((round) => {
      const plan = planOf(renamed(declaration, round))[part];
      return round.filter(({ to }) => !plan.includes(to));
    });
    expect(lostOf(lost)).toEqual([]);
  });

  it("is the new one in what is sent, where it is said to arrive", async () => {
    const lost: Renaming[] = [];
    for (const round of roundsOf((leaf) => typeof arrivalOf(leaf) === "object")) {
      const sent = sentBy(await registeredFor(renamed(declaration, round)));
      const isLost = ({ leaf, to }: Renaming) => {
        const told = arrivalOf(leaf) as Told;
        const there = arrived(sent, { leaf, place: { keys: [], isName: true }, told });
        return ![...there.values()].some((text) => text.includes(to));
      };
      lost.push(...round.filter(isLost));
    }
    expect(lostOf(lost)).toEqual([]);
  }, 300_000);
});
