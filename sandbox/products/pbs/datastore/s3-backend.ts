import * as os from "node:os";

import { readConfig } from "../config/config-file";
import { type Section } from "../config/section-config";
import { lookUp } from "../objects/object-type";
import { type ObjectStore, objectStore } from "../s3/s3-client";
import { inStep } from "../s3/s3-commands";
import { s3Endpoint } from "../s3/s3-endpoint";
import { parseBackend } from "./backend";

/**
 * The bucket behind a datastore whose directory is but its cache. This stand-in reaches it, marks it
 * and refuses what the product refuses; backups stay in the cache.
 */
export interface S3Backend {
  readonly objects: ObjectStore;
  /** Says, in the bucket, which host uses it: one at a time may. */
  readonly marker: string;
}

/**
 * The bucket of a datastore, undefined if it has none. It must be reached.
 *
 * @throws Error for an endpoint that does not exist or a bucket that cannot be reached.
 */
export async function s3Backend({ id, values }: Section): Promise<S3Backend | undefined> {
  const { type, client, bucket } = parseBackend(String(values["backend"] ?? ""));
  if (type !== "s3") return undefined;
  const endpoint = lookUp(s3Endpoint, readConfig(s3Endpoint.file).sections, String(client));
  const objects = await objectStore(endpoint, String(bucket));
  await inStep("failed to access bucket", () => objects.headBucket());
  return { objects, marker: `${id}/.in-use` };
}

/** @throws Error if another host uses the bucket for a datastore of this name. */
export async function checkNotInUse({ objects, marker }: S3Backend): Promise<void> {
  const content = await inStep("failed to get in-use marker from bucket", () =>
    objects.get(marker),
  );
  if (content === undefined) return;
  const host = hostnameIn(content);
  const by = host === undefined ? "" : ` by host ${host}`;
  throw new Error(`Bucket already contains datastore in use${by}`);
}

/** Marks the bucket as used by this host. */
export async function markInUse({ objects, marker }: S3Backend): Promise<void> {
  const content = JSON.stringify({ hostname: os.hostname().split(".")[0] });
  await inStep("failed to upload in-use marker for datastore", () => objects.put(marker, content));
}

/** Says that no host uses the bucket any more, so that one can take its datastore up again. */
export async function clearInUse({ objects, marker }: S3Backend): Promise<void> {
  await inStep("failed to delete in-use marker", () => objects.remove(marker));
}

function hostnameIn(content: string): string | undefined {
  try {
    return (JSON.parse(content) as { readonly hostname?: string }).hostname;
  } catch {
    return undefined;
  }
}
