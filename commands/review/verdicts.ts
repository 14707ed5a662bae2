/** What a rule of the policy pack has against a resource. */
export interface Violation {
  readonly rule: string;
  readonly level: "mandatory" | "advisory";
  /** The resource's name; left out where the rule is about the whole stack. */
  readonly resource?: string;
  readonly message: string;
}

/** What the policy pack says of what a file sends. */
export type Verdicts = readonly Violation[];

/** Rules that only one of two files breaks. */
export interface RuleChanges {
  readonly broken: readonly Violation[];
  readonly mended: readonly Violation[];
}

/** Rules that are newly broken or mended, resource by resource; other words about the same make no difference. */
export function ruleChanges(before: Verdicts, after: Verdicts): RuleChanges {
  const keys = (verdicts: Verdicts) => new Set(verdicts.map(keyOf));
  const [was, is] = [keys(before), keys(after)];
  return {
    broken: after.filter((one) => !was.has(keyOf(one))),
    mended: before.filter((one) => !is.has(keyOf(one))),
  };
}

function keyOf({ rule, resource = "" }: Violation): string {
  return `${rule}\n${resource}`;
}
