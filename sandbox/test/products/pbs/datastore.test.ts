import * as fs from "node:fs";
import * as path from "node:path";

import { useServer } from "./harness";

const server = useServer();

const createStore = (...words: string[]) =>
  server.run("datastore", "create", "store1", "/mnt/datastore/one", ...words);

const writeInto = (productPath: string) => {
  fs.mkdirSync(server.at(path.dirname(productPath)), { recursive: true });
  fs.writeFileSync(server.at(productPath), "data");
};

describe("datastore create", () => {
  it("makes the directory and keeps the configuration in the product's form", async () => {
    const { code, out } = await createStore("--gc-schedule", "sun 02:00", "--verify-new", "1");
    expect(code).toBe(0);
    expect(out.endsWith("TASK OK\n")).toBe(true);
    expect(fs.statSync(server.at("/mnt/datastore/one/.chunks")).isDirectory()).toBe(true);
    expect(server.config("datastore.cfg")).toBe(
      "datastore: store1\n\tgc-schedule sun 02:00\n\tpath /mnt/datastore/one\n\tverify-new true\n",
    );
  });

  it("fails for a second datastore of the same name", async () => {
    await createStore();
    expect(await server.refusal("datastore", "create", "store1", "/mnt/datastore/two")).toBe(
      "Error: parameter verification failed - 'name': datastore 'store1' already exists.",
    );
  });

  it("fails for a relative path", async () => {
    expect(await server.refusal("datastore", "create", "store1", "mnt/x")).toBe(
      "Error: parameter verification failed - 'path': expected an absolute path, 'mnt/x' is not",
    );
  });

  it("fails for an absolute path on a removable device", async () => {
    const uuid = "12345678-1234-1234-1234-1234567890ab";
    expect(
      await server.refusal("datastore", "create", "store1", "/mnt/x", "--backing-device", uuid),
    ).toContain("expected a relative on-device path, '/mnt/x' is not");
  });

  it("fails for the root directory, in the task", async () => {
    expect(await server.refusal("datastore", "create", "store1", "/")).toBe(
      "Error: task failed (status cannot create datastore in root path)",
    );
  });

  it("fails for a directory with content, in the task, and adds nothing", async () => {
    writeInto("/mnt/datastore/one/something");
    const { code, out, err } = await createStore();
    expect(code).toBe(255);
    expect(out).toBe("TASK ERROR: datastore path not empty\n");
    expect(err).toBe("Error: task failed (status datastore path not empty)\n");
    expect(await server.json("datastore", "list")).toEqual([]);
  });

  it("returns success and only the task's id with a JSON format, even if the task fails", async () => {
    writeInto("/mnt/datastore/one/something");
    const { code, out } = await createStore("--output-format", "json");
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatch(
      /^UPID:[^:]+:(?:[0-9A-F]{8}:){4}create-datastore:store1:root@pam:$/,
    );
    expect(await server.json("datastore", "list")).toEqual([]);
  });

  it.each([
    ["inside", "/mnt/datastore/one/inner"],
    ["around", "/mnt/datastore"],
    ["at", "/mnt/datastore/one/"],
  ])("fails for a datastore %s another one", async (_, directory) => {
    await createStore();
    expect(await server.refusal("datastore", "create", "store2", directory)).toBe(
      "Error: task failed (status parameter verification failed - 'path': " +
        `nested datastores not allowed: 'store1' already in "/mnt/datastore/one")`,
    );
  });

  it("takes a neighbour whose path begins alike", async () => {
    await createStore();
    expect((await server.run("datastore", "create", "store2", "/mnt/datastore/one2")).code).toBe(0);
  });

  it("re-uses an existing chunk store when asked, and fails when there is none", async () => {
    await createStore();
    await server.run("datastore", "remove", "store1");
    expect((await createStore()).err).toContain(
      `unable to create directory "/mnt/datastore/one/.chunks" - EEXIST: File exists`,
    );
    expect((await createStore("--reuse-datastore", "true")).code).toBe(0);
    expect(
      await server.refusal("datastore", "create", "store2", "/mnt/two", "--reuse-datastore", "1"),
    ).toContain(`unable to open existing chunk store path "/mnt/two" - ENOENT`);
  });

  it.each([
    ["--tuning", "chunk-order=random", "unknown variant `random`, expected `none` or `inode`"],
    ["--tuning", "gc-atime-cutoff=2881", "maximum value of 2880 (got 2881)"],
    ["--tuning", "speed=1", "'speed': schema does not allow additional properties"],
    ["--tuning", "inode", "Value without key, but schema does not define a default key."],
    ["--maintenance-mode", 'offline,message="a', "unexpected end of string"],
    ["--maintenance-mode", 'offline,message="a"b', "garbage after quoted string"],
    ["--maintenance-mode", `offline,message=${"x".repeat(65)}`, "may only be 64 characters long"],
    ["--maintenance-mode", "message=why", "'type': parameter is missing"],
    ["--notification-mode", "pager", "unknown variant `pager`"],
    ["--notification-thresholds", "s3-get=-1", "minimum value of 0"],
    ["--backend", "type=s3", "missing option client, required for backend type s3"],
    ["--backend", "type=s3,client=abc", "missing option bucket, required for backend type s3"],
    [
      "--backend",
      "filesystem,bucket=abc",
      "additional option bucket, not allowed for backend type filesystem",
    ],
    ["--backend", "s3,client=abc,bucket=a.b.c", "value does not match the regex pattern"],
    ["--backend", "type=tape", "value 'tape' is not defined"],
    ["--gc-schedule", "25:00:00", "unable to parse calendar event at ':00' - Nom(Eof)"],
    ["--comment", "two\nlines", "value does not match the regex pattern"],
    ["--comment", "x".repeat(129), "value may only be 128 characters long"],
    ["--backing-device", "not-a-uuid", "value does not match the regex pattern"],
    ["--notify-user", "nobody", "value does not match the regex pattern"],
  ])("fails for %s %j", async (option, value, reason) => {
    const { code, err } = await createStore(option, value);
    expect(code).toBe(255);
    expect(err).toContain(reason);
    expect(fs.existsSync(server.at("/etc/proxmox-backup/datastore.cfg"))).toBe(false);
  });

  it("fails for an S3 backend whose client does not exist", async () => {
    expect((await createStore("--backend", "type=s3,client=offsite,bucket=backups")).err).toBe(
      "Error: no such s3-endpoint 'offsite'\n",
    );
  });

  it("keeps a property string exactly as given", async () => {
    const tuning = "gc-atime-cutoff=1445,chunk-order=none";
    await createStore("--tuning", tuning, "--maintenance-mode", 'type=offline,message="a, b"');
    expect(await server.json("datastore", "show", "store1")).toMatchObject({
      tuning,
      "maintenance-mode": 'type=offline,message="a, b"',
    });
  });
});

