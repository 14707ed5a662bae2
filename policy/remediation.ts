import { type ResourceValidationArgs } from "@pulumi/policy";
import { resourceOf } from "./resource";
import { type Correction, type Rule } from "./rule";
import { UnknownIn } from "./unknown";

/**
 * The inputs of a resource with what a rule puts right; `undefined` where it puts nothing right. While something is not
 * known that it needs, it leaves all as it is: the rule says so when it judges, which is right after this.
 */
export function remediated(
  { remediate }: Rule,
  args: ResourceValidationArgs,
): Record<string, unknown> | undefined {
  if (remediate === undefined) return undefined;
  const corrections = known(() => remediate(resourceOf(args))) ?? [];
  for (const one of corrections) correct(args.props, one);
  return corrections.length > 0 ? args.props : undefined;
}

function known<Result>(work: () => Result): Result | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof UnknownIn) return undefined;
    throw error;
  }
}

/** Writes where the SDK reads: what was a secret there is one again, and what lies beside it is not touched. */
function correct(props: Record<string, unknown>, { path, value }: Correction): void {
  const parent = path.slice(0, -1).reduce<unknown>(partOf, props);
  (parent as Record<string, unknown>)[String(path.at(-1))] = value;
}

const partOf = (whole: unknown, key: string | number): unknown =>
  (whole as Readonly<Record<string | number, unknown>>)[key];
