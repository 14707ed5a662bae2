import * as fs from "node:fs";
import * as path from "node:path";
import { type SandboxLayout } from "../../sandbox/layout";
import { runPulumi } from "./pulumi";

/** A resource as a checkpoint has it. */
interface Resource {
  readonly urn: string;
  readonly type: string;
  readonly id?: string;
  readonly inputs?: Record<string, unknown>;
  readonly outputs?: Record<string, unknown>;
}

/** An operation of which the engine does not know whether it was done. */
interface PendingOperation {
  readonly type: string;
  readonly resource: Resource;
}

/** What `pulumi stack export` prints, as far as recovery needs it. */
interface Checkpoint {
  readonly deployment: {
    readonly resources?: readonly Resource[];
    readonly pending_operations?: readonly PendingOperation[];
  };
}

/**
 * Takes up what a killed update left: its lock, and operations that may or may not have happened. What has a name
 * of its own on the server is imported if it is there and made if it is not; everything else is applied again,
 * which changes nothing where it was done.
 *
 * @throws Error if another update is still running
 */
export async function recoverStack(
  stack: string,
  layout: SandboxLayout,
  environment: NodeJS.ProcessEnv,
  detail: (text: string) => void,
): Promise<void> {
  await releaseDeadLock(stack, layout, environment, detail);
  const exported = await runPulumi(["stack", "export", "--stack", stack], environment);
  const checkpoint = JSON.parse(exported) as Checkpoint;
  const { pending_operations: pending = [], ...deployment } = checkpoint.deployment;
  if (pending.length === 0) return;
  detail(`taking up ${pending.length} interrupted operations`);
  const resources = [...(deployment.resources ?? []), ...pending.flatMap(adopted)];
  const settled = { ...checkpoint, deployment: { ...deployment, resources } };
  await runPulumi(["stack", "import", "--stack", stack], environment, JSON.stringify(settled));
  // Reads what was adopted: what is not on its server drops out again.
  await runPulumi(["refresh", "--yes", "--stack", stack], environment);
}

/** The resource of an interrupted creation, if its id on the server is known without having been told. */
function adopted({ type, resource }: PendingOperation): Resource[] {
  const id = serverId(resource);
  return type === "creating" && id !== undefined ? [{ ...resource, id, outputs: {} }] : [];
}

/** Inputs that are the id of their type on its server. */
const idInputs: Readonly<Record<string, string>> = {
  "aws:s3/bucket:Bucket": "bucket",
  "aws:kms/alias:Alias": "name",
  "minio:index/s3Bucket:S3Bucket": "bucket",
  "minio:index/iamUser:IamUser": "name",
  "minio:index/iamPolicy:IamPolicy": "name",
  "proxmoxve:storage/pbs:Pbs": "resourceId",
  "proxmoxve:backup/job:Job": "resourceId",
};

function serverId({ type, inputs = {} }: Resource): string | undefined {
  const id = inputs[idInputs[type] ?? ""];
  return typeof id === "string" ? id : undefined;
}

/** The engine's lock on a stack in a directory: one file for each update that runs. */
interface Lock {
  readonly pid: number;
  readonly command?: string;
}

async function releaseDeadLock(
  stack: string,
  layout: SandboxLayout,
  environment: NodeJS.ProcessEnv,
  detail: (text: string) => void,
): Promise<void> {
  const directory = path.join(layout.pulumi, ".pulumi", "locks", "organization", "backup", stack);
  const files = fs.existsSync(directory) ? fs.readdirSync(directory) : [];
  const locks = files.map(
    (file) => JSON.parse(fs.readFileSync(path.join(directory, file), "utf8")) as Lock,
  );
  const alive = locks.find(({ pid }) => fs.existsSync(`/proc/${pid}`));
  if (alive) {
    throw new Error(
      `another update of the stack ${stack} is running (process ${alive.pid}); wait for it, or end it with: kill ${alive.pid}`,
    );
  }
  if (locks.length === 0) return;
  detail("releasing the lock of an update that was killed");
  await runPulumi(["cancel", "--yes", "--stack", stack], environment);
}
