/** Hexadecimal text as pairs joined by colons, in which fingerprints are written: `ab:cd:ef`. */
export function colonPairs(hex: string): string {
  return (hex.match(/../g) ?? []).join(":");
}
