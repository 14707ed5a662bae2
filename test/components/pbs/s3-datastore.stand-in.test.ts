import * as fs from "node:fs";
import {
  PbsDatastore,
  type PbsDatastoreArgs,
  type S3Backend,
} from "../../../components/pbs/datastore";
import { TestObjectStore } from "../../../sandbox/test/products/pbs/object-store";
import { BackupServer } from "./backup-server";
import { envelopeOf, objectEnvelope } from "./declared";

const marker = "/offsite-backups/offsite/.in-use";
const chunk = "/offsite-backups/offsite/.chunks/0000/00aa";

let server: BackupServer;
let store: TestObjectStore;
beforeAll(async () => {
  store = await TestObjectStore.start("offsite-backups");
  server = await BackupServer.start();
  const { port, fingerprint } = store;
  await server.apply(
    await objectEnvelope(
      "S3Endpoint",
      "minio",
      {
        ...{ endpoint: "127.0.0.1", port, pathStyle: true, accessKey: "AKIA" },
        fingerprint: fingerprint.toLowerCase(),
      },
      { "secret-key": "s3cr3t-key" },
    ),
  );
});
afterAll(async () => {
  await server.stop();
  await store.stop();
});
beforeEach(async () => {
  await server.run("remove", await datastore());
  fs.rmSync(server.at("/mnt/cache"), { recursive: true, force: true });
  store.objects.clear();
});

const datastore = (
  changes: Partial<S3Backend> = {},
  maintenanceMode?: PbsDatastoreArgs["maintenanceMode"],
) =>
  envelopeOf(
    (host) =>
      new PbsDatastore("offsite", {
        ...{ host, path: "/mnt/cache", verifyNew: true, notificationMode: "notification-system" },
        backend: {
          ...{ client: "minio", bucket: "offsite-backups", maxCacheSize: "64GiB", adopt: false },
          ...changes,
        },
        ...(maintenanceMode && { maintenanceMode }),
      }),
  );
const created = /<datastore> <create>/;

describe("a datastore in an S3 bucket", () => {
  it("is made with its cache, marks the bucket, and is left alone when it is applied again", async () => {
    const wanted = await datastore();
    expect(await server.apply(wanted)).toEqual(wanted.document);
    const before = server.count(created);

    expect(await server.apply(wanted)).toEqual(wanted.document);
    expect(wanted.document).toMatchObject({
      path: "/mnt/cache",
      backend: "bucket=offsite-backups,client=minio,max-cache-size=64GiB,type=s3",
    });
    expect([...store.objects.keys()]).toEqual([marker]);
    expect(fs.existsSync(server.at("/mnt/cache/.chunks"))).toBe(true);
    expect(server.count(created)).toBe(before);
    expect(server.seen).not.toContain("s3cr3t");
  });

  it("fails for a bucket that another server uses, says what to do, and leaves it as it is", async () => {
    store.objects.set(marker, JSON.stringify({ hostname: "pbs02" }));
    const { exitCode, stderr } = await server.run("apply", await datastore());

    expect(exitCode).toBe(1);
    expect(stderr.match(/^ERR .*$/gm)).toHaveLength(1);
    expect(stderr).toContain("Bucket already contains datastore in use by host pbs02");
    expect(stderr).toMatch(/fix: .* only if this server takes its place, set backend\.adopt: true/);
    expect(store.objects.get(marker)).toBe('{"hostname":"pbs02"}');
    expect(await server.observe(await datastore())).toBeNull();
  });

  it("takes over a bucket that another server uses, only when it is told to", async () => {
    store.objects.set(marker, JSON.stringify({ hostname: "pbs02" }));
    store.objects.set(chunk, "a chunk");
    const wanted = await datastore({ adopt: true });

    expect(await server.apply(wanted)).toEqual(wanted.document);
    expect(server.seen).toMatch(/<--reuse-datastore=true> <--overwrite-in-use=true>/);
    expect(store.objects.get(marker)).not.toContain("pbs02");
    expect(store.objects.get(chunk)).toBe("a chunk");
  });

  it("is taken over and closed in one go, although the product opens what it has taken over", async () => {
    store.objects.set(marker, JSON.stringify({ hostname: "pbs02" }));
    const wanted = await datastore(
      { adopt: true },
      { type: "read-only", message: "until checked" },
    );

    expect(await server.apply(wanted)).toEqual(wanted.document);
    expect(wanted.document).toMatchObject({
      "maintenance-mode": "message=until checked,type=read-only",
    });
  });

  it("is the same datastore whether it was taken over or made", async () => {
    await server.apply(await datastore({ adopt: true }));
    const before = server.count(/<datastore> <(create|update)>/);

    await server.apply(await datastore());
    expect(server.count(/<datastore> <(create|update)>/)).toBe(before);
  });

  it("leaves the bucket's content when it is taken out, and can be taken up from there", async () => {
    await server.apply(await datastore());
    store.objects.set(chunk, "a chunk");
    const { exitCode, stdout } = await server.run("remove", await datastore());

    expect({ exitCode, stdout }).toEqual({
      exitCode: 0,
      stdout:
        "left: the datastore's backups, all of them, in bucket=offsite-backups,client=minio,max-cache-size=64GiB,type=s3 /mnt/cache\n",
    });
    expect([...store.objects.keys()]).toEqual([chunk]);

    fs.rmSync(server.at("/mnt/cache"), { recursive: true });
    const wanted = await datastore({ adopt: true });
    expect(await server.apply(wanted)).toEqual(wanted.document);
    expect(store.objects.get(chunk)).toBe("a chunk");
  });

  it("fails to move to another bucket in place", async () => {
    await server.apply(await datastore());
    const { exitCode, stderr } = await server.run("apply", await datastore({ bucket: "another" }));

    expect(exitCode).toBe(1);
    expect(stderr).toContain("backend cannot be changed in place; declare a new one");
  });

  it("fails for a bucket that cannot be reached, with what the server said", async () => {
    const { exitCode, stderr } = await server.run("apply", await datastore({ bucket: "nowhere" }));

    expect(exitCode).toBe(1);
    expect(stderr).toMatch(
      /^ERR pbs datastore offsite on \S+: apply failed\n {2}got: failed to access bucket: /,
    );
  });

  it("fails while the cache of the last one is in the way, and says what to do", async () => {
    await server.apply(await datastore());
    await server.run("remove", await datastore());
    const { exitCode, stderr } = await server.run("apply", await datastore());

    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/fix: .*cache.*empty/);
  });
});
