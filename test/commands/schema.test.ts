import * as fs from "node:fs";
import { schemaFile, schemaText } from "../../commands/schema";

describe("the schema of a stack's file", () => {
  it("is the one that npm run schema writes", () => {
    expect(fs.readFileSync(schemaFile, "utf8")).toBe(schemaText());
  });

  it("is what the lab's file tells editors to use", () => {
    const [first] = fs.readFileSync("Pulumi.lab.yaml", "utf8").split("\n");
    expect(first).toBe("# yaml-language-server: $schema=./config/schema/stack-file.schema.json");
  });
});
