import { z } from "zod";
import { type Fault } from "../model/fault";
import { describeIssue, type IssuePlace } from "./issue";
import { didYouMean } from "./near-miss";
import { knownKeys, knownWords, schemasAt, unwrapped } from "./schema-at";

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
  return error.issues.flatMap((issue) =>
    issue.code === "unrecognized_keys"
      ? issue.keys.map((key) => unknownKey(issue.path, key, context))
      : [faultOfIssue(issue, context)],
  );
}

function faultOfIssue(issue: z.core.$ZodIssue, { schema, given, ...context }: FaultContext): Fault {
  const path = context.prefix + formatPath(issue.path);
  const value = issue.code === "invalid_key" ? issue.path.at(-1) : valueAt(given, issue.path);
  const missing = value === undefined;
  const { message, allowed, fix } = describeIssue(issue, placeAt(schema, issue.path, value));
  return {
    path,
    message,
    ...(missing || context.secret ? {} : { got: quote(value) }),
    allowed,
    fix: (missing ? context.mend?.(path) : undefined) ?? fix,
  };
}

function placeAt(
  schema: z.core.$ZodType,
  path: readonly PropertyKey[],
  value: unknown,
): IssuePlace {
  const told = schemasAt(schema, path)
    .flatMap((one) => [one, ...unwrapped(one)])
    .map((one) => z.globalRegistry.get(one as z.ZodType))
    .find((meta) => meta !== undefined);
  return {
    value,
    description: told?.description,
    fix: told?.["fix"] as string | undefined,
    inner: [...knownKeys(schema, path), ...knownWords(schema, [...path, 0])],
    words: knownWords(schema, path),
  };
}

/** Names of what nobody should read. */
const secretName = /pass|secret|token|credential|private|(api|access|encryption)[-_]?key/i;

function unknownKey(at: readonly PropertyKey[], key: string, context: FaultContext): Fault {
  const path = [...at, key];
  const known = knownKeys(context.schema, at);
  const where = {
    path: context.prefix + formatPath(path),
    allowed: known.join(", ") || "no keys",
  };
  const value = valueAt(context.given, path);
  return secretName.test(key) && typeof value === "string"
    ? {
        ...where,
        message: "is not a key that is known here, and may be a secret that stands in clear",
        fix:
          `${didYouMean(key, known)}take it out and change the secret, which whoever has the file could read; ` +
          "secrets stand encrypted under backup:secrets, and a preview names the command for each that is missing",
      }
    : {
        ...where,
        message: "is not a key that is known here",
        ...(context.secret ? {} : { got: quote(value) }),
        fix: `${didYouMean(key, known)}take it out`,
      };
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
