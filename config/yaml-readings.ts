import { type Document, type Scalar, visit } from "yaml";
import { type Fault } from "../model/fault";
import { declaredPath, keysTo } from "./yaml-path";

/** A form without quotes that Pulumi takes for something else than what stands there. */
interface Reading {
  readonly is: (source: string, value: unknown) => boolean;
  readonly message: string;
  readonly allowed: string;
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
    allowed: "a number without zeros before it, or text in quotes",
  },
  {
    is: matches(/^(?!0x[\da-fA-F]+$|0o[0-7]+$)[-+]?0[bBoOxX][\da-fA-F_]+$/),
    message: "is another number to Pulumi",
    allowed: "a number in plain digits, or text in quotes",
  },
  {
    is: matches(/^(?=.*_)[-+]?[\d.][\d_]*\.?[\d_]*(e[-+]?[\d_]+)?$/i),
    message: "is another number to Pulumi",
    allowed: "a number in plain digits, or text in quotes",
  },
  {
    is: matches(/^\d{4}-\d\d?-\d\d?([Tt\s].*)?$/),
    message: "is a date to Pulumi, which writes it in another form",
    allowed: "a day in quotes",
  },
  {
    is: matches(/^([-+]?\.inf|\.nan)$/i),
    message: "stands for no number that can be kept, and Pulumi refuses the file for it",
    allowed: "a number, or text in quotes",
  },
  {
    is: (source, value) => /\d/.test(source) && Math.abs(Number(value)) === Infinity,
    message: "is larger than any number that can be kept, and is text to Pulumi",
    allowed: "a number up to 1.7e308, or text in quotes",
  },
];

/** Values that Pulumi reads otherwise than YAML 1.2 does, so that a plan would be made of something else. */
export function otherwiseRead(document: Document): Fault[] {
  const faults: Fault[] = [];
  visit(document, {
    Scalar(key, node, ancestors) {
      const reading = key === "key" ? undefined : readingOf(node);
      if (reading === undefined) return;
      faults.push({
        path: declaredPath(keysTo([...ancestors, node])),
        message: reading.message,
        got: String(node.source),
        allowed: reading.allowed,
        fix: `write it in quotes, or as a plain number: "${node.source}"`,
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
