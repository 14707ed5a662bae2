/** A size as Proxmox Backup Server takes it. */
export interface ByteSize {
  readonly number: number;
  /** `B`, `KB`, `KiB` … */
  readonly unit: string;
}

/**
 * Reads a size such as `100 MiB`.
 *
 * @throws Error for what is none, which the configuration refuses
 */
export function parseByteSize(text: string): ByteSize {
  const { number, unit } = /^(?<number>[\d.]+) ?(?<unit>(?:[KMGTP]i?)?B)$/.exec(text)?.groups ?? {};
  if (number === undefined || unit === undefined) throw new Error(`"${text}" is no size`);
  return { number: Number(number), unit };
}

const powers = ["B", "K", "M", "G", "T", "P"];

/** Bytes of a size. */
export function bytesOf({ number, unit }: ByteSize): number {
  return number * (unit.includes("i") ? 1024 : 1000) ** powers.indexOf(unit.charAt(0));
}
