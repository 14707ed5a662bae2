import * as fs from "node:fs";
import { isBuiltin } from "node:module";
import * as path from "node:path";
import { transformSync } from "@swc/core";
import { preProcessFile } from "typescript";

/** What source files load when they run: types are gone by then. */
export interface Loaded {
  /** Paths of files relative to the checkout, the entries among them. */
  readonly files: ReadonlySet<string>;
  /** Names of npm packages. */
  readonly packages: ReadonlySet<string>;
}

/** Follows the imports from `entries`, paths relative to the checkout at `root`, to everything that they load. */
export function loadedBy(root: string, entries: readonly string[]): Loaded {
  const files = new Set<string>();
  const packages = new Set<string>();
  const open = [...entries];
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (files.has(file)) continue;
    files.add(file);
    for (const wanted of importsOf(root, file)) {
      if (wanted.startsWith(".")) open.push(fileOf(root, path.join(path.dirname(file), wanted)));
      else if (!isBuiltin(wanted)) packages.add(packageOf(wanted));
    }
  }
  return { files, packages };
}

function importsOf(root: string, file: string): string[] {
  if (!file.endsWith(".ts")) return [];
  const { code } = transformSync(fs.readFileSync(path.join(root, file), "utf8"), {
    configFile: false,
    swcrc: false,
    jsc: { target: "es2022", parser: { syntax: "typescript" } },
    module: { type: "es6" },
  });
  return preProcessFile(code).importedFiles.map(({ fileName }) => fileName);
}

function fileOf(root: string, wanted: string): string {
  const endings = ["", ".ts", "/index.ts"];
  const found = endings
    .map((ending) => wanted + ending)
    .find((file) => fs.statSync(path.join(root, file), { throwIfNoEntry: false })?.isFile());
  if (found === undefined) throw new Error(`${wanted} is imported and there is no such file`);
  return found;
}

function packageOf(wanted: string): string {
  const parts = wanted.split("/");
  return parts.slice(0, wanted.startsWith("@") ? 2 : 1).join("/");
}
