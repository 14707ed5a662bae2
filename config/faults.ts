import { type z } from "zod";
import { type Fault } from "../model/fault";
import { unusualCharacters } from "./characters";
import { formatPath } from "./format-path";
import { describeIssue, type IssuePlace } from "./issue";
import { lostName } from "./lost-names";
import { didYouMean } from "./near-miss";
import { quoted, secretName } from "./quoted";
import { foreignKey, type ForeignKey, knownKeys, knownWords, schemasAt } from "./schema-at";
import { toldOf } from "./schema/told";
import { valueAt } from "./value-at";

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
      ? issue.keys
          .filter((key) => key !== lostName)
          .map((key) => unknownKey(issue.path, key, context))
      : [faultOfIssue(issue, context)],
  );
}

function faultOfIssue(issue: z.core.$ZodIssue, context: FaultContext): Fault {
  const { given } = context;
  const path = context.prefix + formatPath(issue.path);
  const value = issue.code === "invalid_key" ? issue.path.at(-1) : valueAt(given, issue.path);
  const missing = value === undefined;
  const { message, allowed, fix } = describeIssue(issue, placeAt(context, issue.path, value));
  return {
    path,
    message,
    ...(missing || context.secret ? {} : { got: quoted(value) }),
    allowed,
    fix: (missing ? context.mend?.(path) : undefined) ?? fix,
  };
}

function placeAt(
  { schema, given }: FaultContext,
  path: readonly PropertyKey[],
  value: unknown,
): IssuePlace {
  const { allowed, fix } = toldOf(schemasAt(schema, path, given));
  return {
    value,
    allowed,
    fix,
    inner: [...knownKeys(schema, path, given), ...knownWords(schema, [...path, 0], given)],
    words: knownWords(schema, path, given),
  };
}

function unknownKey(at: readonly PropertyKey[], key: string, context: FaultContext): Fault {
  const { schema, given } = context;
  const path = [...at, key];
  const known = knownKeys(schema, at, given);
  const foreign = foreignKey(schema, at, key, given);
  const value = valueAt(given, path);
  const mayBeSecret = foreign === undefined && secretName.test(key) && typeof value === "string";
  return {
    path: context.prefix + formatPath(path),
    message: [
      foreign ? belongsElsewhere(key, foreign) : "is not a key that is known here",
      mayBeSecret ? ", and may be a secret that stands in clear" : "",
      unusualIn(key),
    ].join(""),
    ...(context.secret || mayBeSecret ? {} : { got: quoted(value) }),
    allowed: known.join(", ") || "no keys",
    fix: mayBeSecret
      ? `${didYouMean(key, known)}take it out and change the secret, which whoever has the file could read; ` +
        "secrets stand encrypted under backup:secrets, and a preview names the command for each that is missing"
      : foreign
        ? `take it out, or correct ${foreign.discriminator}`
        : `${didYouMean(key, known)}take it out`,
  };
}

function belongsElsewhere(key: string, { discriminator, variant, others }: ForeignKey): string {
  return `is for ${discriminator} ${others.join(" and ")} alone: ${discriminator} ${variant} takes no ${key}`;
}

/** What a name that is not known has in it that nobody would see. */
function unusualIn(key: string): string {
  const unusual = unusualCharacters(key);
  return unusual === "" ? "" : `: in its name ${unusual}`;
}
