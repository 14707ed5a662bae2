import { formats, type Format } from "./formats";
import { own } from "./own";
import { checkValue } from "./parameter";
import type { Schema } from "./schema";

/** A parsed property string, values as text. */
export type PropertyString = Readonly<Record<string, string>>;

/** What a property string (`key=value,key=value`) may hold. */
export interface PropertyStringSpec {
  readonly keys: Schema;
  /** The key of a value written without one. */
  readonly defaultKey?: string;
  /** A rule over all keys. */
  readonly rule?: (value: PropertyString) => string | undefined;
}

const count = { type: "integer", minimum: 0 } as const;

/** Retention (format `prune-backups` of the PVE API schema). */
export const pruneBackups: PropertyStringSpec = {
  keys: {
    "keep-all": { type: "boolean" },
    "keep-last": count,
    "keep-hourly": count,
    "keep-daily": count,
    "keep-weekly": count,
    "keep-monthly": count,
    "keep-yearly": count,
  },
  rule: (value) =>
    value["keep-all"] === "1" && Object.keys(value).length > 1
      ? "keep-all cannot be set together with other options."
      : undefined,
};

/** Where a VM's backup keeps old blocks while it runs (format `backup-fleecing`). */
export const fleecing: PropertyStringSpec = {
  keys: { enabled: { type: "boolean" }, storage: { type: "string", format: formats.storageId } },
  defaultKey: "enabled",
};

/** Limits of a running backup (format `backup-performance`). */
export const backupPerformance: PropertyStringSpec = {
  keys: {
    "max-workers": { type: "integer", minimum: 1, maximum: 256 },
    "pbs-entries-max": { type: "integer", minimum: 1 },
  },
};

/** The format that accepts exactly the strings `spec` describes. */
export function propertyStringFormat(spec: PropertyStringSpec): Format {
  return (text) => {
    const parsed = parsePropertyString(spec, text);
    return "fault" in parsed ? `format error\n${parsed.fault}` : undefined;
  };
}

/** Parses a property string; the fault names the key. */
export function parsePropertyString(
  spec: PropertyStringSpec,
  text: string,
): { readonly value: PropertyString } | { readonly fault: string } {
  const value: Record<string, string> = {};
  for (const part of text.split(",").map((item) => item.trim())) {
    const [key, item] = keyAndValue(spec, part);
    const fault = Object.hasOwn(value, key)
      ? `${key}: duplicate key in comma-separated list property`
      : partFault(spec, key, item);
    if (fault !== undefined) return { fault };
    value[key] = item;
  }
  const fault = spec.rule?.(value);
  return fault === undefined ? { value } : { fault };
}

function keyAndValue(spec: PropertyStringSpec, part: string): [string, string] {
  const separator = part.indexOf("=");
  return separator < 0
    ? [spec.defaultKey ?? "", part]
    : [part.slice(0, separator), part.slice(separator + 1)];
}

function partFault(spec: PropertyStringSpec, key: string, item: string): string | undefined {
  if (key === "") return `value '${item}' without key, but schema does not define a default key`;
  const property = own(spec.keys, key);
  if (property === undefined)
    return `${key}: property is not defined in schema and the schema does not allow additional properties`;
  const checked = checkValue(property, item);
  return "fault" in checked ? `${key}: ${checked.fault}` : undefined;
}
