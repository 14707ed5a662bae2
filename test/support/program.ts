import * as pulumi from "@pulumi/pulumi";
import { type RegisteredResource, runProgram } from "./estate";

/** Packages that are the same for every run: to load them anew takes longer than the program does. */
const packages = [
  "@pulumi/pulumi",
  "@pulumi/aws",
  "@pulumi/minio",
  "@pulumi/command",
  "@muhlba91/pulumi-proxmoxve",
  "zod",
];

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

/** The same for a whole configuration, in the form in which the engine hands it over. */
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
  let program: Record<string, unknown> = {};
  jest.isolateModules(() => {
    for (const name of packages) {
      const loaded: unknown = jest.requireActual(name);
      jest.doMock(name, () => loaded);
    }
    program = jest.requireActual("../../index");
  });
  return program;
}
