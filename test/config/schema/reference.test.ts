import * as fs from "node:fs";
import { referenceFile } from "../../../commands/reference";
import { schemaText } from "../../../commands/schema";
import { allowedOf } from "../../../config/schema/reference/allowed";
import { referencePage } from "../../../config/schema/reference/page";
import { keyRows } from "../../../config/schema/reference/rows";
import { type ToldSchema } from "../../../config/schema/reference/told-schema";
import { type JsonSchema, told } from "./support/json-schema";

const page = referencePage();

describe("the page of every key", () => {
  it("is the one that npm run reference writes", () => {
    expect(fs.readFileSync(referenceFile, "utf8")).toBe(page);
  });

  /** The keys of a section as its tables have them. */
  const keysOf = (section: string) => {
    const [, body = ""] = page.split(`\n## ${section}\n`);
    const [own = ""] = body.split(/\n## /);
    return [...own.matchAll(/^\| `([^`]+)` \|/gm)].map(([, key = ""]) => key);
  };

  const file = JSON.parse(schemaText()) as JsonSchema;
  const sections = Object.entries(file.properties!["config"]!.properties!);

  it.each(sections)("has all that the schema has in %s, and no more", (section, schema) => {
    // Of products the first form is the only one of them, without its name.
    const isProduct = schema.anyOf?.[1]?.additionalProperties !== undefined;
    const places = told(isProduct ? schema.anyOf[0]! : schema);
    const wanted = places
      .filter(({ is, path }) => is !== "part" && path !== "")
      .map(({ path }) => path);
    const shown = keysOf(section).map((key) =>
      key.replaceAll("<name>", "*").replaceAll("[]", ".*"),
    );
    expect(new Set(shown)).toEqual(new Set(wanted));
  });

  it("has hundreds of keys, and is divided", () => {
    expect(page.match(/^\| `/gm)!.length).toBeGreaterThan(300);
    expect(page).toContain("\n### backup:pbs.datastores\n");
  });

  it("says of a section by name that it may be the only one, and of a form what is its own", () => {
    expect(page).toContain("then every path begins with `<name>.`");
    expect(page).toContain(
      "| `<name>.store` | required | [line](#forms-of-text) | With `engine: s3`: The bucket",
    );
    expect(page.match(/^\| `<name>\.link` \| required/gm)).toHaveLength(1);
  });
});

describe("what is allowed", () => {
  it.each<[string, ToldSchema, string]>([
    ["a flag", { type: "boolean" }, "`true` or `false`"],
    ["one of some", { type: "string", enum: ["a", "b"] }, "`a`, `b`"],
    [
      "days",
      { type: "integer", minimum: 1, maximum: 9, unit: "days" },
      "a whole number from 1 to 9 (days)",
    ],
    [
      "no bound that JSON has not",
      { type: "integer", minimum: 1, maximum: 2 ** 53 - 1 },
      "a whole number of at least 1",
    ],
    ["a share", { type: "number", exclusiveMinimum: 0, maximum: 1 }, "a number above 0, at most 1"],
    ["a text of a form", { type: "string", allowed: "HH:MM" }, "HH:MM"],
    [
      "a shorter one",
      { type: "string", allowed: "letters", maxLength: 20 },
      "letters; here at most 20 characters",
    ],
    [
      "a form with a name",
      { type: "string", allowed: "an IPv4 address or a DNS name" },
      "[address](#forms-of-text)",
    ],
    [
      "a list",
      { type: "array", minItems: 1, items: { type: "string", allowed: "words" } },
      "a list of at least 1: words",
    ],
    [
      "a list of so many",
      { type: "array", minItems: 1, maxItems: 3, items: { type: "object" } },
      "a list of 1 to 3, of keys as below",
    ],
    [
      "one of two forms",
      {
        anyOf: [
          { type: "string", allowed: "x" },
          { type: "string", allowed: "y" },
        ],
      },
      "x, or y",
    ],
    ["whatever", {}, "anything"],
  ])("tells %s", (_, schema, words) => {
    expect(allowedOf(schema)).toBe(words);
  });
});

describe("the rows of a schema", () => {
  const text = { type: "string", allowed: "a text" };

  it("say what holds where a key is left out", () => {
    const schema: ToldSchema = {
      type: "object",
      required: ["one"],
      properties: {
        one: { ...text, description: "What one is." },
        two: { ...text, description: "What two is. Default: as one is." },
        three: { ...text, description: "What three is.", default: [] },
      },
    };
    const rows = keyRows(schema);
    expect(rows.map(({ path, presence }) => [path, presence])).toEqual([
      ["one", "required"],
      ["two", "as one is"],
      ["three", "`[]`"],
    ]);
    expect(rows.map(({ description }) => description)).toEqual([
      ...["What one is.", "What two is.", "What three is."],
    ]);
  });

  it("fail for forms that no key tells apart, which nobody could tell people", () => {
    expect(() => keyRows({ oneOf: [{ type: "object" }, { type: "object" }] })).toThrow(
      /no key tells apart/,
    );
  });
});
