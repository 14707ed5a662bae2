import * as https from "node:https";

import type { S3Client } from "@aws-sdk/client-s3";

import { type Section } from "../config/section-config";
import { PinnedAgent } from "../network/pinned-agent";
import { trustedAuthorities } from "../network/trusted";
import { reasonOf } from "../schema/parameter-error";

/** What the server does with objects. */
export interface ObjectStore {
  listBuckets(): Promise<string[]>;
  headBucket(): Promise<void>;
  put(key: string, body: string | Buffer): Promise<void>;
  /** The object's text, undefined if there is none. */
  get(key: string): Promise<string | undefined>;
  remove(key: string): Promise<void>;
}

/** Connects as an `s3-endpoint` says; nothing is sent before the first call. HTTPS only. */
export async function objectStore(endpoint: Section, bucket = ""): Promise<ObjectStore> {
  // Which Node runs here is the sandbox's business.
  process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] ??= "true";
  // Only the few commands that reach an object store load it: every other start stays quick.
  const sdk = await import("@aws-sdk/client-s3");
  const client: S3Client = new sdk.S3Client(settings(endpoint.values));
  const at = (key: string) => ({ Bucket: bucket, Key: key });
  return {
    async listBuckets() {
      const { Buckets = [] } = await client.send(new sdk.ListBucketsCommand({}));
      return Buckets.map(({ Name = "" }) => Name);
    },
    async headBucket() {
      try {
        await client.send(new sdk.HeadBucketCommand({ Bucket: bucket }));
      } catch (error) {
        throw new Error(headFailure(error));
      }
    },
    async put(key, body) {
      await client.send(
        new sdk.PutObjectCommand({
          ...at(key),
          Body: body,
          ContentLength: Buffer.byteLength(body),
        }),
      );
    },
    async get(key) {
      try {
        const { Body } = await client.send(new sdk.GetObjectCommand(at(key)));
        return (await Body?.transformToString()) ?? "";
      } catch (error) {
        if (error instanceof sdk.NoSuchKey) return undefined;
        throw error;
      }
    },
    async remove(key) {
      await client.send(new sdk.DeleteObjectCommand(at(key)));
    },
  };
}

function headFailure(error: unknown): string {
  const { $metadata } = error as { readonly $metadata?: { readonly httpStatusCode?: number } };
  const status = $metadata?.httpStatusCode;
  if (status === undefined) return `client error (Connect): ${reasonOf(error)}`;
  return [400, 403, 404].includes(status)
    ? "bucket does not exist or no permission to access it"
    : `unexpected status code ${status}`;
}

function settings(values: Section["values"]) {
  const region = String(values["region"] ?? "us-west-1");
  const host = String(values["endpoint"])
    .replaceAll("{{bucket}}.", "")
    .replaceAll("{{region}}", region);
  const port = values["port"] === undefined ? "" : `:${String(values["port"])}`;
  return {
    region,
    endpoint: `https://${host}${port}`,
    forcePathStyle: values["path-style"] === true,
    credentials: {
      accessKeyId: String(values["access-key"]),
      secretAccessKey: String(values["secret-key"]),
    },
    maxAttempts: 1,
    // A store that takes a request and never answers is one that does not answer.
    requestHandler: {
      ...{ connectionTimeout: 10_000, requestTimeout: 60_000, throwOnRequestTimeout: true },
      httpsAgent: agent(values),
    },
  };
}

/** A given fingerprint takes the place of the host's authorities. */
function agent(values: Section["values"]): https.Agent {
  const fingerprint = values["fingerprint"];
  if (fingerprint === undefined) return new https.Agent({ ca: trustedAuthorities() });
  const wanted = String(fingerprint).toLowerCase();
  const judge = (found: string) =>
    found === wanted ? undefined : new Error(`certificate fingerprint does not match: ${found}`);
  return new PinnedAgent(judge, {});
}
