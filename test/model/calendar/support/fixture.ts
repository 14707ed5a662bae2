import { readFileSync } from "node:fs";
import * as path from "node:path";

/** What another program said: the runs that follow `base` in a zone, or the word it gave up with. */
export interface Answer {
  readonly zone: string;
  readonly base: string;
  readonly text: string;
  readonly runs: readonly string[];
}

/** The lines of a file in `fixtures/`: zone, base, text and each run, parted by tabs. */
export function answers(file: string): Answer[] {
  const lines = readFileSync(path.join(__dirname, "..", "fixtures", file), "utf8").split("\n");
  return lines
    .filter((line) => line !== "")
    .map((line) => {
      const [zone = "", base = "", text = "", ...found] = line.split("\t");
      return { zone, base, text, runs: found.filter((run) => run !== "") };
    });
}
