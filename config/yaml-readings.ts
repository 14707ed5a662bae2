import { type Document, type Scalar, visit } from "yaml";
import { type Fault } from "../model/fault";
import { schemasAt } from "./schema-at";
import { longPath } from "./short-form";
import { estateSchema } from "./schema/estate";
import { declaredPath, keysTo } from "./yaml-path";

/** A form without quotes that Pulumi takes for something else than what stands there. */
interface Reading {
  readonly is: (source: string, value: unknown) => boolean;
  readonly message: string;
  /** Numbers that both read alike. */
  readonly number: string;
  /** Text that both read alike. Default: text in quotes. */
  readonly text?: string;
}

const matches = (form: RegExp) => (source: string) => form.test(source);

/**
 * Measured with Pulumi 3.259.0: `010` is 8, `1_000` is 1000, `-0x10` is -16, `1e400` is text, a day becomes
 * `2026-12-31 00:00:00 +0000 UTC`, and a file with `.nan` in it is refused.
 */
const readings: readonly Reading[] = [
  {
    is: matches(/^[-+]?0\d+$/),
    message: "begins with a zero, and is another number to Pulumi, to the base of 8",
    number: "a number without zeros before it",
  },
  {
    is: matches(/^(?!0x[\da-fA-F]+$|0o[0-7]+$)[-+]?0[bBoOxX][\da-fA-F_]+$/),
    message: "is another number to Pulumi",
    number: "a number in plain digits",
  },
  {
    is: matches(/^(?=.*_)[-+]?[\d.][\d_]*\.?[\d_]*(e[-+]?[\d_]+)?$/i),
    message: "is another number to Pulumi",
    number: "a number in plain digits",
  },
  {
    is: matches(/^\d{4}-\d\d?-\d\d?([Tt\s].*)?$/),
    message: "is a date to Pulumi, which writes it in another form",
    number: "a number",
    text: "a day in quotes",
  },
  {
    is: matches(/^([-+]?\.inf|\.nan)$/i),
    message: "stands for no number that can be kept, and Pulumi refuses the file for it",
    number: "a number",
  },
  {
    is: (source, value) => /\d/.test(source) && Math.abs(Number(value)) === Infinity,
    message: "is larger than any number that can be kept, and is text to Pulumi",
    number: "a number up to 1.7e308",
  },
];

/** Values that Pulumi reads otherwise than YAML 1.2 does, so that a plan would be made of something else. */
export function otherwiseRead(document: Document): Fault[] {
  const faults: Fault[] = [];
  visit(document, {
    Scalar(key, node, ancestors) {
      const reading = key === "key" ? undefined : readingOf(node);
      if (reading === undefined) return;
      const keys = keysTo([...ancestors, node]);
      faults.push({
        path: declaredPath(keys),
        message: reading.message,
        got: String(node.source),
        ...mended(reading, String(node.source), kindAt(keys)),
      });
    },
  });
  return faults;
}

function readingOf({ type, source, value }: Scalar): Reading | undefined {
  return type === "PLAIN" && source !== undefined
    ? readings.find(({ is }) => is(source, value))
    : undefined;
}

/** What a place of the declaration takes. */
type Kind = "number" | "text" | "anything";

function kindAt([config, section, ...path]: readonly (string | number)[]): Kind {
  if (config !== "config" || !String(section).startsWith("backup:")) return "anything";
  const schemas = schemasAt(
    estateSchema,
    longPath([String(section).replace("backup:", ""), ...path]),
  );
  const types = schemas.map(({ _zod }) => _zod.def.type);
  const isNumber = types.includes("number");
  const isText = types.some((type) => ["string", "enum", "literal"].includes(type));
  if (isNumber === isText) return "anything";
  return isNumber ? "number" : "text";
}

/** What to write instead, as far as it may stand there. */
function mended({ number, text = "text in quotes" }: Reading, source: string, kind: Kind) {
  const quotes = `write it in quotes: "${source}"`;
  const mends: Readonly<Record<Kind, Pick<Fault, "allowed" | "fix">>> = {
    number: { allowed: number, fix: "write a plain number: digits, with a point if need be" },
    text: { allowed: text, fix: quotes },
    anything: { allowed: `${number}, or ${text}`, fix: `write a plain number, or ${quotes}` },
  };
  return mends[kind];
}
