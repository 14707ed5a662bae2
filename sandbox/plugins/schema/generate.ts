import { writeFileSync } from "node:fs";
import * as path from "node:path";
import * as prettier from "prettier";
import { packages } from "./packages";
import { readSdkSchema } from "./sdk-schema";

/** Writes `<name>.json` beside this file for each package: `npx ts-node sandbox/plugins/schema/generate.ts`. */
async function generate(): Promise<void> {
  const options = await prettier.resolveConfig(__filename);
  for (const [name, { npm, tokens }] of Object.entries(packages)) {
    const text = JSON.stringify(readSdkSchema(npm, tokens));
    const file = path.join(__dirname, `${name}.json`);
    writeFileSync(file, await prettier.format(text, { ...options, parser: "json" }));
    console.log(`${path.relative(process.cwd(), file)} from ${npm}`);
  }
}

void generate();
