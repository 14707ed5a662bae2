import { type Document, type Scalar, visit } from "yaml";
import { type Fault } from "../model/fault";
import { declaredPath, keysTo } from "./yaml-path";

/** A form without quotes that Pulumi takes for something else than what stands there. */
interface Reading {
  readonly form: RegExp;
  readonly message: string;
  readonly allowed: string;
}

/** Measured with Pulumi 3.259.0: `010` is 8, `1_000` is 1000, and a day becomes `2026-12-31 00:00:00 +0000 UTC`. */
const readings: readonly Reading[] = [
  {
    form: /^[-+]?0\d+$/,
    message: "begins with a zero, and is another number to Pulumi, to the base of 8",
    allowed: "a number without zeros before it, or text in quotes",
  },
  {
    form: /^[-+]?(0b[01_]+|\d[\d_]*_[\d_]*)$/,
    message: "is another number to Pulumi",
    allowed: "a number in plain digits, or text in quotes",
  },
  {
    form: /^\d{4}-\d\d?-\d\d?([Tt\s].*)?$/,
    message: "is a date to Pulumi, which writes it in another form",
    allowed: "a day in quotes",
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

function readingOf({ type, source }: Scalar): Reading | undefined {
  return type === "PLAIN" && source !== undefined
    ? readings.find(({ form }) => form.test(source))
    : undefined;
}