describe("a datastore's own retention (trap 1)", () => {
  it("is dropped without a word when there is no prune schedule", async () => {
    expect((await createStore("--keep-last", "7")).code).toBe(0);
    expect(server.config("datastore.cfg")).not.toContain("keep-last");
    expect(await server.json("prune-job", "list")).toEqual([]);
  });

  it("becomes a prune job with a random name of 32 characters when there is one", async () => {
    await createStore("--keep-last", "7", "--prune-schedule", "daily");
    const jobs = (await server.json("prune-job", "list")) as { id: string }[];
    expect(jobs).toEqual([
      { id: expect.any(String), store: "store1", schedule: "daily", "keep-last": 7 },
    ]);
    expect(jobs[0]?.id).toMatch(/^default-store1-/);
    expect(jobs[0]?.id).toHaveLength(32);
    expect(server.config("datastore.cfg")).not.toMatch(/keep-last|prune-schedule/);
  });

  it.each([
    ["keep-last", "7"],
    ["keep-yearly", "1"],
    ["prune-schedule", "daily"],
  ])("fails in an update: --%s", async (name, value) => {
    await createStore();
    expect(await server.refusal("datastore", "update", "store1", `--${name}`, value)).toBe(
      `Error: parameter verification failed - '${name}': datastore prune settings have been replaced by prune jobs`,
    );
  });
});

