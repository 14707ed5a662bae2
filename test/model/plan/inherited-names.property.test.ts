import { checkDeclaration } from "../../../config/declaration";
import { priceList } from "../../../config/prices/price-list";
import { planEstate } from "../../../model/plan/plan-estate";
import { labSections } from "../../support/lab-plan";

type Tree = Record<string, unknown>;

/** The lab with a few of its guests: the names are what matters. */
const sections = labSections() as Record<string, Tree>;
const fewGuests = ["dc01", "lab-dns01", "proj-fs02", "proj-pg01", "proj-k8sw01"];
sections["guests"] = Object.fromEntries(
  Object.entries(sections["guests"]!).filter(([name]) => fewGuests.includes(name)),
);
const text = JSON.stringify(sections);
/** The same with windows in which nothing fits: what was not placed is looked for by its name as well. */
const crowded = text.replaceAll(/"hours":\d+/g, '"hours":0.25');

/** Names of everything that is declared: the keys of whatever is neither a section nor a setting. */
function namesIn(node: unknown): string[] {
  if (typeof node !== "object" || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) => [
    ...(/^[a-z][a-z0-9-]*$/.test(key) && typeof value === "object" ? [key] : []),
    ...namesIn(value),
  ]);
}

const names = [...new Set(namesIn(sections))].filter((name) => !(name in sections));

function renamed(declared: string, name: string, to: string): Tree {
  const word = new RegExp(`(?<![\\w@.-])${name}(?![\\w@.-])`, "g");
  return JSON.parse(declared.replace(word, to)) as Tree;
}

/** The plan as JSON; `undefined` of a declaration that is refused. */
function planOf(declared: Tree): string | undefined {
  const { estate } = checkDeclaration(declared);
  return estate && JSON.stringify(planEstate(estate, priceList(), "2026-11-24"));
}

/** Each with a name that nothing has, and that stands at the same place in every order. */
const twins = [
  ["constructor", "constructos"],
  ["toString", "toStrinh"],
  ["valueOf", "valueOg"],
  ["hasOwnProperty", "hasOwnPropertz"],
] as const;

/** Every name that is declared with one of the twins, in turns, in windows that are wide and narrow. */
const renamings = names.map(
  (name, index) => [name, ...twins[index % twins.length]!, index % 3 === 0] as const,
);

it.each([...renamings, ["windows-files", ...twins[0], true] as const])(
  "%s is planned under the name %s as it is under %s",
  (name, inherited, other, isCrowded) => {
    const declared = isCrowded ? crowded : text;
    const [plan, twin] = [inherited, other].map((to) => planOf(renamed(declared, name, to)));

    expect(plan?.replaceAll(inherited, other)).toBe(twin);
  },
);

it("are many names", () => expect(names.length).toBeGreaterThan(40));
