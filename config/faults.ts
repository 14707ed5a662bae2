import { type z } from "zod";
import { type Fault } from "../model/fault";
import { describeIssue } from "./issue";
import { knownKeys } from "./known-keys";

/** How the words of a fault are found. */
export interface FaultContext {
  /** What was checked against. */
  readonly schema: z.core.$ZodType;
  /** What the path begins with: `backup:`. */
  readonly prefix: string;
  /** The declaration as it was read, to quote what was got. */
  readonly given: unknown;
  /** Whether values may be quoted. */
  readonly secret: boolean;
  /** What to do about a missing value, where that is more than writing it down. */
  readonly mend?: (path: string) => string | undefined;
}

/** Turns what zod found into faults for people, one for each value that is wrong. */
export function faultsOf(error: z.ZodError, context: FaultContext): Fault[] {
  return error.issues.flatMap((issue) => faultsOfIssue(issue, context));
}

function faultsOfIssue(issue: z.core.$ZodIssue, context: FaultContext): Fault[] {
  const unknownKeys = issue.code === "unrecognized_keys" ? issue.keys : [undefined];
  return unknownKeys.map((key) => {
    const path = key === undefined ? issue.path : [...issue.path, key];
    const where = context.prefix + formatPath(path);
    const value = issue.code === "invalid_key" ? issue.path.at(-1) : valueAt(context.given, path);
    const { message, allowed, fix } = describeIssue(issue, value);
    const missing = value === undefined;
    const keys = key === undefined ? [] : knownKeys(context.schema, issue.path);
    return {
      path: where,
      message: missing ? "is missing" : message,
      ...(missing || context.secret ? {} : { got: quote(value) }),
      allowed: keys.length > 0 ? keys.join(", ") : allowed,
      fix: (missing ? context.mend?.(where) : undefined) ?? fix,
    };
  });
}

/** `["datastores", "vm-backup", "paths", 0]` as `datastores.vm-backup.paths[0]`; a name that is none in quotes. */
export function formatPath(path: readonly PropertyKey[]): string {
  return path.map(formatKey).join("").replace(/^\./, "");
}

function formatKey(key: PropertyKey): string {
  if (typeof key === "number") return `[${key}]`;
  const name = String(key);
  return /^[\w@!-]+$/.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
}

function valueAt(root: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, part) => (value as Record<PropertyKey, unknown> | undefined)?.[part],
    root,
  );
}

function quote(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > 120 ? `${text.slice(0, 117)}…` : text;
}
