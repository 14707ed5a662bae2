import { type ResourceValidationArgs, type ResourceValidationPolicy } from "@pulumi/policy";

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
