import * as fs from "node:fs";
import * as path from "node:path";

/** The file `relative` to this folder, where the pins are committed. */
export function pinFile(relative: string): string {
  return path.join(__dirname, relative);
}

/** The text of a committed pin file. */
export function pinText(relative: string): string {
  return fs.readFileSync(pinFile(relative), "utf8");
}

function firstMatch(relative: string, pattern: RegExp, wanted: string): string {
  const found = pattern.exec(pinText(relative))?.[1];
  if (found !== undefined) return found;
  throw new Error(`${pinFile(relative)} pins no version of ${wanted}; add it there.`);
}

/** Dots are the only special characters of module paths and package names. */
const literally = (name: string) => name.replaceAll(".", "\\.");

/** The version of `goModule` that `go/<folder>/go.mod` requires, for instance `v3.259.0`. */
export function goPin(folder: string, goModule: string): string {
  const pattern = new RegExp(`^\\s*(?:require )?${literally(goModule)} (v\\S+)`, "m");
  return firstMatch(`go/${folder}/go.mod`, pattern, goModule);
}

/** The version of `distribution` that `python/<file>` requires, for instance `5.2.5`. */
export function pythonPin(file: string, distribution: string): string {
  const pattern = new RegExp(`^${literally(distribution)}==([^\\s;]+)`, "m");
  return firstMatch(`python/${file}`, pattern, distribution);
}

/** The commit behind a Go pseudo-version: its time in UTC and the first 12 digits of its hash. */
export interface PseudoVersion {
  /** RFC 3339, for instance `2026-02-12T20:18:48Z`. */
  readonly time: string;
  readonly commit: string;
}

/** Reads a pseudo-version (https://go.dev/ref/mod#pseudo-versions). Throws for any other version. */
export function pseudoVersion(version: string): PseudoVersion {
  const parts = /[-.](\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)-([0-9a-f]{12})$/.exec(version);
  if (parts === null) throw new Error(`${version} is not a Go pseudo-version.`);
  const [, year, month, day, hour, minute, second, commit] = parts as unknown as string[];
  return {
    time: `${year}-${month}-${day}T${hour}:${minute}:${second}Z`,
    commit: commit as string,
  };
}
