import { gunzipSync, gzipSync, strFromU8, strToU8 } from "fflate";

/**
 * A text as a host's `base64 -d | gzip -d` gives it back (RFC 4648, section 4; RFC 1952). The same on every machine, whose
 * own compressors differ: another text would be another object to the engine.
 */
export function packText(text: string): string {
  return Buffer.from(gzipSync(strToU8(text), { level: 9, mtime: 0 })).toString("base64");
}

/** @throws Error where it is none */
export function unpackText(packed: string): string {
  return strFromU8(gunzipSync(Buffer.from(packed, "base64")));
}
