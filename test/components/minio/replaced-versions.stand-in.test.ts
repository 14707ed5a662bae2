import { randomUUID } from "node:crypto";
import {
  DeleteObjectCommand,
  ListObjectVersionsCommand,
  PutObjectCommand,
  type S3Client,
} from "@aws-sdk/client-s3";
import { minioPlugin } from "../../../sandbox/plugins/minio/plugin";
import { named } from "../../support/registered";
import { until } from "../../support/until";
import { PluginClient } from "../../../sandbox/test/plugins/protocol/client";
import { type MinioServer, startMinio } from "../../../sandbox/test/plugins/minio/minio-server";
import { data, declared } from "./declared";

const Bucket = "data-replica";
const noncurrentDays = 30;

// A real server that looks through its buckets all the time instead of once a minute.
let server: MinioServer;
let plugin: PluginClient;
beforeAll(async () => {
  server = await startMinio({ MINIO_SCANNER_CYCLE: "1s", MINIO_SCANNER_SPEED: "fastest" });
  plugin = await PluginClient.start(minioPlugin, server.config);
  const resources = await declared(data, [{ site: "there", bucket: Bucket, noncurrentDays }]);
  for (const part of ["bucket", "versioning", "lifecycle"]) {
    const { type, inputs } = named(resources, `there-${Bucket}-${part}`);
    await plugin.create(type, inputs);
  }
});
afterAll(async () => {
  await plugin.close();
  await server.stop();
});

/** Sends a command as another server would that replicates what happened so many days ago. */
async function daysAgo(days: number, send: (s3: S3Client) => Promise<unknown>): Promise<void> {
  const { s3 } = server.byHand;
  const then = new Date(Date.now() - days * 86_400_000).toISOString();
  s3.middlewareStack.add(
    (next) => (args) => {
      const { headers } = args.request as { headers: Record<string, string> };
      headers["x-minio-source-mtime"] = then;
      headers["x-minio-source-replication-request"] = "true";
      headers["x-minio-source-deletemarker"] = "true";
      headers["x-minio-source-versionid"] = randomUUID();
      return next(args);
    },
    { step: "build", name: "then", override: true },
  );
  await send(s3).finally(() => s3.middlewareStack.remove("then"));
}

const put = (Key: string, days: number) =>
  daysAgo(days, (s3) =>
    s3.send(new PutObjectCommand({ Bucket, Key, Body: `of ${days} days ago` })),
  );
const remove = (Key: string, days: number) =>
  daysAgo(days, (s3) => s3.send(new DeleteObjectCommand({ Bucket, Key })));

/** Every version and delete marker that the bucket holds, with its age in days. */
async function held(): Promise<string[]> {
  const request = new ListObjectVersionsCommand({ Bucket });
  const { Versions = [], DeleteMarkers = [] } = await server.byHand.s3.send(request);
  const age = ({ LastModified }: { LastModified?: Date }) =>
    Math.round((Date.now() - LastModified!.getTime()) / 86_400_000);
  return [
    ...Versions.map((version) => `${version.Key} ${age(version)}`),
    ...DeleteMarkers.map((marker) => `${marker.Key} deleted ${age(marker)}`),
  ].sort();
}

describe("a bucket of a real MinIO that was told how long replaced versions stay", () => {
  it("lets go of what was replaced or deleted longer ago, and of nothing else whatever its age", async () => {
    await put("untouched", 400);
    // Counted from the replacement, and rounded up to midnight: the age of what was replaced does not matter.
    await put("long-ago", 400);
    await put("long-ago", noncurrentDays + 2);
    await put("lately", 400);
    await put("lately", noncurrentDays - 1);
    await put("deleted", 400);
    await remove("deleted", noncurrentDays + 2);
    await put("deleted-lately", 400);
    await remove("deleted-lately", noncurrentDays - 1);

    await until(async () => {
      const now = await held();
      return !now.includes("deleted 400") && !now.includes("long-ago 400");
    });
    // Once the server has come by again, it has seen all the others too.
    await put("witness", 400);
    await put("witness", noncurrentDays + 2);
    await until(async () => !(await held()).includes("witness 400"));
    expect(await held()).toEqual([
      "deleted deleted 32",
      "deleted-lately 400",
      "deleted-lately deleted 29",
      "lately 29",
      "lately 400",
      "long-ago 32",
      "untouched 400",
      "witness 32",
    ]);
  });
});
