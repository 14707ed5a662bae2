import { type Format } from "./scalars";

/**
 * A byte size with an optional unit, kept as the product prints it: `10MiB` becomes `10 MiB` and
 * `1500` becomes `1500 B`, with at most three decimals (`proxmox-human-byte`).
 */
export function normaliseBytes(text: string): string {
  const match = /^(?<size>.*?)\s*(?<prefix>[kmgtp]?)(?<binary>i?)b?$/is.exec(text);
  const { size = "", prefix = "", binary = "" } = match?.groups ?? {};
  if (binary === "I" || (binary !== "" && prefix === "")) throw new Error("invalid float literal");
  const number = readFloat(size);
  if (number < 0) throw new Error("byte size may not be negative");
  return `${Math.round(number * 1000) / 1000} ${prefix.toUpperCase()}${binary}B`;
}

/** The format of {@link normaliseBytes}. */
export const bytesFormat: Format = {
  typeText: "<string>",
  check(value) {
    try {
      normaliseBytes(value);
    } catch (error) {
      throw new Error(`byte-size parse error for '${value}': ${(error as Error).message}`);
    }
  },
};

function readFloat(text: string): number {
  if (text === "") throw new Error("cannot parse float from empty string");
  if (!/^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(text)) {
    throw new Error("invalid float literal");
  }
  return Number(text);
}
