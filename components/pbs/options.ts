import { parseByteSize } from "../../model/byte-size";

/** A declaration in the option names of Proxmox Backup Server: `remoteStore` is `remote-store`. */
export function optionNames(declared: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(declared).map(([name, value]: [string, unknown]) => [
      name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
      value,
    ]),
  );
}

/**
 * A property string, `key=value,key=value` in one order, as the scripts put what they read. Values hold neither commas
 * nor quotes: the configuration refuses them.
 */
export function propertyString(properties: object | undefined): string | undefined {
  if (properties === undefined) return undefined;
  const entries = Object.entries(optionNames(properties)).filter(
    ([, value]) => value !== undefined,
  );
  return entries
    .map(([name, value]) => `${name}=${String(value)}`)
    .sort()
    .join(",");
}

/**
 * A number of bytes as the product prints it, which keeps it as a number with at most three decimals: `10MiB` is
 * `10 MiB`, and `01.50 GiB` is `1.5 GiB`.
 *
 * @throws Error for what is none, which the configuration refuses
 */
export function byteSize(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const { number, unit } = parseByteSize(text);
  return `${Math.round(number * 1000) / 1000} ${unit}`;
}

/** A filter of groups as the product prints it: that it includes is not said. */
export function groupFilter(text: string): string {
  return text.replace(/^include:/, "");
}

/** A header or secret of a webhook, whose value travels in base64. */
export function namedValue(name: string, value: string): string {
  return `name=${name},value=${base64(value)}`;
}

/** Text in base64. */
export function base64(text: string): string {
  return Buffer.from(text).toString("base64");
}
