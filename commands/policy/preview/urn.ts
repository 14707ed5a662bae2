const stackType = "pulumi:pulumi:Stack";

/** What a resource is in a stack. */
export interface Place {
  readonly stack: string;
  readonly project: string;
  /** URN of what it is part of; empty where it is part of nothing. */
  readonly parent: string;
}

/**
 * The URN that the engine gives a resource: the types of its parents are in it, but not that of the stack (Pulumi SDK,
 * `sdk/go/common/resource/urn`).
 */
export function urnOf({ stack, project, parent }: Place, type: string, name: string): string {
  const above = parent.split("::")[2] ?? "";
  const types = above === "" || above === stackType ? type : `${above}$${type}`;
  return `urn:pulumi:${stack}::${project}::${types}::${name}`;
}