describe("datastore update", () => {
  it.each(["path", "backend", "backing-device"])("fails for --%s (trap 2)", async (name) => {
    await createStore();
    expect(await server.refusal("datastore", "update", "store1", `--${name}`, "x")).toContain(
      `'${name}': schema does not allow additional properties.`,
    );
  });

  it("changes what is given, after removing what is named", async () => {
    await createStore("--comment", "old", "--gc-schedule", "daily", "--verify-new", "1");
    const { code, out } = await server.run(
      ...["datastore", "update", "store1", "--delete", "comment", "--delete", "verify-new"],
      ...["--gc-schedule", "sat *-1..7 15:00", "--comment", "new"],
    );
    expect({ code, out }).toEqual({ code: 0, out: "" });
    expect(await server.json("datastore", "show", "store1")).toEqual({
      name: "store1",
      path: "/mnt/datastore/one",
      "gc-schedule": "sat *-1..7 15:00",
      comment: "new",
    });
  });

  it("drops an empty comment", async () => {
    await createStore("--comment", "old");
    await server.run("datastore", "update", "store1", "--comment", "");
    expect(await server.json("datastore", "show", "store1")).not.toHaveProperty("comment");
  });

  it("fails for an empty schedule: only --delete removes one", async () => {
    await createStore("--gc-schedule", "daily");
    expect(await server.refusal("datastore", "update", "store1", "--gc-schedule", "")).toContain(
      "'gc-schedule': unable to parse calendar event",
    );
    expect(
      (await server.run("datastore", "update", "store1", "--delete", "gc-schedule")).code,
    ).toBe(0);
    expect(await server.json("datastore", "show", "store1")).not.toHaveProperty("gc-schedule");
  });

  it("writes the maintenance mode without the name of its default key", async () => {
    await createStore();
    const update = (mode: string) =>
      server.run("datastore", "update", "store1", "--maintenance-mode", mode);
    await update("type=read-only");
    expect(server.config("datastore.cfg")).toContain("\tmaintenance-mode read-only\n");
    await update('type=offline,message="moving \\"disks\\""');
    expect(server.config("datastore.cfg")).toContain(
      '\tmaintenance-mode offline,message="moving \\"disks\\""\n',
    );
  });

  it("fails for a property that cannot be removed", async () => {
    await createStore();
    expect(await server.refusal("datastore", "update", "store1", "--delete", "path")).toBe(
      "Error: parameter verification failed - 'delete': value 'path' is not defined in the enumeration.",
    );
  });

  it("fails for a datastore that does not exist", async () => {
    expect(await server.refusal("datastore", "update", "store9", "--comment", "x")).toBe(
      "Error: no such datastore 'store9'",
    );
  });
});

describe("datastore remove", () => {
  beforeEach(async () => {
    await createStore();
    await server.run("datastore", "create", "store2", "/mnt/datastore/two");
    for (const store of ["store1", "store2"]) {
      const named = ["--store", store];
      await server.run("prune-job", "create", `prune-${store}`, ...named, "--schedule", "daily");
      await server.run("verify-job", "create", `verify-${store}`, ...named);
      await server.run("sync-job", "create", `sync-${store}`, ...named, "--remote-store", "other");
      await server.run("acl", "update", `/datastore/${store}`, "Audit", "--auth-id", "root@pam");
    }
    await server.run("user", "create", "mon@pbs");
    await server.run("acl", "update", "/datastore/store1/team", "Audit", "--auth-id", "mon@pbs");
    await server.run("acl", "update", "/datastore/store2", "Audit", "--auth-id", "mon@pbs");
    writeInto("/mnt/datastore/one/vm/100/2026-11-22T02:00:00Z/index.json.blob");
  });

  const jobs = async () =>
    (
      await Promise.all(
        ["prune-job", "verify-job", "sync-job"].map((type) => server.json(type, "list")),
      )
    )
      .flat()
      .map((job) => (job as { id: string }).id);

  it("leaves the data, and removes the datastore's jobs and permissions", async () => {
    const { code, out } = await server.run("datastore", "remove", "store1");
    expect({ code, out }).toEqual({ code: 0, out: "" });
    expect(fs.existsSync(server.at("/mnt/datastore/one/vm/100"))).toBe(true);
    expect(fs.existsSync(server.at("/mnt/datastore/one/.chunks"))).toBe(true);
    expect(await jobs()).toEqual(["prune-store2", "verify-store2", "sync-store2"]);
    expect(server.config("acl.cfg")).toBe("acl:1:/datastore/store2:mon@pbs:Audit\n");
  });

  it("keeps the jobs when asked", async () => {
    await server.run("datastore", "remove", "store1", "--keep-job-configs", "true");
    expect(await jobs()).toContain("verify-store1");
    expect(server.config("acl.cfg")).toContain("/datastore/store1/team");
  });

  it("removes the data only when asked", async () => {
    await server.run("datastore", "remove", "store1", "--destroy-data", "true");
    expect(fs.existsSync(server.at("/mnt/datastore/one"))).toBe(false);
    expect(fs.existsSync(server.at("/mnt/datastore/two/.chunks"))).toBe(true);
  });

  it("keeps a directory in which something else lies", async () => {
    writeInto("/mnt/datastore/one/notes.txt");
    await server.run("datastore", "remove", "store1", "--destroy-data", "true");
    expect(fs.readdirSync(server.at("/mnt/datastore/one"))).toEqual(["notes.txt"]);
  });

  it("fails for a datastore that does not exist", async () => {
    expect(await server.refusal("datastore", "remove", "store9")).toBe(
      "Error: datastore 'store9' does not exist.",
    );
  });

  it("fails for a digest of another state, and changes nothing", async () => {
    expect(await server.refusal("datastore", "remove", "store1", "--digest", "0".repeat(64))).toBe(
      "Error: detected modified configuration - file changed by other user? Try again.",
    );
    expect(await jobs()).toContain("prune-store1");
  });
});
