import { row, type Row } from "../../row";
import { typesOf } from "./known-types";
import { objectKindKnown } from "./object-kind-known";
import { storageTypeJudged } from "./storage-type-judged";
import { typeJudged } from "./type-judged";

/**
 * Rules of what the pack can say anything about.
 *
 * @param others - all other rules: the types that they name are the judged ones
 */
export function scopeOf(others: readonly Row[]): readonly Row[] {
  const known = typesOf(others);
  return [
    row(storageTypeJudged(known), {
      level: "mandatory",
      severity: "critical",
      controls: { cis: ["11.3"], csf: ["PR.DS-11"], sp800171: ["03.04.02"] },
      numbers: {},
    }),
    row(objectKindKnown, {
      level: "mandatory",
      severity: "high",
      controls: { cis: ["11.3"], csf: ["PR.DS-11"], sp800171: ["03.04.02"] },
      numbers: {},
    }),
    row(typeJudged(known), {
      level: "advisory",
      severity: "medium",
      controls: { csf: ["PR.DS-11"], sp800171: ["03.04.02"] },
      numbers: {},
    }),
  ];
}
