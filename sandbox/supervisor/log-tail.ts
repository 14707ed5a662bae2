import { closeSync, fstatSync, openSync, readSync } from "node:fs";

/** Reads at most this much from a log's end. */
const tailBytes = 16 * 1024;

/** The last lines of a log; none if it does not exist. */
export function logTail(file: string, lines = 15): readonly string[] {
  try {
    const descriptor = openSync(file, "r");
    const size = fstatSync(descriptor).size;
    const buffer = Buffer.alloc(Math.min(size, tailBytes));
    readSync(descriptor, buffer, 0, buffer.length, size - buffer.length);
    closeSync(descriptor);
    return buffer.toString("utf8").trimEnd().split("\n").slice(-lines);
  } catch {
    return [];
  }
}
