import { type Severity, type StackValidationPolicy } from "@pulumi/policy";
import { type Subject, type Violation } from "./rule";

/** A resource among all others. */
export interface Member extends Subject {
  readonly type: string;
}

/** A rule that one resource alone cannot be judged by: a pure verdict on all of them. */
export interface StackRule {
  /** Kebab case, `<subject>-<requirement>`. */
  readonly name: string;
  /** A sentence that ends with a period. */
  readonly description: string;
  readonly enforcementLevel: "mandatory" | "advisory";
  readonly severity: Severity;
  readonly judge: (
    members: readonly Member[],
  ) => readonly (Violation & { readonly member: Member })[];
}

/** A rule as the policy SDK wants it. */
export function toStackPolicy(rule: StackRule): StackValidationPolicy {
  const { judge, ...named } = rule;
  return {
    ...named,
    validateStack: ({ resources }, report) => {
      const members = resources.map(({ type, name, props }): Member => ({
        type,
        name,
        props: props as Member["props"],
      }));
      for (const { member, problem, fix } of judge(members)) {
        const resource = resources[members.indexOf(member)];
        report(`${member.name}: ${problem}. Fix: ${fix}.`, resource?.urn);
      }
    },
  };
}
