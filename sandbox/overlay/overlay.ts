import { type SandboxEndpoints } from "../endpoints";

/** A part of a stack's configuration: objects merge, everything else replaces. */
type Tree = { readonly [key: string]: unknown };

/**
 * What the sandbox changes of the lab's declaration: where things are and how one logs in, nothing else. What
 * runs is the lab's real input.
 */
export function sandboxOverlay(endpoints: SandboxEndpoints): Tree {
  const { hosts, minio, postgresql, pve, pbs, aws, ssh } = endpoints;
  return {
    "backup:hosts": mapValues(hosts, ({ address, port, hostKey }) => ({
      address,
      port,
      hostKey,
      user: ssh.user,
    })),
    "backup:pbs": { fingerprint: pbs.fingerprint, port: Number(new URL(pbs.endpoint).port) },
    "backup:pve": { endpoint: pve.endpoint },
    "backup:vault": { endpoint: aws.endpoint, region: aws.region },
    "backup:postgres": { "proj-pg01": postgresql },
    "backup:minio": { sites: mapValues(minio, ({ endpoint }) => ({ endpoint })) },
  };
}

function mapValues<Value, Result>(
  record: Readonly<Record<string, Value>>,
  transform: (value: Value) => Result,
): Record<string, Result> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, transform(value)]));
}

/** `base` with `overlay` on top. */
export function mergeConfiguration(base: Tree, overlay: Tree): Tree {
  const merged = { ...base };
  for (const [key, value] of Object.entries(overlay)) {
    const below = merged[key];
    merged[key] = isTree(below) && isTree(value) ? mergeConfiguration(below, value) : value;
  }
  return merged;
}

function isTree(value: unknown): value is Tree {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
