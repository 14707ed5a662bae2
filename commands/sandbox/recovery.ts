import * as fs from "node:fs";
import * as path from "node:path";
import { type SandboxLayout } from "../../sandbox/layout";
import { runPulumi } from "./pulumi";

/** An operation of which the engine does not know whether it was done. */
interface PendingOperation {
  readonly type: string;
  readonly resource: {
    readonly urn: string;
    readonly type: string;
    readonly inputs?: Record<string, unknown>;
  };
}

/** The part of `pulumi stack export` that tells of interrupted operations. */
interface Checkpoint {
  readonly deployment?: { readonly pending_operations?: readonly PendingOperation[] };
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
  const pending = (JSON.parse(exported) as Checkpoint).deployment?.pending_operations ?? [];
  if (pending.length === 0) return;
  detail(`taking up ${pending.length} interrupted operations`);
  const imports = pending.flatMap(({ type, resource }) => {
    const id = type === "creating" ? serverId(resource) : undefined;
    return id === undefined ? [] : [resource.urn, id];
  });
  await runPulumi(
    [
      ...["refresh", "--yes", "--stack", stack, "--clear-pending-creates"],
      ...imports.flatMap((part) => ["--import-pending-creates", part]),
    ],
    environment,
  );
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

function serverId({ type, inputs = {} }: PendingOperation["resource"]): string | undefined {
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
