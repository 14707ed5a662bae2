import type { Schema } from "../schema/schema";

/**
 * How a command is used, in one line as the product prints it: what must be given, then whether more may be.
 *
 * @param prefix - the command's own words, for example `pvesh create`
 */
export function usageLine(
  prefix: string,
  schema: Schema,
  positional: readonly string[],
  { formatted }: { readonly formatted: boolean },
): string {
  const named = Object.keys(schema)
    .filter((name) => !positional.includes(name))
    .sort();
  const required = named
    .filter((name) => schema[name]?.required === true)
    .map((name) => `--${name} <${schema[name]?.type}>`);
  const args = [...positional.map((name) => `<${name}>`), ...required].join(" ");
  const options = named.length > 0 ? " [OPTIONS]" : "";
  return `${prefix} ${args}${options}${formatted ? " [FORMAT_OPTIONS]" : ""}`;
}
