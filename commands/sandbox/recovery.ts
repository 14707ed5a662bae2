import { type SandboxEndpoints } from "../../sandbox/endpoints";
import { type Checkpoint, type PendingOperation, type Resource } from "./checkpoint";
import { runPulumi } from "../stack/pulumi";
import { serverId } from "./server-id";

/**
 * Takes up operations that a killed update left open: they may or may not have happened. What can be told on its
 * server is adopted if it is there and made if it is not; everything else is applied again, which changes nothing
 * where it was done.
 *
 * @throws Error if it cannot be told which thing on a server an interrupted creation has made
 */
export async function recoverStack(
  stack: string,
  checkpoint: Checkpoint,
  endpoints: SandboxEndpoints,
  environment: NodeJS.ProcessEnv,
  detail: (text: string) => void,
): Promise<void> {
  const { pending_operations: pending = [], ...deployment } = checkpoint.deployment ?? {};
  if (pending.length === 0) return;
  detail(`taking up ${pending.length} interrupted operations`);
  const known = deployment.resources ?? [];
  const taken = new Set(known.flatMap(({ id }) => id ?? []));
  const adopted = await Promise.all(
    pending.map((operation) => adopt(operation, { endpoints, taken })),
  );
  const settled = {
    ...checkpoint,
    deployment: { ...deployment, resources: [...known, ...adopted.flat()] },
  };
  await runPulumi(["stack", "import", "--stack", stack], environment, JSON.stringify(settled));
  // Reads what was adopted: what is not on its server drops out again.
  await runPulumi(["refresh", "--yes", "--stack", stack], environment);
}

/** The resource of an interrupted creation, if its id on the server can be told. */
async function adopt(
  { type, resource }: PendingOperation,
  surroundings: Parameters<typeof serverId>[1],
): Promise<Resource[]> {
  if (type !== "creating") return [];
  const id = await serverId(resource, surroundings);
  return id === undefined ? [] : [{ ...resource, id, outputs: {} }];
}
