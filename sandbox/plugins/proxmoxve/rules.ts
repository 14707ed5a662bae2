import type { CheckFailure, Properties } from "../protocol/resource-type";

/** A rule over inputs; a value that is not known yet breaks none. */
export type Rule = (inputs: Properties) => readonly CheckFailure[];

/** Every fault that any rule finds. */
export function applyRules(rules: readonly Rule[], inputs: Properties): CheckFailure[] {
  return rules.flatMap((rule) => rule(inputs));
}

/** At most one of two inputs may be given. */
export function conflict(property: string, other: string): Rule {
  return (inputs) =>
    inputs[property] !== undefined && inputs[other] !== undefined
      ? [{ property, reason: `"${property}" and "${other}" are both set; remove one of them` }]
      : [];
}

/** The input, or each item of a list, is one of these. */
export function oneOf(property: string, allowed: readonly string[]): Rule {
  return (inputs) =>
    [inputs[property] ?? []]
      .flat()
      .filter((value) => typeof value === "string")
      .filter((value) => !allowed.includes(value))
      .map((value) => ({
        property,
        reason: `"${property}" is "${value}"; allowed: ${allowed.join(", ")}`,
      }));
}

/** The input is a number within these bounds, both inclusive. */
export function between(property: string, minimum: number, maximum = Infinity): Rule {
  const allowed = maximum === Infinity ? `${minimum} or more` : `${minimum} to ${maximum}`;
  return (inputs) => {
    const value = inputs[property];
    return typeof value === "number" && (value < minimum || value > maximum)
      ? [{ property, reason: `"${property}" is ${value}; allowed: ${allowed}` }]
      : [];
  };
}

/** Rules over the properties of an input that is an object. */
export function within(property: string, rules: readonly Rule[]): Rule {
  return (inputs) =>
    applyRules(rules, (inputs[property] ?? {}) as Properties).map((fault) => ({
      property: `${property}.${fault.property}`,
      reason: fault.reason,
    }));
}
