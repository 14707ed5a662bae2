import { type z } from "zod";
import { schemaText } from "../../../commands/schema";
import { estateSchema } from "../../../config/schema/estate";
import { type JsonSchema, type Told, told } from "./support/json-schema";

const file = JSON.parse(schemaText()) as JsonSchema;
const all = told(file);
const keys = all.filter(({ is }) => is === "key");
const paths = (some: readonly Told[]) => some.map(({ path }) => path);

/** What a number can count; `count of …` says what it is a count of. */
const units =
  /^(days|hours|minutes|bytes|GB|MB\/s|Mbit\/s|percent|share from 0 to 1|times smaller|USD|TCP port|identifier|count of [a-z]+( [\w]+)*)$/;

/** What a description says besides its key's own words. */
function saidBesides({ path, description = "" }: Told): string[] {
  const name = path.split(".").at(-1)!.toLowerCase();
  const filler = ["the", "a", "an", "of", "its", "is", "this", "that", "for"];
  return description
    .replace(/ (Unit|Format|Default): .*$/, "")
    .toLowerCase()
    .split(/\W+/)
    .filter(
      (word) => word !== "" && !filler.includes(word) && !(word.length > 2 && name.includes(word)),
    );
}

describe("what editors show of a stack's file", () => {
  it("has hundreds of keys, or nothing here is looked at", () => {
    expect(keys.length).toBeGreaterThan(500);
  });

  it("says of every key, and of every named entry, what it decides", () => {
    const silent = all.filter(
      ({ is, description = "" }) => is !== "part" && !/^[A-Z].{14,}\.$/.test(description),
    );
    expect(paths(silent)).toEqual([]);
  });

  it("says more of a key than its name does", () => {
    expect(paths(keys.filter((key) => saidBesides(key).length < 2))).toEqual([]);
  });

  it("says of every number what it counts", () => {
    const numbers = all.filter(({ schema }) => ["number", "integer"].includes(String(schema.type)));
    const odd = numbers.filter(
      ({ schema: { unit = "" }, description = "" }) =>
        !units.test(unit) || !description.includes(`Unit: ${unit}.`),
    );
    expect(numbers.length).toBeGreaterThan(50);
    expect(paths(odd)).toEqual([]);
  });

  it("says of every text that is not one of a few words what form it has", () => {
    const texts = all.filter(
      ({ schema }) =>
        schema.type === "string" && schema.enum === undefined && schema.const === undefined,
    );
    const odd = texts.filter(
      ({ description = "", above = "" }) => !/Format: \S/.test(`${description} ${above}`),
    );
    expect(texts.length).toBeGreaterThan(100);
    expect(paths(odd)).toEqual([]);
  });

  it("says of every key that may be left out what holds then", () => {
    const unsaid = keys.filter(
      ({ schema, required, description = "" }) =>
        !required && !("default" in schema) && !/ Default: \S/.test(description),
    );
    expect(paths(unsaid)).toEqual([]);
  });

  it("has no words for editors that are none of JSON Schema's", () => {
    expect(paths(all.filter(({ schema }) => "fix" in schema || "allowed" in schema))).toEqual([]);
  });
});

type Shape = Readonly<Record<string, z.core.$ZodType>>;
interface Definition {
  readonly type: string;
  readonly shape?: Shape;
  readonly valueType?: z.core.$ZodType;
  readonly element?: z.core.$ZodType;
  readonly innerType?: z.core.$ZodType;
  readonly options?: readonly z.core.$ZodType[];
  readonly defaultValue?: unknown;
}

/** Every default that the check fills in, beside the one that editors show in its place. */
function defaults(zod: z.core.$ZodType, json: JsonSchema, path: string): unknown[][] {
  const def = zod._zod.def as Definition;
  const { shape = {}, valueType, element, innerType, options = [] } = def;
  const isDefault = ["default", "prefault"].includes(def.type);
  const into = (one: z.core.$ZodType | undefined, beside: unknown, at: string) =>
    one === undefined ? [] : defaults(one, beside as JsonSchema, at);
  return [
    ...(isDefault ? [[path, def.defaultValue, json.default]] : []),
    ...into(innerType, json, path),
    ...into(valueType, json.additionalProperties, `${path}.*`),
    ...into(element, json.items, `${path}.*`),
    ...Object.entries(shape).flatMap(([key, one]) =>
      into(one, json.properties?.[key], `${path}.${key}`),
    ),
    ...options.flatMap((one, at) => into(one, (json.oneOf ?? json.anyOf)?.[at], path)),
  ];
}

describe("a default of the check", () => {
  const sections = file.properties!["config"]!.properties!;
  const found = Object.entries(estateSchema.shape).flatMap(([section, schema]) => {
    const json = sections[`backup:${section}`]!;
    // Of products the second form, by name, is the whole of the section.
    return defaults(schema, json.anyOf ? { ...json, ...json.anyOf[1] } : json, section);
  });

  it("is what editors show", () => {
    expect(found.length).toBeGreaterThan(50);
    for (const [path, filledIn, shown] of found) expect([path, shown]).toEqual([path, filledIn]);
  });
});
