import { type CheckedDeclaration, checkDeclaration } from "./declaration";
import { type Finding } from "../model/finding";
import { handOverFindings } from "./hand-over";
import { located, type Locate } from "./positions";
import { readStackFile } from "./stack-file";

/** A stack's file that was looked at: its declaration, and every fault of the file, its text and what that declares. */
export interface DeclaredFile extends CheckedDeclaration {
  /** Where a path of the declaration stands in the file. */
  readonly locate: Locate;
  /** What keeps the engine from it, though every value is right. */
  readonly findings: readonly Finding[];
}

/**
 * Reads and checks a stack's file; secrets and the machines' identities are left alone.
 *
 * @throws Error of Node.js if there is no such file, or it may not be read
 */
export function readDeclaredFile(file: string): DeclaredFile {
  const { given, faults: textFaults, locate } = readStackFile(file);
  // Of a text that could not be read at all, everything would be missing.
  if (textFaults.length > 0 && Object.keys(given).length === 0)
    return { sound: {}, faults: textFaults, short: new Map(), locate, findings: [] };
  const { declaration, estate, sound, faults, short } = checkDeclaration(given);
  const told = new Set(textFaults.map(({ path }) => path));
  // What is read otherwise is wrong in that way first.
  const all = [...textFaults, ...faults.filter(({ path }) => !told.has(path))].map((fault) =>
    located(fault, locate),
  );
  const findings = handOverFindings(given);
  return all.length === 0
    ? { declaration, estate, sound, faults: all, short, locate, findings }
    : { sound, faults: all, short, locate, findings };
}
