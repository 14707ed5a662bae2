import { execFileSync } from "node:child_process";
import * as fs from "node:fs";

import { type Surroundings } from "./surroundings";

type Source = (value: string) => string;

/**
 * Where a secret may come from besides its variable itself, by the variable's ending (manual,
 * "Environment Variables"): a descriptor, a file, or a command's output.
 */
const sources: Readonly<Record<string, Source>> = {
  "": (value) => value,
  _FD: (value) => fs.readFileSync(Number(value), "utf8"),
  _FILE: (value) => fs.readFileSync(value, "utf8"),
  _CMD: (value) => {
    const [program = "", ...words] = value.split(/\s+/);
    return execFileSync(program, words, { encoding: "utf8" });
  },
};

/** The first line of a secret; undefined if no variable of that name is set. */
export function secretFrom({ environment }: Surroundings, name: string): string | undefined {
  for (const [ending, read] of Object.entries(sources)) {
    const value = environment[name + ending];
    if (value !== undefined) return read(value).split(/\r?\n/)[0] ?? "";
  }
  return undefined;
}
