import { randomBytes } from "node:crypto";

/** A name that begins with `prefix` and is used by nothing else: the time to the second, then ten random hex digits. */
export function uniqueName(prefix: string): string {
  const seconds = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
  return `${prefix}${seconds}${randomBytes(5).toString("hex")}`;
}
