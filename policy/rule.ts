import {
  type PolicyConfigSchema,
  type ResourceValidationPolicy,
  type Severity,
} from "@pulumi/policy";

/** A resource as a rule sees it. Secrets come unwrapped: a rule never prints a value it did not expect. */
export interface Subject {
  /** The resource's name in the program. */
  readonly name: string;
  readonly props: Record<string, unknown>;
}

/** What is wrong with one resource, and how to mend it. */
export interface Violation {
  /** What was got and what is wanted. */
  readonly problem: string;
  /** The change to make, naming the place in the stack's file where there is one. */
  readonly fix: string;
}

/** A rule: for which resources it speaks, and a pure verdict on one of them. */
export interface Rule<Numbers extends object = Record<string, never>> {
  /** Kebab case, `<subject>-<requirement>`. */
  readonly name: string;
  /** A sentence that ends with a period. */
  readonly description: string;
  readonly enforcementLevel: "mandatory" | "advisory";
  readonly severity: Severity;
  /** Type tokens of the resources it judges. */
  readonly types: readonly string[];
  /** Numbers that a pack's configuration may change, with their defaults. */
  readonly numbers: Numbers;
  readonly judge: (subject: Subject, numbers: Numbers) => readonly Violation[];
}

/** A rule as the policy SDK wants it. */
export function toPolicy<Numbers extends object>(rule: Rule<Numbers>): ResourceValidationPolicy {
  return {
    name: rule.name,
    description: rule.description,
    enforcementLevel: rule.enforcementLevel,
    severity: rule.severity,
    configSchema: schemaOf(rule.numbers),
    validateResource: (args, report) => {
      if (!rule.types.includes(args.type)) return;
      // The engine fills defaults in; without an engine a missing number would make every comparison false.
      const numbers = { ...rule.numbers, ...args.getConfig<Partial<Numbers>>() };
      for (const { problem, fix } of rule.judge({ name: args.name, props: args.props }, numbers)) {
        report(`${args.name}: ${problem}. Fix: ${fix}.`);
      }
    },
  };
}

function schemaOf(numbers: object): PolicyConfigSchema | undefined {
  const entries = Object.entries(numbers);
  if (entries.length === 0) return undefined;
  return {
    properties: Object.fromEntries(
      entries.map(([key, value]) => [key, { type: "number" as const, default: value as number }]),
    ),
  };
}
