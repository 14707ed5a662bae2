import * as fs from "node:fs";
import { schemaFile, schemaText } from "../../commands/schema";

describe("the schema of a stack's file", () => {
  it("is the one that npm run schema writes", () => {
    expect(fs.readFileSync(schemaFile, "utf8")).toBe(schemaText());
  });

  it.each([
    ["backup:guests", true],
    ["backup:secrets", true],
    ["aws:region", true],
    ["backup:guest", false],
    ["backup:pbss", false],
    ["guests", false],
  ])("takes the key %s: %p", (key, taken) => {
    const { properties } = JSON.parse(schemaText()) as {
      properties: { config: { propertyNames: { pattern: string } } };
    };

    expect(new RegExp(properties.config.propertyNames.pattern).test(key)).toBe(taken);
  });

  it("takes no key beside config that Pulumi does not", () => {
    const { properties, required, additionalProperties } = JSON.parse(schemaText()) as {
      properties: object;
      required: readonly string[];
      additionalProperties: unknown;
    };

    expect(additionalProperties).toBe(false);
    expect(required).toEqual(["config"]);
    expect(Object.keys(properties).sort()).toEqual(
      ["config", "encryptedkey", "encryptionsalt", "environment", "secretsprovider"].sort(),
    );
  });

  it("is what the lab's file tells editors to use", () => {
    const [first] = fs.readFileSync("Pulumi.lab.yaml", "utf8").split("\n");
    expect(first).toBe("# yaml-language-server: $schema=./config/schema/stack-file.schema.json");
  });
});
