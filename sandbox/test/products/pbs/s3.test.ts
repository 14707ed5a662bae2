import * as fs from "node:fs";
import * as os from "node:os";

import { useServer } from "./harness";
import { TestObjectStore } from "./object-store";

const server = useServer();

const create = (...words: string[]) =>
  server.run(
    ...["s3", "endpoint", "create", "offsite", "--access-key", "AK", "--secret-key", "hush"],
    ...words,
  );

describe("S3 endpoints", () => {
  it("keep the secret key in their file and show it nowhere", async () => {
    await create("--endpoint", "{{bucket}}.s3.{{region}}.amazonaws.com", "--region", "us-east-1");
    expect(server.config("s3.cfg")).toBe(
      [
        "s3-endpoint: offsite",
        "\taccess-key AK",
        "\tendpoint {{bucket}}.s3.{{region}}.amazonaws.com",
        "\tregion us-east-1",
        "\tsecret-key hush\n",
      ].join("\n"),
    );
    expect(await server.json("s3", "endpoint", "list")).toEqual([
      {
        id: "offsite",
        "access-key": "AK",
        endpoint: "{{bucket}}.s3.{{region}}.amazonaws.com",
        region: "us-east-1",
      },
    ]);
  });

  it("have no show command", async () => {
    expect(await server.refusal("s3", "endpoint", "show", "offsite")).toBe(
      "Error: no such command 'show'",
    );
  });

  it.each([
    [["--endpoint", "https://s3.lab"], "value does not match the regex pattern"],
    [["--endpoint", "s3.lab:9000"], "value does not match the regex pattern"],
    [["--endpoint", "s3.lab", "--region", "EU"], "at least 3 characters"],
    [["--endpoint", "s3.lab", "--region", "Europe"], "value does not match the regex pattern"],
    [["--endpoint", "s3.lab", "--fingerprint", "aa:bb"], "value does not match the regex pattern"],
    [["--endpoint", "s3.lab", "--provider-quirks", "any"], "is not defined in the enumeration"],
    [["--endpoint", "s3.lab", "--object-lock", "1"], "does not allow additional properties"],
  ])("fail for %j", async (words, reason) => {
    const { code, err } = await create(...words);
    expect(code).toBe(255);
    expect(err).toContain(reason);
  });

  it("fail for a second of one name, and for one that is missing", async () => {
    await create("--endpoint", "s3.lab");
    expect((await create("--endpoint", "s3.lab")).err).toBe(
      "Error: parameter verification failed - 'id': s3 client config 'offsite' already exists.\n",
    );
    expect(await server.refusal("s3", "endpoint", "remove", "nowhere")).toBe(
      "Error: s3 client config 'nowhere' do not exist.",
    );
    expect(await server.refusal("s3", "check", "nowhere", "backups")).toBe(
      "Error: config lookup failed: no such s3-endpoint 'nowhere'",
    );
  });

  it.each(["Backups", "a.b.c", "ab", "xn--backups", "backups--x-s3"])(
    "fail to check the bucket name %s",
    async (bucket) => {
      expect((await server.run("s3", "check", "offsite", bucket)).code).toBe(255);
    },
  );
});

describe("an S3-backed datastore", () => {
  let store: TestObjectStore;
  beforeAll(async () => (store = await TestObjectStore.start("backups")));
  afterAll(() => store.stop());
  beforeEach(() => store.objects.clear());

  const connect = (...words: string[]) =>
    create(
      ...["--endpoint", "127.0.0.1", "--port", String(store.port)],
      ...["--path-style", "true", ...words],
    );

  const createStore = (bucket: string, ...words: string[]) =>
    server.run(
      ...["datastore", "create", "vault", "/var/cache/vault", "--backend"],
      ...[`type=s3,client=offsite,bucket=${bucket},max-cache-size=64GiB`, ...words],
    );

  it("marks the bucket as its own, and the endpoint fails to be removed", async () => {
    await connect("--fingerprint", store.fingerprint);
    expect(await createStore("backups")).toMatchObject({ code: 0, err: "" });
    expect(JSON.parse(store.objects.get("/backups/vault/.in-use") ?? "")).toEqual({
      hostname: os.hostname().split(".")[0],
    });
    expect(await server.refusal("s3", "endpoint", "remove", "offsite")).toBe(
      "Error: in-use by datastore vault",
    );
  });

  it("leaves the bucket's content when it is removed, and the bucket to whoever takes it up", async () => {
    await connect("--fingerprint", store.fingerprint);
    await createStore("backups");
    store.objects.set("/backups/vault/.chunks/0000/aa", "a chunk");
    expect((await server.run("datastore", "remove", "vault")).code).toBe(0);
    expect([...store.objects.keys()]).toEqual(["/backups/vault/.chunks/0000/aa"]);
  });

  it("fails when another host uses the bucket, unless it is taken over", async () => {
    store.objects.set("/backups/vault/.in-use", JSON.stringify({ hostname: "pbs02" }));
    await connect("--fingerprint", store.fingerprint);
    expect((await createStore("backups")).err).toBe(
      "Error: task failed (status Bucket already contains datastore in use by host pbs02)\n",
    );
    expect((await createStore("backups", "--overwrite-in-use", "true")).code).toBe(0);
  });

  it("fails for a bucket that is missing", async () => {
    await connect("--fingerprint", store.fingerprint);
    expect((await createStore("nowhere")).err).toMatch(/^Error: failed to access bucket: /);
    expect(fs.existsSync(server.at("/var/cache/vault"))).toBe(false);
  });

  it("fails for a certificate that is neither trusted nor has the fingerprint", async () => {
    await connect();
    expect((await createStore("backups")).err).toMatch(/^Error: failed to access bucket: /);
    await server.run(
      ...["s3", "endpoint", "update", "offsite", "--fingerprint", "aa:".repeat(31) + "aa"],
    );
    expect((await createStore("backups")).err).toContain("fingerprint does not match");
  });

  it("is checked with an object that does not stay", async () => {
    await connect("--fingerprint", store.fingerprint);
    expect(await server.run("s3", "check", "offsite", "backups")).toEqual({
      code: 0,
      out: "",
      err: "",
    });
    expect(store.objects.size).toBe(0);
    expect(await server.refusal("s3", "check", "offsite", "nowhere")).toMatch(
      /^Error: head object failed: /,
    );
  });
});
