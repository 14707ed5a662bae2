import type { Format } from "./formats";

/** What one parameter may be; every figure in a table of these comes from the PVE API schema (the API viewer's). */
export interface PropertySchema {
  readonly type: "string" | "integer" | "boolean" | "array";
  /** Default: false. */
  readonly required?: boolean;
  readonly format?: Format;
  readonly pattern?: RegExp;
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  /** In characters. */
  readonly maxLength?: number;
  /** The parameter without which this one is refused. */
  readonly requires?: string;
}

/** Parameters by name. What is not in it is refused. */
export type Schema = Readonly<Record<string, PropertySchema>>;
