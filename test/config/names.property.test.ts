import * as fc from "fast-check";
import { checkDeclaration } from "../../config/declaration";
import { estateSchema } from "../../config/schema/estate";
import { secretsSchema } from "../../config/schema/secrets";
import { secretFaults } from "../../config/secrets";
import { readStackText } from "../../config/stack-text";
import { valueAt } from "../../config/value-at";
import { describeFault } from "../../model/fault";
import { completeDeclaration } from "../support/complete-declaration";
import { placesOf } from "../support/declared-place";
import { leaves } from "./support/leaves";
import { tries } from "../support/random-cases";

/** Names that every object of JavaScript answers to, declared or not. */
const inherited = [
  ...Object.getOwnPropertyNames(Object.prototype),
  ...["then", "length", "name", "prototype", "caller", "arguments"],
];

/** Every record with one of its entries. */
const records = [...leaves(estateSchema), ...leaves(secretsSchema, "secrets")]
  .filter(({ path }) => path.endsWith("{}"))
  .flatMap(({ path }) => placesOf(completeDeclaration(), path).slice(0, 1))
  .map(({ keys }) => keys);

type Keys = (typeof records)[number];

/** The complete declaration as JSON, with another entry like the one at these keys, of this name. */
function withEntry(keys: Keys, name: string): string {
  const marker = "the-other-entry";
  const declaration = completeDeclaration();
  const record = valueAt(declaration, keys.slice(0, -1)) as Record<string, unknown>;
  record[marker] = record[keys.at(-1)!];
  return JSON.stringify(declaration).replace(JSON.stringify(marker), JSON.stringify(name));
}

/** Whether the entry is in what was declared, or a fault speaks of it. */
function isKeptOrRefused(given: unknown, keys: Keys, name: string): boolean {
  const { secrets, ...sections } = given as Record<string, unknown>;
  const { declaration, sound, faults } = checkDeclaration(sections);
  const all = [...faults, ...secretFaults(sound, secrets, "lab")];
  if (all.length > 0) return all.some((fault) => describeFault(fault).includes(name));
  const parsed = { ...declaration, secrets: secretsSchema.parse(secrets) };
  return valueAt(parsed, [...keys.slice(0, -1), name]) !== undefined;
}

const entries = fc.record({
  keys: fc.constantFrom(...records),
  name: fc.constantFrom(...inherited),
});

describe("an entry with a name that every object has", () => {
  it("is carried or refused by name, in whichever record it is, from JSON as from YAML", () => {
    expect(records.length).toBeGreaterThan(30);
    fc.assert(
      fc.property(entries, ({ keys, name }) => {
        const json = withEntry(keys, name);
        const { secrets, ...sections } = JSON.parse(json) as Record<string, unknown>;
        const config = Object.entries(sections).map(([key, value]) => [`backup:${key}`, value]);
        const text = JSON.stringify({ config: Object.fromEntries(config) as object });
        const { given, faults } = readStackText(text, "Pulumi.test.yaml");

        expect(isKeptOrRefused(JSON.parse(json), keys, name)).toBe(true);
        expect(faults).toEqual([]);
        expect(isKeptOrRefused({ ...given, secrets }, keys, name)).toBe(true);
      }),
      tries(40),
    );
  });

  it("fails as __proto__, at any depth, once each", () => {
    const given = JSON.parse(
      `{"guests": {"__proto__": {}, "dc01": {"__proto__": [{"__proto__": 1}]}}, "__proto__": {}}`,
    ) as Record<string, unknown>;
    const faults = checkDeclaration(given).faults.filter(({ path }) => /__proto__$/.test(path));

    expect(faults.map(({ path, message }) => [path, message]).sort()).toEqual(
      [
        "backup:__proto__",
        "backup:guests.__proto__",
        "backup:guests.dc01.__proto__",
        "backup:guests.dc01.__proto__[0].__proto__",
      ].map((path) => [
        path,
        "has a name under which JavaScript keeps nothing: the entry would be lost",
      ]),
    );
  });

  it("fails as __proto__ among the secrets, without showing them", () => {
    const secrets: unknown = JSON.parse(`{"pbs": {"remotes": {"__proto__": "hunter22"}}}`);
    const faults = secretFaults({}, secrets, "lab");

    expect(faults.map(({ path }) => path)).toContain("backup:secrets.pbs.remotes.__proto__");
    expect(JSON.stringify(faults)).not.toContain("hunter22");
  });
});
