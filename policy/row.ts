import { type EnforcementLevel, type Severity } from "@pulumi/policy";
import { type Controls } from "./controls";
import { type Numbers, type Rule } from "./rule";

/** A number that a configuration may change. */
export interface Bounds {
  readonly default: number;
  readonly minimum: number;
  readonly maximum: number;
  /** With its unit: "Days that copies are kept". */
  readonly description: string;
}

/** A rule in the pack's table: how strict it is, and what it is for. */
export interface Row {
  readonly rule: Rule;
  readonly level: Extract<EnforcementLevel, "mandatory" | "advisory">;
  readonly severity: Severity;
  readonly controls: Controls;
  readonly numbers: Readonly<Record<string, Bounds>>;
}

/** A row of the table, with bounds for exactly the numbers that its rule reads. */
export function row<Used extends Numbers = Record<never, number>>(
  rule: Rule<Used>,
  rest: Omit<Row, "rule" | "numbers"> & {
    readonly numbers: { readonly [Name in keyof Used]: Bounds };
  },
): Row {
  return { ...rest, rule: rule as unknown as Rule, numbers: rest.numbers };
}
