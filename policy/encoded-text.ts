import { gunzipSync } from "node:zlib";
import { withoutEscapes } from "../model/escapes";

/** A text that stands in another one in Base64. */
export interface EncodedText {
  readonly text: string;
  /** Where the Base64 begins and ends. */
  readonly from: number;
  readonly to: number;
}

/**
 * Texts in Base64, as PowerShell takes commands and shells take scripts, compressed (`base64 -d | gunzip | sh`) or not;
 * Base64 of other bytes is none.
 */
export function encodedTexts(text: string): EncodedText[] {
  return [...text.matchAll(/[A-Za-z0-9+/]{24,}={0,2}/g)].flatMap(({ index, 0: word }) => {
    const decoded = decodedText(unzipped(Buffer.from(word, "base64")));
    return decoded === undefined ? [] : [{ text: decoded, from: index, to: index + word.length }];
  });
}

/**
 * The text with what stands in it in Base64 behind it, and both again without their escapes where they have some: for whoever
 * looks for words alone.
 */
export function withDecoded(text: string): string {
  const decoded = [text, ...encodedTexts(text).map((one) => one.text)].join("\n");
  const plain = withoutEscapes(decoded);
  return plain === decoded ? decoded : `${decoded}\n${plain}`;
}

/** Bytes; more than any script has. */
const mostUnzipped = 10_000_000;

/** What gzip made of it (RFC 1952, section 2.3.1, has how that begins); other bytes as they are. */
function unzipped(bytes: Buffer): Buffer {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: mostUnzipped });
  } catch {
    return bytes;
  }
}

/** PowerShell's commands are UTF-16, where every other byte of plain English is zero. */
function decodedText(bytes: Buffer): string | undefined {
  const decoded = bytes.toString(bytes[1] === 0 ? "utf16le" : "utf8");
  return /^[\t\r\n\p{L}\p{N}\p{P}\p{S}\p{Zs}]+$/u.test(decoded) && !decoded.includes("\ufffd")
    ? decoded
    : undefined;
}
