import * as fs from "node:fs";
import * as path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { type RegisteredResource, runProgram } from "./estate";

const program = path.join(__dirname, "..", "..", "index");

/**
 * What the program imports is the same for every run, as it keeps nothing of one: to load it anew takes longer than the
 * program does, and it would plan as slowly each time as the first.
 */
const imported = ["@pulumi/pulumi", ...importsOf(`${program}.ts`)];

function importsOf(file: string): string[] {
  const words = fs.readFileSync(file, "utf8").matchAll(/ from "(\.\/[^"]+)";$/gm);
  return [...words].map(([, word = ""]) => path.join(path.dirname(file), word));
}

/** What the whole program registers for a declaration, its sections without the `backup:` before their names. */
export function registeredFor(
  declaration: Readonly<Record<string, unknown>>,
): Promise<RegisteredResource[]> {
  const configuration = Object.entries(declaration).map(([key, value]) => [
    `backup:${key}`,
    JSON.stringify(value),
  ]);
  return registeredWith(Object.fromEntries(configuration) as Record<string, string>);
}

/** The same for a whole configuration, in the form in which the engine hands it over; only `index.ts` is run anew. */
export function registeredWith(
  configuration: Readonly<Record<string, string>>,
): Promise<RegisteredResource[]> {
  return runProgram({ ...configuration }, load);
}

/** What the program exports by that name. */
export async function exportedWith(
  configuration: Readonly<Record<string, string>>,
  name: string,
): Promise<unknown> {
  let exported: unknown;
  await runProgram({ ...configuration }, () => (exported = load()[name]));
  return new Promise((resolve) =>
    pulumi.output(exported as object).apply((value: unknown) => resolve(value)),
  );
}

function load(): Record<string, unknown> {
  let exported: Record<string, unknown> = {};
  const loaded = imported.map((name) => [name, jest.requireActual<object>(name)] as const);
  jest.isolateModules(() => {
    for (const [name, module] of loaded) jest.doMock(name, () => module);
    exported = jest.requireActual(program);
  });
  return exported;
}
