import {
  type ResourceValidationArgs,
  type ResourceValidationPolicy,
  type StackValidationArgs,
  type StackValidationPolicy,
} from "@pulumi/policy";

/** What a policy says of one resource, as the engine would hear it; empty if nothing is wrong. */
export async function violationsOf(
  policy: ResourceValidationPolicy,
  resource: { type: string; props: Record<string, unknown> },
  configuration: object = {},
): Promise<string[]> {
  const violations: string[] = [];
  const args = {
    ...resource,
    name: "subject",
    urn: `urn:pulumi:lab::backup::${resource.type}::subject`,
    getConfig: () => configuration,
  } as unknown as ResourceValidationArgs;
  for (const validate of [policy.validateResource ?? []].flat()) {
    await validate(args, (message) => violations.push(message));
  }
  return violations;
}

/** What a policy says of all resources of a stack together. */
export async function stackViolationsOf(
  policy: StackValidationPolicy,
  resources: readonly { type: string; props: Record<string, unknown> }[],
): Promise<string[]> {
  const violations: string[] = [];
  const called = resources.map((one) => ({
    ...one,
    name: "subject",
    urn: `urn:pulumi:lab::backup::${one.type}::subject`,
  }));
  const args = { resources: called } as unknown as StackValidationArgs;
  await policy.validateStack(args, (message) => violations.push(message));
  return violations;
}
