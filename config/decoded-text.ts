import { isUtf8 } from "node:buffer";
import { type Fault } from "../model/fault";

/** Encodings that a file says it has in its first bytes, the longer marks first. Source: The Unicode Standard, 23.8. */
const marks: readonly (readonly [bytes: readonly number[], encoding: string])[] = [
  [[0xff, 0xfe, 0, 0], "UTF-32LE"],
  [[0, 0, 0xfe, 0xff], "UTF-32BE"],
  [[0xff, 0xfe], "UTF-16LE"],
  [[0xfe, 0xff], "UTF-16BE"],
];

/**
 * The text of a file in UTF-8, without the mark that some editors put before it; or why it is none.
 *
 * @param name - of the file
 */
export function decodedText(
  bytes: Uint8Array,
  name: string,
): { readonly text: string } | { readonly fault: Fault } {
  const encoding = otherEncoding(bytes);
  if (encoding !== undefined) return { fault: encoded(encoding, name) };
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes) };
  } catch {
    return { fault: notUtf8(bytes, name) };
  }
}

/** Pulumi would take most of them, YAML's other readers would not. */
function otherEncoding(bytes: Uint8Array): string | undefined {
  const [, marked] = marks.find(([mark]) => mark.every((byte, at) => bytes[at] === byte)) ?? [];
  if (marked !== undefined) return marked;
  const first = bytes.subarray(0, 1024);
  const isMostlyZero = (half: number) =>
    first.filter((byte, at) => byte === 0 && at % 2 === half).length > first.length / 4;
  return isMostlyZero(1) ? "UTF-16LE" : isMostlyZero(0) ? "UTF-16BE" : undefined;
}

function encoded(encoding: string, name: string): Fault {
  return {
    path: name,
    at: `${name}:1:1`,
    message: `is written in ${encoding}`,
    got: encoding,
    allowed: "UTF-8",
    fix: `save it in UTF-8: iconv -f ${encoding} -t UTF-8 FILE > OTHER`,
  };
}

function notUtf8(bytes: Uint8Array, name: string): Fault {
  const at = firstWrong(bytes);
  const before = new TextDecoder().decode(bytes.subarray(0, at)).split("\n");
  const [byte] = bytes.subarray(at) as unknown as [number];
  return {
    path: `${name}:${before.length}:${before.at(-1)!.length + 1}`,
    message: "is not written in UTF-8 there",
    got: `the byte 0x${byte.toString(16).toUpperCase()}${latin1(byte)}`,
    allowed: "UTF-8",
    fix: "save it in UTF-8: iconv -f WINDOWS-1252 -t UTF-8 FILE > OTHER",
  };
}

/** What most files that are not UTF-8 mean; of the bytes before 0xA0 every encoding makes something else. */
function latin1(byte: number): string {
  return byte < 0xa0 ? "" : `, which is ${String.fromCharCode(byte)} in Latin-1`;
}

/** Where the first byte is that no character of UTF-8 has there. */
function firstWrong(bytes: Uint8Array): number {
  let [right, wrong] = [0, bytes.length + 1];
  while (wrong - right > 1) {
    const middle = Math.floor((right + wrong) / 2);
    if (beginsRight(bytes.subarray(0, middle))) right = middle;
    else wrong = middle;
  }
  // A character that was begun and not ended is wrong from its first byte on.
  while (!isUtf8(bytes.subarray(0, right))) right -= 1;
  return right;
}

/** Whether more bytes could make it right. */
function beginsRight(bytes: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}
