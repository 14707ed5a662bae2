import * as fs from "node:fs";
import { isBuiltin } from "node:module";
import * as path from "node:path";
import { transformSync } from "@swc/core";
import { projectRoot } from "../../lib/project-root";

/** What source files load when they run: types are gone by then. */
export interface Loaded {
  /** Paths of files relative to the checkout, the entries among them. */
  readonly files: ReadonlySet<string>;
  /** Names of npm packages. */
  readonly packages: ReadonlySet<string>;
}

/** Follows the imports from `entries`, paths relative to the checkout, to everything that they load. */
export function loadedBy(entries: readonly string[]): Loaded {
  const files = new Set<string>();
  const packages = new Set<string>();
  const open = [...entries];
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (files.has(file)) continue;
    files.add(file);
    for (const wanted of importsOf(file)) {
      if (wanted.startsWith(".")) open.push(fileOf(path.join(path.dirname(file), wanted)));
      else if (!isBuiltin(wanted)) packages.add(packageOf(wanted));
    }
  }
  return { files, packages };
}

function importsOf(file: string): string[] {
  if (!file.endsWith(".ts")) return [];
  const { code } = transformSync(fs.readFileSync(path.join(projectRoot, file), "utf8"), {
    configFile: false,
    swcrc: false,
    jsc: { target: "es2022", parser: { syntax: "typescript" } },
    module: { type: "commonjs" },
  });
  return [...code.matchAll(/\brequire\("([^"]+)"\)/g)].map(([, wanted = ""]) => wanted);
}

function fileOf(wanted: string): string {
  const endings = ["", ".ts", "/index.ts"];
  const found = endings
    .map((ending) => wanted + ending)
    .find((file) => fs.statSync(path.join(projectRoot, file), { throwIfNoEntry: false })?.isFile());
  if (found === undefined) throw new Error(`${wanted} is imported and there is no such file`);
  return found;
}

function packageOf(wanted: string): string {
  const parts = wanted.split("/");
  return parts.slice(0, wanted.startsWith("@") ? 2 : 1).join("/");
}
