import { runPulumi } from "../stack/pulumi";

/** A resource as a checkpoint has it. */
export interface Resource {
  readonly urn: string;
  readonly type: string;
  readonly id?: string;
  readonly inputs?: Record<string, unknown>;
  readonly outputs?: Record<string, unknown>;
}

/** An operation of which the engine does not know whether it was done. */
export interface PendingOperation {
  readonly type: string;
  readonly resource: Resource;
}

/** What is known of a stack: `pulumi stack export`, as far as it is used here. */
export interface Checkpoint {
  readonly deployment: {
    readonly resources?: readonly Resource[];
    readonly pending_operations?: readonly PendingOperation[];
    readonly secrets_providers?: { readonly state?: { readonly salt?: string } };
  } | null;
}

/** The checkpoint of a stack, its secrets encrypted. */
export async function readCheckpoint(
  stack: string,
  environment: NodeJS.ProcessEnv,
): Promise<Checkpoint> {
  const exported = await runPulumi(["stack", "export", "--stack", stack], environment);
  return JSON.parse(exported) as Checkpoint;
}
