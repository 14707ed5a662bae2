import * as fs from "node:fs";
import * as path from "node:path";
import { type Fault } from "../model/fault";
import { decodedText } from "./decoded-text";
import { readStackText, type StackText } from "./stack-text";

/** Bytes; a declaration of ten thousand guests has a quarter of it. */
const largest = 8 * 1024 * 1024;

/**
 * Reads a stack's file: what it declares, and every fault of the file and its text. What is no file of a sensible size
 * is never opened: a pipe would wait for ever.
 *
 * @throws Error of Node.js if there is no such file, or it may not be read
 */
export function readStackFile(file: string): StackText {
  const name = path.basename(file);
  const misfit = fileFault(fs.statSync(file), name);
  if (misfit) return unreadable(misfit);
  const decoded = decodedText(fs.readFileSync(file), name);
  return "fault" in decoded ? unreadable(decoded.fault) : readStackText(decoded.text, name);
}

function unreadable(fault: Fault): StackText {
  return { given: {}, faults: [fault], locate: () => undefined };
}

/** What may be found in the place of a file. */
const kinds: readonly (readonly [is: (found: fs.Stats) => boolean, kind: string])[] = [
  [(found) => found.isDirectory(), "a directory"],
  [(found) => found.isFIFO(), "a pipe"],
  [(found) => found.isSocket(), "a socket"],
  [(found) => found.isCharacterDevice() || found.isBlockDevice(), "a device"],
];

function fileFault(found: fs.Stats, name: string): Fault | undefined {
  const [, kind] = kinds.find(([is]) => is(found)) ?? [];
  const fix = "name the stack's file with --file FILE";
  if (kind !== undefined)
    return { path: name, message: `is ${kind}`, got: kind, allowed: "a file", fix };
  if (found.size <= largest) return undefined;
  return {
    path: name,
    message: "is larger than a stack's file can be, and was not read",
    got: `${found.size} bytes`,
    allowed: `at most ${largest} bytes`,
    fix,
  };
}
