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
  ])("takes the key %s: %p", (key, taken) => {
    const { properties } = JSON.parse(schemaText()) as {
      properties: { config: { propertyNames: { pattern: string } } };
    };

    expect(new RegExp(properties.config.propertyNames.pattern).test(key)).toBe(taken);
  });

  it("is what the lab's file tells editors to use", () => {
    const [first] = fs.readFileSync("Pulumi.lab.yaml", "utf8").split("\n");
    expect(first).toBe("# yaml-language-server: $schema=./config/schema/stack-file.schema.json");
  });
});
